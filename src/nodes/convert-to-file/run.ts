// Convert to file: see engine-nodes.md 9.4.
import Papa from 'papaparse';
import type { Item } from '~/engine/items';
import { getPath, type Json } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { calendarText } from '../files/calendar-text';
import { isSheet, MIME_TYPES } from '../files/formats';
import { withFile } from '../files/item-file';
import { kindOf } from '../files/mime';
import { jsonToRows } from '../files/rows';
import { encoded } from '../files/text';
import type { convertToFile } from './definition';

type Parameters = ParametersOf<typeof convertToFile.parameters>;
type Context = RunContext<Parameters>;

interface Made {
  bytes: Uint8Array;
  fileName: string;
  mimeType: string;
}

/** Booleans as spreadsheets write them. */
const cell = (value: Json): unknown => (typeof value === 'boolean' ? String(value).toUpperCase() : value);

const bytesOf = (text: string, { options }: Parameters): Uint8Array => encoded(text, options.encoding, options.addBOM === true);
const named = (parameters: Parameters, fallback: string): string => parameters.options.fileName || fallback;

async function table(items: readonly Item[], parameters: Parameters, context: Context): Promise<Made> {
  const { operation, options } = parameters;
  const rows = jsonToRows(items.map(({ json }) => json), options.headerRow !== false);
  if (isSheet(operation)) {
    const bytes = await context.tools.work('writeSheet', { rows, format: operation, sheetName: options.sheetName ?? 'Sheet' });
    return { bytes, fileName: named(parameters, `File.${operation}`), mimeType: MIME_TYPES[operation] };
  }
  const text = Papa.unparse(rows.map(row => row.map(cell)), { delimiter: options.delimiter || ',', newline: '\n' });
  // As in n8n: a UTF-8 file always begins with the mark that makes spreadsheets read it as such, and ends without a line break.
  const utf8 = /^utf-?8$/i.test(options.encoding ?? 'utf8');
  return { bytes: utf8 ? Buffer.from(`\ufeff${text}`) : bytesOf(text, parameters), fileName: named(parameters, 'File.csv'), mimeType: 'text/csv' };
}

function source(item: Item, parameters: Parameters): Json {
  const value = getPath(item.json, parameters.sourceProperty);
  if (value === undefined || value === null) throw new NodeError(`The value in "${parameters.sourceProperty}" is not set`);
  return value as Json;
}

function calendar(parameters: Parameters, index: number, context: Context): Made {
  const { title, start, end, allDay, additionalFields: more } = parameters;
  const timezone = more.useWorkflowTimezone === true ? context.execution.timezone : 'utc';
  const text = calendarText({ title, start, end, allDay, more, timezone, uid: context.idempotencyKey(index), now: context.tools.now() });
  return { bytes: Buffer.from(text), fileName: more.fileName || 'event.ics', mimeType: 'text/calendar' };
}

function single(item: Item, parameters: Parameters, index: number, context: Context): Made {
  switch (parameters.operation) {
    case 'iCal':
      return calendar(parameters, index, context);
    case 'toJson':
      return { bytes: bytesOf(jsonText(item.json, parameters), parameters), fileName: named(parameters, 'file.json'), mimeType: 'application/json' };
    case 'toText': {
      const value = source(item, parameters);
      const isText = typeof value !== 'object';
      return { bytes: bytesOf(isText ? String(value) : JSON.stringify(value), parameters), fileName: named(parameters, 'file.txt'), mimeType: isText ? 'text/plain' : 'application/json' };
    }
    default: {
      const { mimeType, dataIsBase64 } = parameters.options;
      const text = String(source(item, parameters)).replace(/^data:[^,]*;base64,/, '');
      const bytes = Buffer.from(text, dataIsBase64 === false ? 'utf8' : 'base64');
      const fileName = named(parameters, 'file');
      return { bytes, fileName, mimeType: mimeType || kindOf(fileName, bytes) };
    }
  }
}

const jsonText = (value: Json, parameters: Parameters): string => JSON.stringify(value, null, parameters.options.format === true ? 2 : undefined);

async function stored(made: Made, parameters: Parameters, context: Context): Promise<Item> {
  const ref = await context.tools.files.write(made.bytes, { fileName: made.fileName, mimeType: made.mimeType });
  return { json: {}, binary: withFile(undefined, parameters.binaryPropertyName || 'data', ref) };
}

export const runConvertToFile: RunNode<typeof convertToFile> = async context => {
  const { items } = context;
  const parameters = context.parameters.at();
  const { operation } = parameters;
  if (operation === 'toText' || operation === 'toBinary' || operation === 'iCal' || (operation === 'toJson' && parameters.mode === 'each')) {
    return [
      await eachItemAsync(context, (item, index) => {
        const own = context.parameters.at(index);
        return stored(single(item, own, index, context), own, context);
      }),
    ];
  }
  const made = operation === 'toJson' ? { bytes: bytesOf(jsonText(items.map(({ json }) => json), parameters), parameters), fileName: named(parameters, 'file.json'), mimeType: 'application/json' } : await table(items, parameters, context);
  const item = await stored(made, parameters, context);
  return [[{ ...item, pairedItem: items.map((_, index) => ({ item: index })) }]];
};
