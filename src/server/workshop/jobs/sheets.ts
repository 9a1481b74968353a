// Spreadsheets of every kind, read and written by SheetJS. What a packed one unpacks to is measured first: a small file may
// hold gigabytes (security.md, B13 and I10).
import { read, type Sheet, utils, type WorkBook, write } from '@e965/xlsx';
import { Unzip, UnzipInflate } from 'fflate';
import { messageOf } from '~/lib/errors';
import type { Json } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { Jobs, ReadSheet } from '~/nodes/tools/jobs';

const MAX_FILE = 20 * 1024 * 1024;
const MAX_UNPACKED = 200 * 1024 * 1024;
const MAX_CELLS = 2_000_000;
const CHUNK = 64 * 1024;

function checkSize(bytes: Uint8Array, maxUnpacked: number): void {
  if (bytes.length > MAX_FILE) throw new NodeError('The spreadsheet is too large', { description: `The limit is ${MAX_FILE} bytes.` });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return;
  let unpacked = 0;
  const zip = new Unzip(file => {
    file.ondata = (_error, chunk) => {
      unpacked += chunk?.length ?? 0;
      if (unpacked > maxUnpacked) throw new NodeError('The spreadsheet unpacks to too much data', { description: `The limit is ${maxUnpacked} bytes.` });
    };
    file.start();
  });
  zip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += CHUNK) zip.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
}

function opened({ bytes, raw, as }: ReadSheet): WorkBook {
  try {
    const options = { raw, dense: true, cellFormula: false, cellHTML: false };
    return as === 'text' ? read(new TextDecoder().decode(bytes), { type: 'string', ...options }) : read(bytes, { type: 'array', ...options });
  } catch (error) {
    throw new NodeError('The file is no spreadsheet that can be read', { description: messageOf(error, 200) });
  }
}

const cellOf = (value: unknown): Json => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
};

/** Text whose bytes were taken for Latin-1, as the UTF-8 it is. */
function utf8Of(value: Json): Json {
  if (typeof value !== 'string' || !/[\u0080-\u00ff]/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** `3` starts at that row, `A2:B9` is that part of the sheet. */
function rangeOf(range: string): string | number | undefined {
  const text = range.trim();
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\$?[a-z]{1,3}\$?\d{1,7}(:\$?[a-z]{1,3}\$?\d{1,7})?$/i.test(text)) return text.toUpperCase();
  throw new NodeError(`"${text.slice(0, 50)}" is not a range of cells`, { description: 'A range looks like A2:C10.' });
}

function checkCells(sheet: Sheet): void {
  if (sheet['!ref'] === undefined) return;
  const { s: start, e: end } = utils.decode_range(sheet['!ref']);
  const cells = (end.r - start.r + 1) * (end.c - start.c + 1);
  if (cells > MAX_CELLS) throw new NodeError('The spreadsheet has too many cells', { description: `It has ${cells}; the limit is ${MAX_CELLS}.` });
}

/** Cells of one sheet, empty ones null. A time is the number the file holds, as in n8n, except where text was read as one. */
export function readSheet(input: Jobs['readSheet']['input'], maxUnpacked = MAX_UNPACKED): Jobs['readSheet']['output'] {
  const { sheetName, range } = input;
  checkSize(input.bytes, maxUnpacked);
  const book = opened(input);
  const name = sheetName === '' ? book.SheetNames[0] : sheetName;
  const sheet = name === undefined || !book.SheetNames.includes(name) ? undefined : book.Sheets[name];
  if (sheet === undefined) {
    throw new NodeError(name === undefined ? 'The spreadsheet has no sheet' : `The spreadsheet has no sheet "${name}"`, { description: `It has: ${book.SheetNames.join(', ')}` });
  }
  checkCells(sheet);
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, blankrows: false, ...(range === '' ? {} : { range: rangeOf(range) }) });
  return { rows: rows.map(row => Array.from(row, value => (input.as === 'rtf' ? utf8Of(cellOf(value)) : cellOf(value)))) };
}

export function writeSheet({ rows, format, sheetName }: Jobs['writeSheet']['input']): Jobs['writeSheet']['output'] {
  const cells = rows.map(row => row.map(value => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)));
  const book = utils.book_new();
  // Excel's own limits for names of sheets.
  const name = sheetName.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet';
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), name);
  return new Uint8Array(write(book, { type: 'array', bookType: format }) as ArrayBuffer);
}
