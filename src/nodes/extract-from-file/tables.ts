// Cells of a table in a file: CSV, HTML or Excel.
import { load } from 'cheerio';
import Papa from 'papaparse';
import type { Json } from '~/lib/json';
import { NodeError } from '../contract';
import { readSheet } from '../files/spreadsheet';

export type TableKind = 'csv' | 'html' | 'xlsx';

export function csvRows(text: string, delimiter: string, relaxQuotes: boolean): Json[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiter.replaceAll('\\t', '\t') || ',', skipEmptyLines: true });
  const [error] = errors.filter(each => each.type === 'Quotes');
  if (error !== undefined && !relaxQuotes) throw new NodeError(`The CSV cannot be read: ${error.message}`, { description: `Row ${(error.row ?? 0) + 1}. "Relax quotes" takes quotes inside a value as they are.` });
  return data;
}

/** The first table of the document. */
export function htmlRows(text: string): Json[][] {
  const $ = load(text);
  const table = $('table').first();
  if (table.length === 0) throw new NodeError('The HTML has no table');
  return table.find('tr').toArray().map(row => $(row).children('th, td').toArray().map(cell => $(cell).text().trim()));
}

/** The kind of a spreadsheet file, by its name and type. */
export function kindOf(fileName: string, mimeType: string): TableKind {
  if (/\.xlsx$/i.test(fileName) || mimeType.includes('spreadsheetml')) return 'xlsx';
  if (/\.html?$/i.test(fileName) || mimeType === 'text/html') return 'html';
  if (/\.(csv|tsv|txt)$/i.test(fileName) || /csv|text\/plain/.test(mimeType)) return 'csv';
  throw new NodeError(`The spreadsheet "${fileName}" cannot be read`, { description: 'CSV, HTML and .xlsx files can.' });
}

export const sheetRows = readSheet;
