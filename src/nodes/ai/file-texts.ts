// Texts of a file for documents: PDF by page, CSV by row, JSON by value, anything else as text.
import { extractText, getDocumentProxy } from 'unpdf';
import Papa from 'papaparse';
import type { BinaryRef } from '~/engine/items';
import { NodeError } from '../contract';
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

export async function textsOfFile(bytes: Uint8Array, file: BinaryRef, loader: string, pages: boolean): Promise<Document[]> {
  const base = { source: 'blob', blobType: file.mimeType };
  const format = formatOf(file, loader);
  if (format === 'pdf') return (await pagesOf(bytes, pages)).map((text, index, all) => ({ text, metadata: { ...base, pdf: { totalPages: all.length }, ...(pages ? { loc: { pageNumber: index + 1 } } : {}) } }));
  if (format === 'docx' || format === 'epub') throw new NodeError(`Files of the kind ${format.toUpperCase()} cannot be read`, { description: 'Convert the file to PDF or text first.' });
  const text = new TextDecoder().decode(bytes);
  if (format === 'csv') return rowsOf(text).map((row, index) => ({ text: row, metadata: { ...base, line: index + 1 } }));
  return [{ text, metadata: base }];
}

async function pagesOf(bytes: Uint8Array, pages: boolean): Promise<string[]> {
  try {
    // unpdf takes the buffer over, and the file may be read again.
    const document = await getDocumentProxy(new Uint8Array(bytes));
    const { text } = await extractText(document, { mergePages: false });
    return pages ? text : [text.join('\n\n')];
  } catch (error) {
    throw new NodeError('The PDF cannot be read', { cause: error });
  }
}

/** A row as `column: value`, a line each. */
function rowsOf(text: string): string[] {
  const { data } = Papa.parse<Record<string, unknown>>(text, { header: true, skipEmptyLines: true });
  return data.map(row => Object.entries(row).map(([name, value]) => `${name}: ${String(value)}`).join('\n'));
}
