// Extract from file: see engine-nodes.md 9.4.
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setPath } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { isSheet } from '../files/formats';
import { fileOf } from '../files/item-file';
import { rowsToJson } from '../files/rows';
import { decoded } from '../files/text';
import type { extractFromFile } from './definition';
import { csvRows, isCsv } from './tables';

type Parameters = ParametersOf<typeof extractFromFile.parameters>;
type Context = RunContext<Parameters>;

/** Characters that are read here in a few milliseconds; more would keep everybody else waiting. */
const SMALL_CSV = 500_000;

async function table(bytes: Uint8Array, file: BinaryRef, parameters: Parameters, context: Context): Promise<Json[][]> {
  const { options, operation } = parameters;
  if (operation === 'csv' || (operation === 'autodetect' && isCsv(file.fileName ?? '', file.mimeType))) {
    const text = decoded(bytes, options.encoding, true);
    const how = { delimiter: options.delimiter ?? ',', relaxQuotes: options.relaxQuotes === true, fromLine: Number(options.fromLine ?? 0) };
    return text.length <= SMALL_CSV ? csvRows(text, how) : (await context.tools.work('readCsv', { text, ...how })).rows;
  }
  const as = operation === 'rtf' ? 'rtf' : operation === 'html' && options.readAsString === true ? 'text' : undefined;
  const { rows } = await context.tools.work('readSheet', { bytes, sheetName: options.sheetName ?? '', range: String(options.range ?? ''), raw: options.rawData === true, ...(as === undefined ? {} : { as }) });
  return rows;
}

/** One value out of the file's text. */
async function value(bytes: Uint8Array, parameters: Parameters, context: Context): Promise<Json> {
  const { operation, options } = parameters;
  if (operation === 'binaryToPropery') return Buffer.from(bytes).toString('base64');
  const text = decoded(bytes, options.encoding, options.stripBOM !== false);
  if (operation === 'fromIcs') return context.tools.work('readCalendar', { text });
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
  if (parameters.operation === 'pdf') Object.assign(json, made);
  else setPath(json, parameters.destinationKey || 'data', made);
  if (keep === 'binary' || keep === 'both') return { json, binary: item.binary };
  return { json };
}

async function extract(item: Item, index: number, context: Context): Promise<Item | Item[]> {
  const parameters = context.parameters.at(index);
  const { operation, options } = parameters;
  const file = fileOf(item, parameters.binaryPropertyName);
  const bytes = await context.tools.files.read(file);
  if (operation === 'csv' || operation === 'autodetect' || isSheet(operation)) {
    const most = Number(options.maxRowCount ?? -1);
    return rowsToJson(await table(bytes, file, parameters, context), {
      headerRow: options.headerRow !== false,
      includeEmptyCells: options.includeEmptyCells === true,
      maxRows: most >= 0 ? most : Number.POSITIVE_INFINITY,
    }).map(json => ({ json }));
  }
  if (operation === 'pdf') {
    const { metadata, ...read } = await context.tools.work('readPdf', { bytes, joinPages: options.joinPages !== false, maxPages: Number(options.maxPages ?? 0), password: options.password ?? '' });
    return withValue(item, { ...read, ...(metadata === null ? {} : { metadata }) }, parameters);
  }
  return withValue(item, await value(bytes, parameters, context), parameters);
}

export const runExtractFromFile: RunNode<typeof extractFromFile> = async context => [await eachItemAsync(context, (item, index) => extract(item, index, context))];
