// The one HTTP client: every request of every node leaves here, guarded, limited, with redirects checked hop by hop.
import { STATUS_CODES } from 'node:http';
import type { Readable } from 'node:stream';
import { request as send } from 'undici';
import { isAppError, messageOf } from '~/lib/errors';
import { type HttpHead, type HttpRequest, type HttpResponse, NodeError } from '~/nodes/contract';
import type { Files } from '~/nodes/tools/files';
import { type AddressPolicy, createAddressPolicy } from './addresses';
import { createGuardedAgent, EgressBlocked } from './connector';
import { hostAllowed, type OutgoingCredential } from './credentials';
import { createDeadline, type Deadline, noDeadline } from './deadline';
import { encodePairs } from './encode-pairs';
import type { OwnHosts } from './own-hosts';
import { outgoingBody } from './request-body';
import { decoded, discard, readBody } from './response-body';
import { createTokens, type Tokens } from './signing/oauth2';
import { createSigner, formOf } from './signing/signer';

const MAX_MS = 60_000;
/** For services that think for minutes before they answer. */
const SLOW_MS = 300_000;
/** For files of more than a megabyte, there and back. */
const FILE_MS = 900_000;
const LARGE = 1024 * 1024;
const MAX_REDIRECTS = 5;
const OWN_HEADERS = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'expect', 'keep-alive', 'te', 'trailer']);

export interface EgressContext {
  signal: AbortSignal;
  credential?: OutgoingCredential;
  /** Where files that are sent are read, and files that come are stored. */
  files?: Pick<Files, 'open' | 'write'>;
  /** How many workflows called each other to get here. */
  depth?: number;
  /** Told when a credential is held back from a host it is not bound to. */
  onRefusedHost?(credential: OutgoingCredential, host: string): void;
}

/** An answer that goes on: its body comes as it is sent, for as long as the signal lets it. */
export interface HttpStream { status: number; headers: Record<string, string | string[]>; body: Readable }

export interface Egress {
  send(request: HttpRequest, context: EgressContext): Promise<HttpResponse>;
  /** Like `send` without a limit in time; the caller reads the body and limits what it keeps. Compressed answers are not asked for. */
  stream(request: HttpRequest, context: EgressContext): Promise<HttpStream>;
  close(): Promise<void>;
}

