// Bodies of deliveries: read with limits, decoded with limits, parsed by content type (security.md 3A).
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import busboy from 'busboy';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import type { Json, JsonObject } from '~/lib/json';
import { parseXml } from '~/nodes/xml/parse';
import { parseJson } from './parse-json';

export const MAX_BODY = 5 * 1024 * 1024;
const READ_MS = 30_000;
export const MAX_PARTS = 1000;
export const MAX_FILES = 100;

const tooLarge = (limit: number) => new AppError('invalid', `The body is larger than ${limit / 1024 / 1024} MB.`, { status: 413, details: { reason: 'too_large' } });

/** `limit`: decoded bytes. `idle`: the time limit is for the next piece, not for the whole. */
interface Limits { limit: number; idle?: boolean }

/** The decoded bytes as they come. Throws 413 above the limit (before reading where the length is announced), 408 when too slow, 415 for an unknown encoding. */
export async function* openBody(request: Request, { limit, idle = false }: Limits): AsyncGenerator<Buffer> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > limit) throw tooLarge(limit);
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase();
  if (!request.body) return;
  const decoder = decoderOf(encoding);
  const source = Readable.fromWeb(request.body as never);
  const stream = decoder ? source.on('error', error => decoder.destroy(error)).pipe(decoder) : source;
  const slow = idle ? 'Nothing of the body came for 30 s.' : 'The body took longer than 30 s to arrive.';
  const timer = setTimeout(() => stream.destroy(new AppError('invalid', slow, { status: 408, details: { reason: 'timeout' } })), READ_MS);
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > limit) throw tooLarge(limit);
      yield chunk as Buffer;
      if (idle) timer.refresh();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', decoder && (error as { code?: string }).code?.startsWith('Z_') ? `The body is not valid ${encoding}.` : 'The body ended before it was complete.', { cause: error, details: { reason: 'incomplete_body' } });
  } finally {
    clearTimeout(timer);
    source.destroy();
    decoder?.destroy();
  }
}

/** All of it; see openBody. */
export async function readBody(request: Request, limit = MAX_BODY): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of openBody(request, { limit })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function decoderOf(encoding: string) {
  switch (encoding) {
    case '': case 'identity': return null;
    case 'gzip': case 'x-gzip': return createGunzip();
    case 'deflate': return createInflate();
    case 'br': return createBrotliDecompress();
    default: throw new AppError('invalid', `The content encoding "${encoding.slice(0, 50)}" is not supported.`, { status: 415, details: { reason: 'unsupported_encoding' } });
  }
}

export interface UploadedFile { field: string; id: string; fileName: string | null; mimeType: string; bytes: Uint8Array }
/** `body` is undefined where nothing could be read of it. */
export interface ParsedBody { body: Json | undefined; files: UploadedFile[]; /** The one file is the whole body. */ whole?: boolean }

/** `raw`: the body as it arrived is a file beside what is read of it. `brackets`: `name[]` of a form is the list `name`. */
export interface BodyRules { raw?: boolean; brackets?: boolean }

/** What the workflow sees of a body. Types that hold no data become one file under `data`; JSON stays JSON. */
export async function parseBody(bytes: Uint8Array, contentType: string | null, { raw = false, brackets = true }: BodyRules = {}): Promise<ParsedBody> {
  const [type = '', ...attributes] = (contentType ?? '').toLowerCase().split(';').map(part => part.trim());
  const charset = attributes.find(part => part.startsWith('charset='))?.slice(8).replaceAll('"', '');
  if (charset && !['utf-8', 'utf8', 'us-ascii', 'iso-8859-1', 'latin1'].includes(charset)) throw new AppError('invalid', `The character set "${charset.slice(0, 50)}" is not supported. Send UTF-8.`, { status: 415, details: { reason: 'unsupported_charset' } });
  const whole = (): UploadedFile => ({ field: 'data', id: newId(), fileName: null, mimeType: type || 'application/octet-stream', bytes });
  if (raw) return { body: bytes.length === 0 ? undefined : readIfText(bytes, type, charset, brackets), files: [whole()], whole: true };
  if (bytes.length === 0) return { body: {}, files: [] };
  if (type === 'multipart/form-data') return parseMultipart(bytes, contentType as string, brackets);
  const body = readText(bytes, type, charset, brackets);
  return body === undefined ? { body: {}, files: [whole()], whole: true } : { body: body ?? {}, files: [] };
}

