// Builds the request of one item from resolved parameters (engine-nodes.md 9.6).
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setPath } from '~/lib/json';
import { type HttpRequest, NodeError, type RunContext } from '../contract';
import type { ParametersOf } from '../fields';
import type { httpRequest } from './definition';

export type Parameters = ParametersOf<typeof httpRequest.parameters>;
type Pairs = [name: string, value: string][];
type ArrayStyle = 'brackets' | 'indices' | 'repeat';

interface Row {
  name: string;
  value: unknown;
  parameterType?: unknown;
  inputDataFieldName?: unknown;
}

/**
 * Values of rows as they resolve, not as text: `5` stays a number in a JSON body, and a list becomes several query pairs.
 * Read from the raw parameters also because rows count where a left-over choice hides them.
 */
function rowsOf(context: RunContext<Parameters>, key: 'queryParameters' | 'bodyParameters', index: number): Row[] {
  const resolved = context.tools.resolve(context.parameters.raw[key] ?? {}, index, {});
  const list = isPlainObject(resolved) ? resolved.parameters : undefined;
  return (Array.isArray(list) ? list : []).flatMap(row => (isPlainObject(row) && String(row.name ?? '') !== '' ? [{ ...row, name: String(row.name), value: row.value }] : []));
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM = 'application/x-www-form-urlencoded';

export const isRead = (method: string): boolean => READS.has(method);

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** JSON text or an object; anything else is refused with `what` in the message. */
export function jsonOf(value: unknown, what: string): Json {
  if (typeof value !== 'string') return (value ?? {}) as Json;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError(`${what} is not valid JSON`, { description: 'Texts need double quotes, and expressions inside JSON text need .toJsonString().' });
  }
}

function objectOf(value: unknown, what: string): JsonObject {
  const parsed = value === '' ? {} : jsonOf(value, what);
  if (!isPlainObject(parsed)) throw new NodeError(`${what} must be a JSON object`);
  return parsed as JsonObject;
}

/** `{ a: [1, 2], b: { c: 3 } }` as query pairs: `a[0]=1&a[1]=2&b[c]=3`. Undefined is left out. */
export function queryPairs(name: string, value: unknown, arrays: ArrayStyle): Pairs {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => queryPairs(arrays === 'repeat' ? name : arrays === 'indices' ? `${name}[${index}]` : `${name}[]`, element, arrays));
  }
  if (isPlainObject(value)) return Object.entries(value).flatMap(([key, inner]) => queryPairs(`${name}[${key}]`, inner, arrays));
  return [[name, textOf(value)]];
}

/** Of rows with the same name the last one counts. */
const lastOfEach = (rows: readonly Row[]): [string, unknown][] => [...new Map(rows.map(({ name, value }) => [name, value]))];

function query(context: RunContext<Parameters>, parameters: Parameters, index: number): Pairs {
  if (!parameters.sendQuery) return [];
  const arrays = parameters.options.queryParameterArrays ?? 'indices';
  const entries: [string, unknown][] =
    parameters.specifyQuery === 'json'
      ? Object.entries(objectOf(parameters.jsonQuery, 'The query parameters'))
      : lastOfEach(rowsOf(context, 'queryParameters', index));
  return entries.filter(([name]) => name !== '').flatMap(([name, value]) => queryPairs(name, value, arrays));
}

/** What n8n asks for, by the format that is wanted. */
const ACCEPT = {
  json: 'application/json,text/*;q=0.99',
  text: 'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, */*;q=0.1',
  file: 'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
};

function headers(parameters: Parameters): Pairs {
  const own = ownHeaders(parameters);
  if (own.some(([name]) => name.toLowerCase() === 'accept')) return own;
  const format = parameters.options.response?.response?.responseFormat;
  return [['accept', ACCEPT[format === 'json' || format === 'text' ? format : 'file']], ...own];
}

function ownHeaders(parameters: Parameters): Pairs {
  if (!parameters.sendHeaders) return [];
  const entries: [string, unknown][] =
    parameters.specifyHeaders === 'json'
      ? Object.entries(objectOf(parameters.jsonHeaders, 'The headers'))
      : (parameters.headerParameters.parameters ?? []).map(({ name, value }) => [name, value]);
  return entries
    .filter(([name, value]) => name.trim() !== '' && value !== undefined && value !== null)
    .map(([name, value]) => [parameters.options.lowercaseHeaders === false ? name.trim() : name.trim().toLowerCase(), textOf(value)]);
}

