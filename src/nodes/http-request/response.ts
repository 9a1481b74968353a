// Turns an HTTP response into items, or into the error it stands for (engine-nodes.md 9.6).
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpHead, type HttpResponse, NodeError } from '../contract';
import type { FileInfo } from '../tools/files';
import type { Parameters } from './request';

const FILE_TYPES = /^(image|audio|video|font)\/|octet-stream|gzip|zip|rar|x-bzip|x-tar|pdf|msword|vnd\.(ms-|openxmlformats|oasis|amazon)/;
const MAX_RETRY_AFTER_MS = 3_600_000;

const headerOf = (response: HttpHead, name: string): string => {
  const value = response.headers[name];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
};

export function textOf(response: HttpResponse): string {
  const label = /charset="?([\w-]+)/i.exec(headerOf(response, 'content-type'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(response.body);
  } catch {
    return new TextDecoder().decode(response.body);
  }
}

/** `Retry-After` in seconds or as a date, at most an hour; undefined when absent or not understood. */
export function retryAfterMs(value: string, now: number): number | undefined {
  if (value === '') return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(MAX_RETRY_AFTER_MS, Math.max(0, ms));
}

const REASONS: Record<number, string> = {
  400: 'Bad request: check the parameters',
  401: 'Authorization failed: check the credentials',
  403: 'Forbidden: check the credentials',
  404: 'The resource could not be found',
  408: 'The service took too long to answer',
  429: 'The service is receiving too many requests from you',
  500: 'The service was not able to process the request',
  502: 'Bad gateway: the service failed to handle the request',
  503: 'The service is not available',
  504: 'The service took too long to answer',
};

