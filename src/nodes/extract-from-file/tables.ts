// Cells of a table in a file: CSV here, every other kind in the workshop.
import Papa from 'papaparse';
import type { Json } from '~/lib/json';
import { NodeError } from '../contract';

/** Cells of a CSV file; empty ones are null. */
export function csvRows(text: string, delimiter: string, relaxQuotes: boolean): Json[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiter.replaceAll('\\t', '\t') || ',', skipEmptyLines: true });
  const [error] = errors.filter(each => each.type === 'Quotes');
  if (error !== undefined && !relaxQuotes) throw new NodeError(`The CSV cannot be read: ${error.message}`, { description: `Row ${(error.row ?? 0) + 1}. "Relax quotes" takes quotes inside a value as they are.` });
  return data.map(row => row.map(value => (value === '' ? null : value)));
}

/** True for a file that says it is CSV, by its name or type. SheetJS tells the other kinds from their content. */
export const isCsv = (fileName: string, mimeType: string): boolean => /\.(csv|tsv|txt)$/i.test(fileName) || (!/\.[a-z]{3,4}$/i.test(fileName) && /csv|text\/plain/.test(mimeType));