function file(item: Item, name: string) {
  const ref = item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined;
  if (ref === undefined) throw new NodeError(`The item has no file "${name}"`);
  return ref;
}

function body(context: RunContext<Parameters>, parameters: Parameters, item: Item, index: number): HttpRequest['body'] {
  const rows = rowsOf(context, 'bodyParameters', index);
  const text = (): string => textOf(context.tools.resolve(context.parameters.raw.body ?? '', index, {}));
  switch (parameters.contentType) {
    case 'json': {
      if (parameters.specifyBody === 'json') return { kind: 'json', value: jsonOf(parameters.jsonBody, 'The JSON body') };
      if (parameters.specifyBody === 'string') return { kind: 'text', text: text(), contentType: 'application/json' };
      const value: JsonObject = {};
      for (const [name, field] of lastOfEach(rows)) if (field !== undefined) setPath(value, name, field);
      return { kind: 'json', value };
    }
    case 'form-urlencoded':
      if (parameters.specifyBody === 'string') return { kind: 'text', text: text(), contentType: FORM };
      return { kind: 'form', fields: lastOfEach(rows).flatMap(([name, value]) => queryPairs(name, value, 'indices')) };
    case 'multipart-form-data':
      return {
        kind: 'multipart',
        parts: rows.map(row => (row.parameterType === 'formBinaryData' ? { name: row.name, file: file(item, String(row.inputDataFieldName ?? 'data')) } : { name: row.name, value: textOf(row.value) })),
      };
    case 'binaryData':
      return { kind: 'file', file: file(item, parameters.inputDataFieldName) };
    default:
      return { kind: 'text', text: text(), contentType: parameters.rawContentType || 'text/plain' };
  }
}

/** A content type among the person's headers wins over the one the body would bring. */
function withContentType(request: HttpRequest): HttpRequest {
  const at = request.headers?.findIndex(([name]) => name.toLowerCase() === 'content-type') ?? -1;
  const own = request.headers?.[at]?.[1];
  const sent = request.body;
  if (own === undefined || sent === undefined || sent.kind === 'multipart') return request;
  const rest = request.headers?.filter((_, index) => index !== at) ?? [];
  if (sent.kind === 'file' || sent.kind === 'text') return { ...request, headers: rest, body: { ...sent, contentType: own } };
  if (sent.kind === 'json') return { ...request, headers: rest, body: { kind: 'text', text: JSON.stringify(sent.value), contentType: own } };
  return request;
}

function urlOf(value: unknown): string {
  const url = String(value ?? '').trim();
  if (!/^https?:\/\//i.test(url)) throw new NodeError(url === '' ? 'The URL is empty' : `The URL "${url.slice(0, 120)}" must start with http:// or https://`);
  return url;
}

/** Credential type whose secret the egress client adds; undefined for none. */
function credentialOf(parameters: Parameters): string | undefined {
  if (parameters.authentication === 'genericCredentialType') return parameters.genericAuthType;
  if (parameters.authentication !== 'predefinedCredentialType') return undefined;
  if (parameters.nodeCredentialType === '') throw new NodeError('Choose the credential type');
  return parameters.nodeCredentialType;
}

/** The request of item `index`; `parameters` are those of that item. */
export function buildRequest(context: RunContext<Parameters>, parameters: Parameters, item: Item, index: number): HttpRequest {
  const method = String(parameters.method || 'GET').toUpperCase();
  const { options } = parameters;
  const redirect = options.redirect?.redirect;
  const credentialType = credentialOf(parameters);
  const request: HttpRequest = {
    method,
    url: urlOf(parameters.url),
    query: query(context, parameters, index),
    headers: headers(parameters),
    followRedirects: redirect?.followRedirects !== false,
    ...(redirect?.maxRedirects === undefined ? {} : { maxRedirects: redirect.maxRedirects }),
    ...(parameters.sendBody ? { body: body(context, parameters, item, index) } : {}),
    ...(credentialType === undefined ? {} : { credentialType }),
    ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
    ...(options.allowUnauthorizedCerts === true ? { allowUnauthorizedCerts: true } : {}),
    ...(isRead(method) ? {} : { idempotencyKey: context.idempotencyKey(index) }),
  };
  return withContentType(request);
}
