// A delivery as the item a webhook node gives: { headers, params, query, body, webhookUrl, executionMode }, files under binary.
import type { BinaryRef, Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { type IncomingFile, type IncomingFiles, inMemory } from '~/server/execution/incoming-files';
import { CLIENT_HEADER } from '~/server/request';
import type { ParsedBody, UploadedFile } from '../body';
import { queryToJson } from './query';

/** Never handed to a workflow or stored: ours, and what a browser adds for our own pages. */
const HIDDEN = new Set([CLIENT_HEADER, 'cookie', 'x-weft-nonce']);

/** Header names are lower case; `except` is the header that proved the call. */
export function visibleHeaders(headers: Headers, except: string | null): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !HIDDEN.has(name) && name !== except && name !== '__proto__'));
}

/** Parameters of an own path such as `orders/:id`; null when the path does not fit. No path given fits always. */
export function matchPath(pattern: string, tail: string): Record<string, string> | null {
  const wanted = pattern.replace(/^\/+|\/+$/g, '').split('/').filter(Boolean);
  const given = tail.replace(/^\/+|\/+$/g, '').split('/').filter(Boolean);
  if (given.length === 0) return {};
  if (wanted.length !== given.length) return null;
  const parameters: [string, string][] = [];
  for (const [index, part] of wanted.entries()) {
    let value: string;
    try {
      value = decodeURIComponent(given[index] as string);
    } catch {
      return null;
    }
    if (part.startsWith(':')) parameters.push([part.slice(1), value]);
    else if (part !== value) return null;
  }
  return Object.fromEntries(parameters.filter(([name]) => name !== '__proto__'));
}

/** The property a file stands under: numbered where a name is given for all of them, or several came under one name. */
function fileKey({ files, whole }: ParsedBody, file: UploadedFile, index: number, prefix: string | null): string {
  if (whole) return prefix ?? file.field;
  if (prefix) return `${prefix}${index}`;
  const alike = files.filter(other => other.field === file.field);
  return alike.length > 1 ? `${file.field}${alike.indexOf(file)}` : file.field;
}

export function webhookItem(call: { headers: Record<string, string>; params: Record<string, string>; query: URLSearchParams; parsed: ParsedBody; url: string; test: boolean; filePrefix: string | null }): { item: Item; files: IncomingFiles } {
  const json: JsonObject = { headers: call.headers, params: call.params, query: queryToJson(call.query), ...(call.parsed.body === undefined ? {} : { body: call.parsed.body }), webhookUrl: call.url, executionMode: call.test ? 'test' : 'production' };
  const files = new Map<string, IncomingFile>();
  const binary: Record<string, BinaryRef> = {};
  for (const [index, file] of call.parsed.files.entries()) {
    const extension = file.fileName?.includes('.') ? file.fileName.split('.').pop() : undefined;
    const name = fileKey(call.parsed, file, index, call.filePrefix);
    binary[name] = { id: file.id, mimeType: file.mimeType, fileSize: file.bytes.length, ...(file.fileName ? { fileName: file.fileName } : {}), ...(extension ? { fileExtension: extension } : {}) };
    files.set(file.id, inMemory(file.bytes, file));
  }
  return { item: { json, ...(files.size > 0 ? { binary } : {}) }, files };
}
