// Text of PDF files, by PDF.js without its renderer and without eval.
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { messageOf } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { Jobs } from '~/nodes/tools/jobs';

const MAX_PAGES = 2000;
const MAX_TEXT = 20_000_000;

// PDF.js is written for newer runtimes than Node 20, which has no Promise.try.
const promises = Promise as unknown as Record<string, unknown>;
promises.try ??= (call: (...values: unknown[]) => unknown, ...values: unknown[]) => new Promise(resolve => resolve(call(...values)));

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

const plain = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

async function opened(bytes: Uint8Array, password: string): Promise<Document> {
  try {
    // A copy: PDF.js takes no Buffer and empties what it is given.
    return await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, useSystemFonts: false, disableFontFace: true, verbosity: 0, ...(password === '' ? {} : { password }) });
  } catch (error) {
    const { name } = error as Error;
    if (name === 'PasswordException') throw new NodeError(password === '' ? 'The PDF needs a password' : 'The password of the PDF is not right');
    throw new NodeError('The file is not a PDF, or is damaged', { description: messageOf(error, 200) });
  }
}

/** One line of text for each line of the page. */
async function textOf(document: Document, number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  let text = '';
  let lastY: number | null = null;
  for (const item of items) {
    if (!('str' in item)) continue;
    const y = Number(item.transform[5]);
    if (lastY !== null && y !== lastY) text += '\n';
    text += item.str;
    lastY = y;
  }
  page.cleanup();
  return text;
}

export async function readPdf({ bytes, joinPages, maxPages, password }: Jobs['readPdf']['input']): Promise<Jobs['readPdf']['output']> {
  const document = await opened(bytes, password);
  try {
    const { numPages } = document;
    const pages = maxPages > 0 ? Math.min(maxPages, numPages) : numPages;
    if (pages > MAX_PAGES) throw new NodeError(`The PDF has too many pages: ${pages}`, { description: `The limit is ${MAX_PAGES}. "Max pages" reads fewer.` });
    const { info, metadata } = await document.getMetadata();
    const texts: string[] = [];
    let length = 0;
    for (let number = 1; number <= pages; number++) {
      const text = await textOf(document, number);
      length += text.length;
      if (length > MAX_TEXT) throw new NodeError('The PDF holds too much text', { description: `The limit is ${MAX_TEXT} characters.` });
      texts.push(text);
    }
    const { version } = await getResolvedPDFJS();
    const entries = metadata as unknown as Iterable<[string, unknown]> | null;
    return { numpages: numPages, numrender: numPages, info: plain(info ?? {}), metadata: entries === null ? null : plain(Object.fromEntries(entries)), text: joinPages ? texts.join('\n\n') : texts, version };
  } finally {
    await document.destroy();
  }
}
