// The thin HTTP server in front of Next.js: it owns webhooks and health, sets the security headers, and hands the rest on.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { errorResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import { healthResponse, readyResponse } from '~/server/ops/health';
import { CLIENT_HEADER, clientHeader } from '~/server/request';
import { MAX_BODY } from './body';
import { clientAddress } from './client-address';
import { contentSecurityPolicy, securityHeaders } from './security-headers';
import { handleChat } from './chat/handler';
import { handleForm } from './form/handler';
import { handleMcp } from './mcp/handler';
import { handleResume } from './webhook/waiting';
import { handleWebhook } from './webhook/handler';

const MAX_API_BODY = 6 * 1024 * 1024;
const REQUEST_MS = 60_000;
const UPLOAD_MS = 900_000;
const FORM_PATH = /^\/form(-test|-waiting|-next)?\//;

type PageHandler = (request: IncomingMessage, response: ServerResponse) => unknown;
export interface IngressOptions { dev: boolean; pages: PageHandler; upgrade?: (request: IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => void }

export function createIngress(container: Container, options: IngressOptions): Server {
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: UPLOAD_MS, keepAliveTimeout: 65_000 }, (request, response) => {
    route(container, options, request, response).catch(error => {
      container.log.error({ err: error }, 'ingress failed');
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (options.dev && options.upgrade) options.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  });
  server.on('clientError', (error, socket) => {
    const status = (error as NodeJS.ErrnoException).code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : (error as NodeJS.ErrnoException).code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  return server;
}

async function route(container: Container, options: IngressOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = newId();
  const ip = clientAddress(request, container.env.trustedProxies);
  request.headers[CLIENT_HEADER] = clientHeader(container.ingressSecret, { ip, requestId });
  delete request.headers['x-middleware-subrequest'];
  response.setHeader('x-request-id', requestId);

  const refusal = refuse(request, container.env.maxFile);
  if (refusal) return reply(response, errorResponse(container, refusal, requestId), true);
  const path = (request.url as string).split('?', 1)[0] as string;
  if (!FORM_PATH.test(path)) endLate(request);
  if (path === '/healthz') return reply(response, await healthResponse(container));
  if (path === '/readyz') return reply(response, await readyResponse(container));
  if (path.startsWith('/webhook/') || path.startsWith('/webhook-test/')) return serve(container, request, response, handleWebhook);
  if (path.startsWith('/webhook-waiting/')) return serve(container, request, response, handleResume);
  if (path.startsWith('/mcp/')) return serve(container, request, response, handleMcp);
  if (/^\/chat(-test)?\//.test(path)) return serve(container, request, response, handleChat);
  if (FORM_PATH.test(path)) return serve(container, request, response, handleForm);

  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, options.dev);
  request.headers['content-security-policy'] = policy; // Next.js reads the nonce here; a client's own never passes
  for (const [name, value] of securityHeaders(container.env.url.startsWith('https://'))) response.setHeader(name, value);
  response.setHeader('content-security-policy', policy);
  await options.pages(request, response);
}

/** Everything but a form with files has a minute to arrive. */
function endLate(request: IncomingMessage): void {
  const timer = setTimeout(() => { if (!request.complete) request.destroy(); }, REQUEST_MS).unref();
  request.once('close', () => clearTimeout(timer));
}

/** What is refused before anything reads it. */
function refuse(request: IncomingMessage, maxFiles: number): AppError | null {
  const url = request.url ?? '';
  if (!url.startsWith('/') || url.startsWith('//')) return new AppError('invalid', 'The request target must be a path.');
  if (request.headers['next-action'] !== undefined) return new AppError('invalid', 'Server actions do not exist here.');
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > (FORM_PATH.test(url) ? maxFiles + MAX_BODY : MAX_API_BODY)) return new AppError('invalid', 'The body is too large.', { status: 413, details: { reason: 'too_large' } });
  if (url.startsWith('/api/') && request.headers['transfer-encoding'] !== undefined) return new AppError('invalid', 'Send a Content-Length.', { status: 411 });
  return null;
}

async function serve(container: Container, incoming: IncomingMessage, response: ServerResponse, handler: (container: Container, request: Request) => Promise<Response>): Promise<void> {
  const answer = await handler(container, toRequest(container, incoming));
  await reply(response, answer, !incoming.complete);
}

function toRequest(container: Container, incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(incoming);
  return new Request(new URL(incoming.url as string, container.env.url), { method, headers, body, duplex: 'half' } as RequestInit);
}

/** The body as it comes. Node's own `Readable.toWeb` throws, where nobody can catch it, when a body goes on after its reader has left. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let left = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const end = (act: () => void): void => {
        if (left) return;
        left = true;
        act();
      };
      incoming.pause();
      incoming.on('data', (chunk: Buffer) => {
        if (left) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.once('end', () => end(() => controller.close()));
      incoming.once('error', error => end(() => controller.error(error)));
      incoming.once('close', () => end(() => controller.error(new Error('The body ended before it was complete'))));
    },
    pull: () => { incoming.resume(); },
    cancel() {
      left = true;
      incoming.pause();
    },
  }, { highWaterMark: 64 * 1024, size: chunk => chunk?.length ?? 0 });
}

/** `close`: the rest of the request was not read, so the connection cannot be used again. */
async function reply(response: ServerResponse, answer: Response, close = false): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (close) response.setHeader('connection', 'close');
  if (!answer.body) {
    response.end();
    return;
  }
  // A stored file, whose length is known, is sent as it is read, and an answer that must not be held back as it comes; everything else is small and whole.
  const stream = answer.headers.has('content-length') || answer.headers.get('x-accel-buffering') === 'no';
  const bytes = stream ? null : Buffer.from(await answer.arrayBuffer());
  if (bytes) response.setHeader('content-length', bytes.length);
  await pipeline(bytes ? Readable.from([bytes]) : Readable.fromWeb(answer.body as never), response).catch(() => {}); // the caller has gone: the work goes on
}
