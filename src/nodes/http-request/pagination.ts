// Fetches page after page (HTTP request, options.pagination). Its expressions see `$response` and `$pageCount`.
import { isPlainObject, isSafeKey, type Json, type JsonObject, setOwn } from '~/lib/json';
import { type HttpRequest, type HttpResponse, NodeError, type Tools } from '../contract';
import { sleep } from '~/lib/sleep';
import { queryPairs } from './request';
import type { Body } from './response';

/** Stops runaways where no limit is set. */
const MAX_PAGES = 10_000;
/** Bytes of all pages of one item, which are in memory together. */
const MAX_BYTES = 200 * 1024 * 1024;
/** The same body this many times in a row means the parameter does not move. */
const MAX_IDENTICAL = 5;

interface PageParameter {
  type: 'qs' | 'headers' | 'body';
  name: string;
  value: Json;
}

export interface Pagination {
  mode: 'updateAParameterInEachRequest' | 'responseContainsNextURL';
  nextUrl: Json;
  parameters: PageParameter[];
  completeWhen: string;
  statusCodes: number[];
  completeExpression: Json;
  maxPages: number | null;
  intervalMs: number;
}

const objectOf = (value: Json | undefined): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});

/** Reads the raw (unresolved) options; null when pagination is off. */
export function paginationOf(raw: JsonObject): Pagination | null {
  const written = objectOf(objectOf(raw.options).pagination).pagination;
  if (!isPlainObject(written)) return null;
  const given = written as JsonObject;
  const mode = given.paginationMode ?? 'updateAParameterInEachRequest';
  if (mode === 'off') return null;
  const rows = objectOf(given.parameters).parameters;
  const limited = given.limitPagesFetched === true;
  return {
    mode: mode === 'responseContainsNextURL' ? mode : 'updateAParameterInEachRequest',
    nextUrl: given.nextURL ?? '',
    parameters: (Array.isArray(rows) ? rows : []).map(row => {
      const { type = 'qs', name = '', value = '' } = objectOf(row);
      return { type: type === 'headers' || type === 'body' ? type : 'qs', name: String(name), value };
    }),
    completeWhen: String(given.paginationCompleteWhen ?? 'responseIsEmpty'),
    statusCodes: String(given.statusCodesWhenComplete ?? '').split(',').map(Number).filter(code => code > 0),
    completeExpression: given.completeExpression ?? '',
    maxPages: limited ? Math.max(1, Number(given.maxRequests ?? 100)) : null,
    intervalMs: Math.max(0, Number(given.requestInterval ?? 0)),
  };
}

function withParameter(request: HttpRequest, { type, name }: PageParameter, value: Json): HttpRequest {
  if (name === '' || !isSafeKey(name)) throw new NodeError(`The pagination parameter "${name}" is not allowed`);
  if (type === 'qs') {
    const others = (request.query ?? []).filter(([other]) => other !== name);
    return { ...request, query: [...others, ...queryPairs(name, value ?? '', 'indices')] };
  }
  if (type === 'headers') {
    const others = (request.headers ?? []).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
    return { ...request, headers: [...others, [name.toLowerCase(), String(value ?? '')]] };
  }
  const { body } = request;
  if (body?.kind === 'form') return { ...request, body: { kind: 'form', fields: [...body.fields.filter(([other]) => other !== name), [name, String(value ?? '')]] } };
  if (body !== undefined && body.kind !== 'json') throw new NodeError('Pagination can change only a JSON or form body');
  const json = { ...objectOf(body?.value) };
  setOwn(json, name, value);
  return { ...request, body: { kind: 'json', value: json } };
}

const bodyJson = (body: Body): Json => (body.kind === 'json' ? body.value : body.kind === 'text' ? body.text : null);

function isEmpty(body: Body): boolean {
  const value = bodyJson(body);
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isPlainObject(value) && Object.keys(value).length === 0;
}

/** The request as `$request` shows it: without what the pages before put into it. */
function asRoot({ method, url, query = [], headers = [], body }: HttpRequest): JsonObject {
  return { method, url, qs: Object.fromEntries(query), headers: Object.fromEntries(headers), ...(body?.kind === 'json' ? { body: body.value } : {}) };
}

export interface Page {
  response: HttpResponse;
  body: Body;
}

/**
 * Pages in order. `send` makes one call; `read` reads a body; `accept` throws for a status that is an error.
 * A status that ends the pagination is no error, and such a page of 400 or more is left out.
 */
export async function fetchPages(
  pagination: Pagination,
  first: HttpRequest,
  index: number,
  tools: Tools,
  steps: { send: (request: HttpRequest) => Promise<HttpResponse>; read: (response: HttpResponse) => Body; accept: (response: HttpResponse) => void },
): Promise<Page[]> {
  const pages: Page[] = [];
  let roots: Record<string, Json> = { $response: { body: {}, headers: {}, statusCode: 0 }, $pageCount: 0, $request: asRoot(first) };
  let url = first.url;
  let last: Uint8Array | null = null;
  let identical = 1;
  let bytes = 0;
  for (;;) {
    let request: HttpRequest = { ...first, url };
    if (first.idempotencyKey !== undefined && pages.length > 0) request = { ...request, idempotencyKey: `${first.idempotencyKey}-${pages.length}` };
    if (url !== first.url) request = { ...request, query: [] };
    if (pagination.mode === 'updateAParameterInEachRequest') {
      for (const parameter of pagination.parameters) request = withParameter(request, parameter, tools.resolve(parameter.value, index, roots));
    }
    const response = await steps.send(request);
    const ended = pagination.completeWhen === 'receiveSpecificStatusCodes' && pagination.statusCodes.includes(response.status);
    if (ended && response.status >= 400) return pages;
    if (!ended) steps.accept(response);
    const body = steps.read(response);
    pages.push({ response, body });
    roots = { $response: { body: bodyJson(body), headers: { ...response.headers }, statusCode: response.status }, $pageCount: pages.length, $request: asRoot({ ...first, url }) };
    if (ended || (pagination.completeWhen === 'responseIsEmpty' && isEmpty(body))) return pages;
    if (pagination.completeWhen === 'other' && tools.resolve(pagination.completeExpression, index, roots) === true) return pages;
    if (pagination.maxPages !== null && pages.length >= pagination.maxPages) return pages;
    if (pages.length >= MAX_PAGES) throw new NodeError(`Stopped after ${MAX_PAGES} pages`, { description: 'Limit the pages, or set when the pagination is complete.' });
    identical = last !== null && !response.file && Buffer.compare(response.body, last) === 0 ? identical + 1 : 1;
    last = response.body;
    bytes += response.body.length;
    if (bytes > MAX_BYTES) throw new NodeError(`Stopped after ${pages.length} pages: together they have more than ${MAX_BYTES / 1024 / 1024} MB`, { description: 'Limit the pages, or fetch them in a loop.' });
    if (identical >= MAX_IDENTICAL) throw new NodeError(`The response was the same ${MAX_IDENTICAL} times in a row`, { description: 'Check the pagination parameters: the requests do not move on.' });
    if (pagination.mode === 'responseContainsNextURL') {
      const next = tools.resolve(pagination.nextUrl, index, roots);
      if (typeof next !== 'string' || next === '') return pages;
      url = new URL(next, url).toString();
    }
    if (pagination.intervalMs > 0) await sleep(pagination.intervalMs, tools.signal);
  }
}
