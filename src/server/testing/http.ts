// Real servers on loopback for tests: Weft's ingress, and servers that its workflows call.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { createIngress } from '~/server/ingress/server';
import type { Container } from '~/server/container';

export interface Listening { port: number; url: string; close(): Promise<void> }

export function listen(server: Server): Promise<Listening> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      resolve({ port, url: `http://127.0.0.1:${port}`, close: () => new Promise(done => { server.close(() => done()); server.closeAllConnections(); }) });
    });
  });
}

/** The ingress with pages that only say they are pages. */
export const startIngress = (container: Container): Promise<Listening> => listen(createIngress(container, { dev: false, pages: (_request, response) => { response.end('a page'); } }));

export interface Target extends Listening { requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] }

/** A server that remembers its requests. */
export async function startTarget(handler: RequestListener): Promise<Target> {
  const requests: Target['requests'] = [];
  const listening = await listen(createServer((request, response) => {
    let body = '';
    request.on('data', chunk => { body += chunk; });
    request.on('end', () => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      handler(request, response);
    });
    request.on('error', () => {});
  }));
  return { ...listening, requests };
}

/** Sends bytes as they are and returns what came back until the other side closed or `ms` passed. */
export function sendRaw(port: number, bytes: string | Buffer, ms = 3000): Promise<string> {
  return new Promise(resolve => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = () => { socket.destroy(); resolve(answer); };
    const timer = setTimeout(finish, ms);
    socket.on('data', chunk => { answer += chunk; });
    socket.on('close', () => { clearTimeout(timer); resolve(answer); });
    socket.on('error', () => { clearTimeout(timer); resolve(answer); });
  });
}
