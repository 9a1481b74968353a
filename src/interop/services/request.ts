// A service's operation as the parameters of an HTTP request.
import type { Json, JsonObject } from '~/lib/json';
import { bodyOf, type Entry, textOf } from './body';
import type { Operation, Service, Sources } from './service';
import { isExpression, isSet, type Reader, readerOf, soleCode, spread, take } from './values';

export interface Request {
  /** Of an HTTP request of version 4.2. */
  parameters: JsonObject;
  /** The credential type it asks for. */
  credential: string | null;
  todo: string[];
}

export function requestOf(service: Service, operation: Operation, parameters: JsonObject): Request {
  const reader = readerOf(parameters, service.idIn);
  if (service.operationFrom !== undefined) reader.read(service.operationFrom);
  const own = service.urlFrom === undefined ? undefined : reader.read(service.urlFrom);
  const url = typeof own === 'string' ? own : fill(operation.path.startsWith('https:') ? operation.path : service.base + operation.path, reader);
  const credential = typeof own === 'string' || operation.credential === null ? null : service.credential;
  const query = entriesOf(operation.query, reader).map(({ name, value }) => ({ name, value: textOf(value) }));
  const body = entriesOf(operation.body, reader);
  const headers = Object.entries(service.headers ?? {}).map(([name, value]) => ({ name, value }));
  return {
    parameters: {
      ...(operation.method === 'GET' ? {} : { method: operation.method }),
      url,
      ...authenticationOf(credential),
      ...(query.length > 0 ? { sendQuery: true, queryParameters: { parameters: query } } : {}),
      ...(headers.length > 0 ? { sendHeaders: true, headerParameters: { parameters: headers } } : {}),
      ...bodyOf(body, service.form === true),
      options: {},
    },
    credential,
    todo: todoOf(service, operation, parameters, { url, credential, left: reader.left() }),
  };
}

function todoOf(service: Service, operation: Operation, parameters: JsonObject, { url, credential, left }: { url: string; credential: string | null; left: string[] }): string[] {
  const open = [...new Set(url.match(/YOUR-[A-Z0-9-]*[A-Z0-9]/g) ?? [])];
  return [
    ...(credential === null ? [] : [`Choose a credential for ${service.label}.`]),
    ...(open.length > 0 ? [`Put your own values in place of ${open.join(', ')} in the URL.`] : []),
    ...(service.note === undefined ? [] : [service.note]),
    ...(operation.note === undefined ? [] : [operation.note]),
    ...(parameters.returnAll === true ? ['The node read all pages: set up pagination under Options, or ask for as many as one answer can hold.'] : []),
    ...(left.length > 0 ? [`Not carried over: ${left.slice(0, 20).map(name => name.slice(0, 40)).join(', ')}. Add what the request needs of it.`] : []),
    'The answer may look different from what the node gave: run the step once and check what follows it.',
  ];
}

function entriesOf(sources: Sources | undefined, reader: Reader): Entry[] {
  return Object.entries(sources ?? {}).flatMap(([name, source]) => {
    if (name.startsWith('...') && typeof source === 'string') return source.split('|').flatMap(path => spread(path, reader).map(([inner, value]) => ({ name: name === '...' ? inner : `${name.slice(3)}.${inner}`, value })));
    const value = take(source, reader);
    return isSet(value) ? [{ name, value }] : [];
  });
}

/** `YOUR-ISSUE-KEY` for `issueKey`. */
const placeholder = (source: string): string => `YOUR-${(source.split('|')[0] as string).replace(/^.*\./, '').replace(/(?<=[a-z0-9])[A-Z]/g, letter => `-${letter}`).replace(/[^A-Za-z0-9]+/g, '-').toUpperCase()}`;

/** Slashes stay: what is filled in may be several parts of the path. Halves of surrogate pairs cannot be escaped. */
function escaped(text: string, whole: boolean): string {
  const clean = text.replace(/\p{Surrogate}/gu, '\ufffd');
  return whole ? encodeURIComponent(clean) : encodeURI(clean).replace(/[?#]/g, encodeURIComponent);
}

/** Text with parameters filled in; an expression among them makes the whole an expression. */
function fill(text: string, reader: Reader): string {
  let dynamic = false;
  const filled = text.replace(/\{(!?)([^}]+)\}/g, (_match, whole: string, source: string) => {
    const value: Json | undefined = take(source, reader);
    if (value === undefined || typeof value === 'object') return placeholder(source);
    if (!isExpression(value)) return escaped(String(value), whole !== '');
    dynamic = true;
    const code = whole === '' ? null : soleCode(value);
    return code === null ? value.slice(1) : `{{ encodeURIComponent(${code}) }}`;
  });
  return dynamic ? `=${filled}` : filled;
}

/** Weft's own kinds are chosen as such, a service's own type by its name. */
const GENERIC = new Set(['httpBasicAuth', 'httpHeaderAuth', 'httpQueryAuth', 'httpBearerAuth']);

function authenticationOf(credential: string | null): JsonObject {
  if (credential === null) return {};
  return GENERIC.has(credential) ? { authentication: 'genericCredentialType', genericAuthType: credential } : { authentication: 'predefinedCredentialType', nodeCredentialType: credential };
}
