// Texts of a file for documents: PDF by page, CSV by row, JSON by value, anything else as text.
import type { BinaryRef } from '~/engine/items';
import type { Json } from '~/lib/json';
import { NodeError, type Tools } from '../contract';
import type { Document } from './protocols';

const BY_LOADER: Record<string, string> = { pdfLoader: 'pdf', csvLoader: 'csv', jsonLoader: 'json', textLoader: 'text', docxLoader: 'docx', epubLoader: 'epub' };

function formatOf({ mimeType, fileName = '' }: BinaryRef, loader: string): string {
  if (loader !== 'auto') return BY_LOADER[loader] ?? 'text';
  const extension = fileName.split('.').at(-1)?.toLowerCase();
  if (mimeType === 'application/pdf' || extension === 'pdf') return 'pdf';
  if (mimeType === 'text/csv' || extension === 'csv') return 'csv';
  if (mimeType.includes('wordprocessingml') || extension === 'docx') return 'docx';
  if (mimeType.includes('epub') || extension === 'epub') return 'epub';
  return 'text';
}

/** `pages`: a document for each page of a PDF. */
export async function textsOfFile({ files, work }: Pick<Tools, 'files' | 'work'>, file: BinaryRef, loader: string, pages: boolean): Promise<Document[]> {
  const base = { source: 'blob', blobType: file.mimeType };
  const format = formatOf(file, loader);
  if (format === 'docx' || format === 'epub') throw new NodeError(`Files of the kind ${format.toUpperCase()} cannot be read`, { description: 'Convert the file to PDF or text first.' });
  const bytes = await files.read(file);
  if (format === 'pdf') {
    const { text, numpages } = await work('readPdf', { bytes, joinPages: !pages, maxPages: 0, password: '' });
    return (Array.isArray(text) ? text : [text]).map((page, index) => ({ text: page, metadata: { ...base, pdf: { totalPages: numpages }, ...(pages ? { loc: { pageNumber: index + 1 } } : {}) } }));
  }
  const text = new TextDecoder().decode(bytes);
  if (format !== 'csv') return [{ text, metadata: base }];
  const { rows } = await work('readCsv', { text, delimiter: ',', relaxQuotes: true, fromLine: 1 });
  return linesOf(rows).map((row, index) => ({ text: row, metadata: { ...base, line: index + 1 } }));
}

/** A row as `column: value`, a line each. */
function linesOf([names = [], ...rows]: Json[][]): string[] {
  return rows.filter(row => row.some(value => value !== null)).map(row => names.map((name, index) => `${String(name ?? '')}: ${String(row[index] ?? '')}`).join('\n'));
}