export function createEgress(options: { allow: string[]; own?: OwnHosts }): Egress {
  const policy: AddressPolicy = createAddressPolicy(options.allow);
  const strict = createGuardedAgent(policy, { rejectUnauthorized: true });
  const lax = createGuardedAgent(policy, { rejectUnauthorized: false });
  const tokens: Tokens = createTokens(async (request, credential) => {
    requireHost(credential, parseUrl(request.url), {});
    return exchangeWhole(request, { signal: new AbortController().signal });
  });

  async function exchange<T>(request: HttpRequest, context: EgressContext, deadline: Deadline, bodyTimeout: number | undefined, read: (response: UndiciResponse, url: URL, signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.any([context.signal, deadline.signal]);
    const agent = request.allowUnauthorizedCerts ? lax : strict;
    let body = request.body ? await outgoingBody(request.body, context.files) : undefined;
    if (body && body.fileBytes > LARGE && request.timeoutMs === undefined) deadline.extend(FILE_MS);
    const base = requestHeaders(request, body?.contentType);
    const hops = Math.min(request.maxRedirects ?? MAX_REDIRECTS, MAX_REDIRECTS);
    let url = parseUrl(request.url);
    if (request.query?.length) url.search = [url.search.slice(1), encodePairs(request.query)].filter(Boolean).join('&');
    let method = request.method.toUpperCase();
    const origin = url.origin;
    const signer = context.credential ? createSigner(context.credential, tokens) : null;

    try {
      for (let hop = 0; ; hop++) {
        const headers = new Map(base);
        const own = options.own?.refusal(url);
        if (own) throw new EgressBlocked(own);
        if (options.own?.isOwnWebhook(url)) headers.set('x-weft-depth', String((context.depth ?? 0) + 1));
        const target = new URL(url);
        const signed = signer && context.credential && url.origin === origin ? signer : null;
        if (signed) {
          requireHost(context.credential as OutgoingCredential, target, context);
          await signed.sign({ method, url: target, headers, form: formOf(body ? request.body : undefined) });
        }
        if (url.origin !== origin) for (const name of ['authorization', 'cookie', 'proxy-authorization']) headers.delete(name);
        if (!body) headers.delete('content-type');
        const payload = await body?.open();
        if (payload?.length !== undefined) headers.set('content-length', String(payload.length));
        const response = await send(target, { method: method as 'GET', headers: Object.fromEntries(headers), body: payload?.data as never, dispatcher: agent, signal, maxRedirections: 0, ...(request.slow ? { headersTimeout: SLOW_MS, bodyTimeout: SLOW_MS } : {}), ...(bodyTimeout === undefined ? {} : { bodyTimeout }) });
        if (response.statusCode === 401 && signed?.refused([response.headers['www-authenticate'] ?? ''].flat().join(', '))) {
          discard(response.body);
          hop--; // the same place again, signed anew
          continue;
        }
        const location = response.headers.location;
        const redirects = [301, 302, 303, 307, 308].includes(response.statusCode) && typeof location === 'string';
        if (!redirects || request.followRedirects === false) return await read(response, url, signal);
        discard(response.body);
        if (hop >= hops) throw new NodeError(`The server redirected more than ${hops} times`, { description: `Last address: ${url.origin}`, cause: Object.assign(new Error('too many redirects'), { code: 'ERR_FR_TOO_MANY_REDIRECTS', name: 'Error [ERR_FR_TOO_MANY_REDIRECTS]' }) });
        const next = parseUrl(new URL(location, url).href);
        if (url.protocol === 'https:' && next.protocol === 'http:') throw new NodeError('The server redirected from https to http, which is refused');
        if (response.statusCode === 303 || ([301, 302].includes(response.statusCode) && method === 'POST')) {
          method = method === 'HEAD' ? 'HEAD' : 'GET';
          body = undefined;
        }
        url = next;
      }
    } catch (error) {
      throw explain(error, { url, deadline: deadline.signal, cancelled: context.signal.aborted, limitMs: deadline.limitMs() });
    } finally {
      deadline.clear();
    }
  }

  function exchangeWhole(request: HttpRequest, context: EgressContext): Promise<HttpResponse> {
    const deadline = createDeadline(limitOf(request));
    return exchange(request, context, deadline, undefined, (response, url, signal) => readResponse(response, url, { request, context, deadline, signal }));
  }

  return {
    close: async () => { await Promise.all([strict.destroy(), lax.destroy()]); },
    send: exchangeWhole,
    stream: (request, context) => exchange({ ...request, headers: [...(request.headers ?? []), ['accept-encoding', 'identity']] }, context, noDeadline(), 0, async response => {
      response.body.on('error', () => {}); // told to who reads; nobody may read any more
      return { status: response.statusCode, headers: headersOf(response), body: response.body };
    }),
  };
}

/** Milliseconds for the whole exchange. */
function limitOf({ timeoutMs, slow }: HttpRequest): number {
  const most = slow ? SLOW_MS : MAX_MS;
  return Math.min(timeoutMs ?? most, most);
}

function parseUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new NodeError(`"${text.slice(0, 200)}" is not a URL`, { description: 'A URL starts with http:// or https://.' });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new NodeError(`The URL scheme "${url.protocol.slice(0, -1)}" is not allowed: only http and https are`);
  if (url.username || url.password) throw new NodeError('The URL holds a user name or password', { description: 'Use a basic auth credential: what stands in a URL ends up in logs.' });
  return url;
}

function requestHeaders(request: HttpRequest, contentType: string | undefined): Map<string, string> {
  const headers = new Map<string, string>([['user-agent', 'Weft'], ['accept-encoding', 'gzip, deflate, br'], ['accept', '*/*']]);
  if (contentType) headers.set('content-type', contentType);
  if (request.idempotencyKey) headers.set('idempotency-key', request.idempotencyKey);
  for (const [name, value] of request.headers ?? []) {
    const key = name.toLowerCase();
    if (key.trim() === '') continue;
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(key)) throw new NodeError(`"${name.slice(0, 100)}" is not a header name`);
    if (/[\r\n\0]/.test(value)) throw new NodeError(`The value of the header "${name}" holds a line break`);
    if (OWN_HEADERS.has(key)) throw new NodeError(`The header "${name}" is set by Weft and cannot be overridden`);
    headers.set(key, value);
  }
  return headers;
}

