// Cells of a table in a file: CSV here, every other kind in the workshop.
import Papa from 'papaparse';
import type { Json } from '~/lib/json';
import { NodeError } from '../contract';

export interface CsvOptions {
  delimiter: string;
  /** Quotes where they do not belong are part of the value. */
  relaxQuotes: boolean;
  /** Number of the first line that counts; 0 and 1 are the first one. */
  fromLine: number;
}

function parsed(text: string, delimiter: string, quoteChar = '"') {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true, quoteChar });
  return { rows: data, error: errors.find(each => each.type === 'Quotes') };
}

/** Line by line: one with wrong quotes is taken as it stands. */
const relaxed = (text: string, delimiter: string): string[][] =>
  text.split(/\r?\n/).flatMap(line => {
    const { rows, error } = parsed(line, delimiter);
    return error === undefined ? rows : parsed(line, delimiter, '\u0000').rows;
  });

function fromLine(text: string, line: number): string {
  let at = 0;
  for (let skipped = 1; skipped < line; skipped++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return '';
    at = end + 1;
  }
  return text.slice(at);
}

/** Cells of a CSV file; empty ones are null. */
export function csvRows(whole: string, options: CsvOptions): Json[][] {
  const text = fromLine(whole, options.fromLine);
  const delimiter = options.delimiter.replaceAll('\\t', '\t') || ',';
  const { rows, error } = parsed(text, delimiter);
  if (error !== undefined && !options.relaxQuotes) throw new NodeError(`The CSV cannot be read: ${error.message}`, { description: `Row ${(error.row ?? 0) + 1}. "Relax quotes" takes quotes inside a value as they are.` });
  return (error === undefined ? rows : relaxed(text, delimiter)).map(row => row.map(value => (value === '' ? null : value)));
}

/** True for a file that says it is CSV, by its name or type. SheetJS tells the other kinds from their content. */
export const isCsv = (fileName: string, mimeType: string): boolean => /\.(csv|tsv|txt)$/i.test(fileName) || (!/\.[a-z]{3,4}$/i.test(fileName) && /csv|text\/plain/.test(mimeType));
