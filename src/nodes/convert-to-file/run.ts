// Convert to file: see engine-nodes.md 9.4.
import Papa from 'papaparse';
import type { Item } from '~/engine/items';
import { getPath, type Json, setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { jsonToRows } from '../files/rows';
import { writeSheet } from '../files/spreadsheet';
import { htmlTable } from '../html/table';
import type { convertToFile } from './definition';

type Parameters = ParametersOf<typeof convertToFile.parameters>;
type Context = RunContext<Parameters>;

interface Made {
  bytes: Uint8Array;
  fileName: string;
  mimeType?: string;
}

const ENCODINGS: Record<string, BufferEncoding> = { utf8: 'utf8', 'utf-8': 'utf8', utf16le: 'utf16le', 'utf-16le': 'utf16le', ucs2: 'utf16le', latin1: 'latin1', 'iso-8859-1': 'latin1', ascii: 'ascii' };
/** Booleans as spreadsheets write them. */
const cell = (value: Json): unknown => (typeof value === 'boolean' ? String(value).toUpperCase() : value);

function encoded(text: string, parameters: Parameters): Uint8Array {
  const name = (parameters.options.encoding ?? 'utf8').toLowerCase();
  const encoding = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
  if (encoding === undefined) throw new NodeError(`The encoding "${name}" is not known`);
  return Buffer.from(parameters.options.addBOM === true ? `\ufeff${text}` : text, encoding);
}

const named = (parameters: Parameters, fallback: string): string => parameters.options.fileName || fallback;

async function sheet(items: readonly Item[], parameters: Parameters): Promise<Made> {
  const header = parameters.options.headerRow !== false;
  const rows = jsonToRows(items.map(({ json }) => json), header);
  switch (parameters.operation) {
    case 'xlsx':
      return { bytes: await writeSheet(rows, parameters.options.sheetName ?? 'Sheet'), fileName: named(parameters, 'File.xlsx'), mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    case 'html':
      return { bytes: Buffer.from(`<html><head><meta charset="utf-8"/></head><body>${htmlTable(items, { customStyling: true })}</body></html>`), fileName: named(parameters, 'File.html'), mimeType: 'text/html' };
    default: {
      const text = Papa.unparse(rows.map(row => row.map(cell)), { delimiter: parameters.options.delimiter || ',', newline: '\n' });
      // As in n8n: a UTF-8 file always begins with the mark that makes spreadsheets read it as such, and ends without a line break.
      const utf8 = /^utf-?8$/i.test(parameters.options.encoding ?? 'utf8');
      return { bytes: utf8 ? Buffer.from(`\ufeff${text}`) : encoded(text, parameters), fileName: named(parameters, 'File.csv'), mimeType: 'text/csv' };
    }
  }
}

function source(item: Item, parameters: Parameters): Json {
  const value = getPath(item.json, parameters.sourceProperty);
  if (value === undefined || value === null) throw new NodeError(`The value in "${parameters.sourceProperty}" is not set`);
  return value as Json;
}

function single(item: Item, parameters: Parameters): Made {
  switch (parameters.operation) {
    case 'toJson':
      return { bytes: encoded(jsonText(item.json, parameters), parameters), fileName: named(parameters, 'file.json'), mimeType: 'application/json' };
    case 'toText': {
      const value = source(item, parameters);
      return { bytes: encoded(typeof value === 'object' ? JSON.stringify(value) : String(value), parameters), fileName: named(parameters, 'file.txt'), mimeType: 'text/plain' };
    }
    default: {
      const { mimeType, dataIsBase64 } = parameters.options;
      const text = String(source(item, parameters)).replace(/^data:[^,]*;base64,/, '');
      return { bytes: Buffer.from(text, dataIsBase64 === false ? 'utf8' : 'base64'), fileName: named(parameters, 'file'), ...(mimeType ? { mimeType } : {}) };
    }
  }
}

const jsonText = (value: Json, parameters: Parameters): string => JSON.stringify(value, null, parameters.options.format === true ? 2 : undefined);

async function stored(made: Made, parameters: Parameters, context: Context): Promise<Item> {
  const binary: NonNullable<Item['binary']> = {};
  const ref = await context.tools.files.write(made.bytes, { fileName: made.fileName, ...(made.mimeType === undefined ? {} : { mimeType: made.mimeType }) });
  setOwn(binary, parameters.binaryPropertyName || 'data', ref);
  return { json: {}, binary };
}

export const runConvertToFile: RunNode<typeof convertToFile> = async context => {
  const { items } = context;
  const parameters = context.parameters.at();
  const { operation } = parameters;
  if (operation === 'iCal' || operation === 'ods' || operation === 'rtf' || operation === 'xls') throw new NodeError(`Writing ${operation === 'iCal' ? 'calendar' : operation.toUpperCase()} files is not supported`);
  if (operation === 'toText' || operation === 'toBinary' || (operation === 'toJson' && parameters.mode === 'each')) {
    return [
      await eachItemAsync(context, (item, index) => {
        const own = context.parameters.at(index);
        return stored(single(item, own), own, context);
      }),
    ];
  }
  const made = operation === 'toJson' ? { bytes: encoded(jsonText(items.map(({ json }) => json), parameters), parameters), fileName: named(parameters, 'file.json'), mimeType: 'application/json' } : await sheet(items, parameters);
  const item = await stored(made, parameters, context);
  return [[{ ...item, pairedItem: items.map((_, index) => ({ item: index })) }]];
};