function requireHost(credential: OutgoingCredential, url: URL, { onRefusedHost }: Pick<EgressContext, 'onRefusedHost'>): void {
  if (hostAllowed(credential.allowedHosts, url)) return;
  onRefusedHost?.(credential, url.host);
  throw new NodeError(`The credential "${credential.name}" may not be sent to ${url.host}`, {
    description: credential.allowedHosts.length === 0 ? 'It allows no host yet. Add the host to the credential.' : `It is bound to ${credential.allowedHosts.join(', ')}.`,
  });
}

type UndiciResponse = Awaited<ReturnType<typeof send>>;

function headersOf(response: UndiciResponse): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && name !== '__proto__') headers[name.toLowerCase()] = name.toLowerCase() === 'set-cookie' ? [value].flat() : [value].flat().join(', ');
  }
  return headers;
}

async function* told(content: AsyncIterable<Uint8Array>, onPiece: (bytes: Uint8Array) => unknown): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    const goesOn = onPiece(piece) !== false;
    yield piece;
    if (!goesOn) return;
  }
}

interface Exchange { request: HttpRequest; context: EgressContext; deadline: Deadline; signal: AbortSignal }

async function readResponse(response: UndiciResponse, url: URL, { request, context, deadline, signal }: Exchange): Promise<HttpResponse> {
  const headers = headersOf(response);
  const content = decoded(response.body, String(headers['content-encoding'] ?? ''), signal);
  delete headers['content-encoding'];
  const head: HttpHead = { status: response.statusCode, statusText: STATUS_CODES[response.statusCode] ?? '', headers, url: url.href };
  const info = context.files ? request.toFile?.(head) : null;
  const { onPiece } = request;
  if (!context.files || !info) return { ...head, body: await readBody(onPiece && head.status < 400 ? told(content, onPiece) : content) };
  if (request.timeoutMs === undefined) deadline.extend(FILE_MS);
  return { ...head, body: new Uint8Array(), file: await context.files.write(content, info) };
}

const RETRYABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const WORDS: Record<string, string> = {
  ECONNREFUSED: 'refused the connection', ECONNRESET: 'closed the connection', EPIPE: 'closed the connection', ENOTFOUND: 'has no address (DNS)', EAI_AGAIN: 'could not be looked up (DNS)',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept the connection in time', UND_ERR_HEADERS_TIMEOUT: 'did not answer in time', UND_ERR_BODY_TIMEOUT: 'stopped sending', UND_ERR_SOCKET: 'closed the connection before the answer was complete',
  UND_ERR_HEADERS_OVERFLOW: 'sent too many headers', CERT_HAS_EXPIRED: 'has an expired certificate', DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate', SELF_SIGNED_CERT_IN_CHAIN: 'has a self-signed certificate in its chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified', ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name', ERR_SSL_UNSUPPORTED_PROTOCOL: 'offers only an outdated TLS version',
};

/** A failure in words: never the request's headers, query or body. */
function explain(error: unknown, at: { url: URL; deadline: AbortSignal; cancelled: boolean; limitMs: number }): unknown {
  if (error instanceof NodeError || isAppError(error)) return error;
  if (at.cancelled) return new NodeError('The request was stopped because the execution was cancelled');
  if (error instanceof EgressBlocked || (error as { cause?: unknown }).cause instanceof EgressBlocked) return new NodeError((error instanceof EgressBlocked ? error : (error as { cause: Error }).cause).message);
  if (at.deadline.aborted) return new NodeError(`${at.url.host} took longer than ${Math.round(at.limitMs / 1000)} s`, { retryable: true, description: 'Whether the request took effect is not known.' });
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ERR_INVALID_CHAR' || code === 'UND_ERR_INVALID_ARG') return new NodeError(`The request is not valid: ${messageOf(error, 200)}`);
  const words = WORDS[code];
  return new NodeError(words ? `${at.url.host} ${words}` : `The request to ${at.url.host} failed: ${messageOf(error, 200)}`, { retryable: RETRYABLE.has(code), cause: error });
}
