// Extract from file: see engine-nodes.md 9.4.
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setPath } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { rowsToJson } from '../files/rows';
import type { extractFromFile } from './definition';
import { csvRows, htmlRows, kindOf, sheetRows } from './tables';

type Parameters = ParametersOf<typeof extractFromFile.parameters>;
type Context = RunContext<Parameters>;

function decoded(bytes: Uint8Array, encoding: string | undefined, stripBom: boolean): string {
  try {
    return new TextDecoder(encoding || 'utf-8', { ignoreBOM: !stripBom }).decode(bytes);
  } catch {
    throw new NodeError(`The encoding "${encoding ?? ''}" is not known`);
  }
}

async function table(bytes: Uint8Array, file: BinaryRef, parameters: Parameters): Promise<Json[][]> {
  const { options, operation } = parameters;
  const kind = operation === 'autodetect' ? kindOf(file.fileName ?? '', file.mimeType) : operation;
  if (kind === 'xlsx') return sheetRows(bytes, options.sheetName ?? '');
  const text = decoded(bytes, options.encoding, true);
  return kind === 'html' ? htmlRows(text) : csvRows(text, options.delimiter ?? ',', options.relaxQuotes === true);
}

function fileOf(item: Item, name: string): BinaryRef {
  const file = item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined;
  if (file === undefined) throw new NodeError(`The item has no file "${name}"`, { description: `It has: ${Object.keys(item.binary ?? {}).join(', ') || 'no files'}` });
  return file;
}

/** One value out of the file's text. */
function value(bytes: Uint8Array, parameters: Parameters): Json {
  const { operation, options } = parameters;
  if (operation === 'binaryToPropery') return Buffer.from(bytes).toString('base64');
  const text = decoded(bytes, options.encoding, options.stripBOM !== false);
  if (operation !== 'fromJson') return text;
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NodeError('The file is not valid JSON');
  }
}

function withValue(item: Item, made: Json, parameters: Parameters): Item | Item[] {
  if (parameters.operation === 'fromJson' && parameters.options.asItem === true) {
    return (Array.isArray(made) ? made : [made]).map(value => ({ json: isPlainObject(value) ? (value as JsonObject) : { data: value } }));
  }
  const keep = parameters.options.keepSource;
  const json: JsonObject = keep === 'json' || keep === 'both' ? structuredClone(item.json) : {};
  setPath(json, parameters.destinationKey || 'data', made);
  if (keep === 'binary' || keep === 'both') return { json, binary: item.binary };
  return { json };
}

async function extract(item: Item, index: number, context: Context): Promise<Item | Item[]> {
  const parameters = context.parameters.at(index);
  const { operation, options } = parameters;
  switch (operation) {
    case 'fromIcs':
    case 'ods':
    case 'pdf':
    case 'rtf':
    case 'xls':
      throw new NodeError(`Reading ${operation === 'fromIcs' ? 'calendar' : operation.toUpperCase()} files is not supported`);
    case 'csv':
    case 'html':
    case 'xlsx':
    case 'autodetect': {
      const file = fileOf(item, parameters.binaryPropertyName);
      const rows = await table(await context.tools.files.read(file), file, parameters);
      const most = Number(options.maxRowCount ?? -1);
      return rowsToJson(rows, {
        headerRow: options.headerRow !== false,
        includeEmptyCells: options.includeEmptyCells === true,
        maxRows: most >= 0 ? most : Number.POSITIVE_INFINITY,
        skipRows: Math.max(0, Number(options.fromLine ?? 0)),
      }).map(json => ({ json }));
    }
    default:
      return withValue(item, value(await context.tools.files.read(fileOf(item, parameters.binaryPropertyName)), parameters), parameters);
  }
}

export const runExtractFromFile: RunNode<typeof extractFromFile> = async context => [await eachItemAsync(context, (item, index) => extract(item, index, context))];
