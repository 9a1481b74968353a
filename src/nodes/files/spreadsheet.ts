// Excel workbooks. What a file unpacks to is measured first: a small one may hold gigabytes (security.md, B13 and I10).
import { Unzip, UnzipInflate } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { messageOf } from '~/lib/errors';
import type { Json } from '~/lib/json';
import { NodeError } from '../contract';

const MAX_FILE = 20 * 1024 * 1024;
const MAX_UNPACKED = 200 * 1024 * 1024;
const CHUNK = 64 * 1024;

function checkSize(bytes: Uint8Array, maxUnpacked: number): void {
  if (bytes.length > MAX_FILE) throw new NodeError('The spreadsheet is too large', { description: `The limit is ${MAX_FILE} bytes.` });
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

const cellOf = (value: unknown): Json => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
};

/** Cells of one sheet, the first unless named; dates as ISO text. Throws NodeError. */
export async function readSheet(bytes: Uint8Array, sheetName: string, maxUnpacked = MAX_UNPACKED): Promise<Json[][]> {
  checkSize(bytes, maxUnpacked);
  let sheets: { sheet: string; data: unknown[][] }[];
  try {
    sheets = (await readWorkbook(Buffer.from(bytes))) as { sheet: string; data: unknown[][] }[];
  } catch (error) {
    throw new NodeError('The file is not an Excel workbook (.xlsx)', { description: messageOf(error, 200) });
  }
  const found = sheetName === '' ? sheets[0] : sheets.find(each => each.sheet === sheetName);
  if (found === undefined) throw new NodeError(sheetName === '' ? 'The spreadsheet has no sheet' : `The spreadsheet has no sheet "${sheetName}"`, { description: `It has: ${sheets.map(each => each.sheet).join(', ')}` });
  return found.data.map(row => row.map(cellOf));
}

export async function writeSheet(rows: readonly (readonly Json[])[], sheetName: string): Promise<Uint8Array> {
  const cells: SheetData = rows.map(row =>
    row.map(value => {
      if (value === null || value === undefined) return null;
      if (typeof value === 'number') return { value, type: Number };
      if (typeof value === 'boolean') return { value, type: Boolean };
      return { value: typeof value === 'object' ? JSON.stringify(value) : value, type: String };
    }),
  );
  // Excel's own limits for names of sheets.
  const name = sheetName.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet';
  return (await writeWorkbook(cells, { sheet: name })).toBuffer();
}