/** Beside the file that holds it, a body may be anything. */
function readIfText(...body: Parameters<typeof readText>): Json | undefined {
  try {
    return readText(...body);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A body that is data in text; undefined for every other. */
function readText(bytes: Uint8Array, type: string, charset: string | undefined, brackets: boolean): Json | undefined {
  if (type === 'application/x-www-form-urlencoded') return formToJson(new URLSearchParams(decodeText(bytes, charset)), brackets);
  if (type === 'application/json' || type.endsWith('+json')) return parseJson(decodeText(bytes, charset));
  if (type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml')) return readXml(decodeText(bytes, charset));
  return type === 'text/plain' || type === '' ? decodeText(bytes, charset) : undefined;
}

/** As n8n reads it; text that is no XML stays text. */
function readXml(text: string): Json {
  try {
    return parseXml(text, { mergeAttrs: false, normalize: true, normalizeTags: true });
  } catch {
    return text;
  }
}

function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  if (charset === 'iso-8859-1' || charset === 'latin1') return Buffer.from(bytes).toString('latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('invalid', 'The body is not valid UTF-8.', { details: { reason: 'invalid_utf8' } });
  }
}

/** Repeated names become lists; with `brackets`, `name[]` is a list always. */
export function formToJson(pairs: Iterable<[string, string]>, brackets: boolean): JsonObject {
  const form = new Map<string, Json>();
  for (const [key, value] of pairs) {
    const list = brackets && key.endsWith('[]');
    const name = list ? key.slice(0, -2) : key;
    const before = form.get(name);
    if (before === undefined) form.set(name, list ? [value] : value);
    else form.set(name, Array.isArray(before) ? [...before, value] : [before, value]);
  }
  return Object.fromEntries([...form].filter(([name]) => name !== '__proto__'));
}

/** A name as text for people; the bytes are found by an id of ours. */
export const uploadName = (name: string | undefined): string | null => (name ? name.slice(0, 255).replaceAll('\u0000', '') : null);

function parseMultipart(bytes: Uint8Array, contentType: string, brackets: boolean): Promise<ParsedBody> {
  return new Promise((resolve, reject) => {
    const bad = (message: string, status = 400) => reject(new AppError('invalid', message, { status, details: { reason: status === 413 ? 'too_large' : 'invalid_multipart' } }));
    const fields: [string, string][] = [];
    const files: UploadedFile[] = [];
    try {
      const parser = busboy({ headers: { 'content-type': contentType }, limits: { parts: MAX_PARTS, fields: MAX_PARTS, files: MAX_FILES, fieldSize: MAX_BODY, fileSize: MAX_BODY, headerPairs: 50 }, defParamCharset: 'utf8' });
      parser.on('field', (name, value) => fields.push([name.slice(0, 200), value]));
      parser.on('file', (name, stream, info) => {
        const chunks: Buffer[] = [];
        stream.on('data', chunk => chunks.push(chunk as Buffer));
        stream.on('end', () => files.push({ field: name.slice(0, 200), id: newId(), fileName: uploadName(info.filename), mimeType: info.mimeType, bytes: Buffer.concat(chunks) }));
      });
      parser.on('partsLimit', () => bad(`The form has more than ${MAX_PARTS} parts.`, 413));
      parser.on('filesLimit', () => bad(`The form has more than ${MAX_FILES} files.`, 413));
      parser.on('error', () => bad('The multipart body is not valid.'));
      parser.on('close', () => resolve({ body: formToJson(fields, brackets), files: files.filter(file => file.field !== '__proto__') }));
      parser.end(Buffer.from(bytes));
    } catch {
      bad('The multipart body is not valid: the boundary is missing.');
    }
  });
}

export const bodyHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