/** An answer that counts as failed. `shown` is what the item holds when the workflow goes on, in the shape n8n's has. */
export class HttpStatusError extends NodeError {
  readonly shown: JsonObject;
  constructor(message: string, response: HttpResponse, text: string, paged: boolean, options: ConstructorParameters<typeof NodeError>[1]) {
    super(message, options);
    const { status, statusText, headers } = response;
    if (paged) {
      this.shown = { statusCode: status, error: text.slice(0, 4000), isAxiosError: true, response: { headers: { ...headers }, status, statusText } };
      return;
    }
    const refused = status >= 400 && status < 500;
    this.shown = { message: `${status} - ${JSON.stringify(text.slice(0, 4000))}`, name: 'AxiosError', code: refused ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE', status };
  }
}

/** A call that brought no answer: `shown` is what the item holds when the workflow goes on. */
export class NoAnswerError extends NodeError {
  readonly shown: JsonObject;
  constructor(error: NodeError, { code, name }: { code: string; name: string }) {
    super(error.message, { retryable: error.retryable, description: error.description, cause: error.cause });
    this.shown = { message: error.message, name, code };
  }
}

/** The failure of a call, with the system's code where there is one. */
export function withCode(error: unknown): unknown {
  const cause = error instanceof NodeError ? (error.cause as { code?: unknown; name?: unknown } | undefined) : undefined;
  return error instanceof NodeError && typeof cause?.code === 'string' && /^[A-Z_]+$/.test(cause.code) ? new NoAnswerError(error, { code: cause.code, name: String(cause.name ?? 'Error') }) : error;
}

/** The error of a status of 300 or more, in words. */
export function statusError(response: HttpResponse, now: number): NodeError {
  const { message, whole, options } = refusal(response, now);
  return new NodeError(message, whole === '' ? options : { ...options, description: whole.slice(0, 500) });
}

/** The same, as the HTTP request node shows it in an item; of one of several pages n8n shows more. */
export function shownStatusError(response: HttpResponse, now: number, paged: boolean): HttpStatusError {
  const { message, whole, options } = refusal(response, now);
  return new HttpStatusError(message, response, whole, paged, whole === '' ? options : { ...options, description: whole.slice(0, 500) });
}

function refusal(response: HttpResponse, now: number) {
  const { status } = response;
  const reason = REASONS[status] ?? (response.statusText || (status < 400 ? 'A redirect was not followed' : 'The request failed'));
  return { message: `${reason} (${status})`, whole: textOf(response).trim(), options: { retryable: status === 429 || status === 408 || status >= 500, retryAfterMs: retryAfterMs(headerOf(response, 'retry-after'), now) } };
}

export type Body = { kind: 'json'; value: Json } | { kind: 'text'; text: string; value?: Json } | { kind: 'file'; file: BinaryRef };

/** Versions 1 and 2 read a text that is JSON, whatever they were asked for. */
function parsedText(text: string): Body {
  try {
    return { kind: 'text', text, value: JSON.parse(text) as Json };
  } catch {
    return { kind: 'text', text };
  }
}

const formatOf = (parameters: Parameters) => parameters.options.response?.response?.responseFormat ?? 'autodetect';
const isJson = (answer: HttpHead): boolean => headerOf(answer, 'content-type').toLowerCase().includes('application/json');

/** What the file is called that an answer stands for; null when it is no file. `autodetect` goes by content type. */
export function fileInfo(answer: HttpHead, parameters: Parameters): FileInfo | null {
  const format = formatOf(parameters);
  const type = headerOf(answer, 'content-type').toLowerCase();
  if (format !== 'file' && (format !== 'autodetect' || isJson(answer) || !FILE_TYPES.test(type))) return null;
  return { fileName: fileName(answer), mimeType: headerOf(answer, 'content-type').split(';')[0]?.trim() || 'text/plain' };
}

/** Reads the body the way the options say. */
export function readBody(response: HttpResponse, parameters: Parameters): Body {
  const format = formatOf(parameters);
  if (response.file) return { kind: 'file', file: response.file };
  if (format === 'text' && parameters.options.response?.response?.parseText === true) return parsedText(textOf(response));
  if (format === 'text' || (format === 'autodetect' && !isJson(response))) return { kind: 'text', text: textOf(response) };
  const text = textOf(response);
  if (text.trim() === '') return { kind: 'json', value: {} };
  try {
    return { kind: 'json', value: JSON.parse(text) as Json };
  } catch {
    throw new NodeError('The response is not valid JSON', { description: 'Set the response format to text.' });
  }
}

function headersAsJson(response: HttpResponse): JsonObject {
  return { ...response.headers };
}

function fileName(response: HttpHead): string | undefined {
  const named = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(headerOf(response, 'content-disposition'))?.[1];
  const last = named ?? new URL(response.url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last).replace(/[\\/\0]/g, '_') || undefined;
  } catch {
    return last.replace(/[\\/\0]/g, '_') || undefined;
  }
}

const objectOf = (value: Json, name: string): JsonObject => (value === null ? {} : isPlainObject(value) ? (value as JsonObject) : { [name]: value });

/** Items of one response to item `index`, which is `source`. Statuses of 400 and more have been dealt with before. */
export function itemsOf(response: HttpResponse, body: Body, parameters: Parameters, source: Item, index: number): Item[] {
  const settings = parameters.options.response?.response ?? {};
  const name = settings.outputPropertyName || 'data';
  const pairedItem = { item: index };
  const rest: JsonObject = settings.fullResponse === true ? { headers: headersAsJson(response), statusCode: response.status, statusMessage: response.statusText } : {};
  if (body.kind === 'file') return [{ json: settings.fullResponse === true ? rest : { ...source.json }, binary: { ...source.binary, [name]: body.file }, pairedItem }];
  // An empty text leaves no field behind.
  if (body.kind === 'text') return [{ json: body.text === '' ? rest : { [name]: body.value ?? body.text, ...rest }, pairedItem }];
  if (settings.fullResponse === true) return [{ json: { body: body.value, ...rest }, pairedItem }];
  const { value } = body;
  if (Array.isArray(value)) {
    // Versions 1 and 2 hand a list over as the item's json; workflows of that time read it as `$json[0]`.
    if (settings.splitArrays === false) return [{ json: value as unknown as JsonObject, pairedItem }];
    return value.map(element => ({ json: objectOf(element, name), pairedItem }));
  }
  return [{ json: objectOf(value, name), pairedItem }];
}
