// Malformed requests to every route of the REST API, over HTTP: a status of 4xx and a sentence that names the field.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual } from '~/server/testing/workflows';
import { endpoints, handleApi } from './handler';

let weft: TestServer;
let http: Server;
let base: string;
let key: string;
let id: string;

beforeAll(async () => {
  weft = await startTestServer();
  key = (await weft.as(weft.owner).apiKeys.create({ name: 'test' })).key;
  ({ id } = await weft.as(weft.owner).workflows.create({ name: 'W', definition: chain(manual()) }));
  http = createServer(async (request, response) => {
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : (Readable.toWeb(request) as ReadableStream);
    const answer = await handleApi(new Request(`http://weft.test${request.url}`, { method: request.method, headers: request.headers as Record<string, string>, body, duplex: 'half' } as RequestInit));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/v1`;
});
afterAll(async () => {
  await new Promise(resolve => http.close(resolve));
  await weft.stop();
});

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; message: string }> {
  const answer = await fetch(base + path, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  const { error } = (await answer.json()) as { error?: { message: string } };
  return { status: answer.status, message: error?.message ?? '' };
}

const node = { id: 'a', name: 'A', type: 'manualTrigger', typeVersion: 1, position: { x: 0, y: 0 }, parameters: {} };

describe('malformed requests', () => {
  it.each<[string, string, unknown, string]>([
    ['POST', '/workflows', { definition: { nodes: [node], edges: [] }, name: 5 }, '`name` must be text'],
    ['POST', '/workflows', { definition: { nodes: [node] } }, '`definition.edges` is missing'],
    ['POST', '/workflows', { definition: { nodes: [{ ...node, position: [0, 0] }], edges: [] } }, '`nodes[0].position` must be an object'],
    ['POST', '/workflows', { definition: { nodes: [{ ...node, typeVersion: undefined }], edges: [] } }, '`nodes[0].typeVersion` is missing'],
    ['POST', '/workflows', { nothing: true }, 'This is not a workflow: it has no list of nodes'],
    ['POST', '/workflows', [], 'The body must hold one workflow'],
    ['POST', '/workflows', { nodes: [{ name: 'x' }], connections: {} }, 'nodes[0].type: A node must have a type'],
    ['POST', '/workflows', '{"nodes": [', 'JSON'],
    ['PATCH', '/workflows/:id', { tags: 'a' }, '`tags` must be a list'],
    ['PATCH', '/workflows/:id', { name: '' }, '`name` must not be empty'],
    ['PATCH', '/workflows/:id', { colour: 1 }, '`colour` is not known here'],
    ['PATCH', '/workflows/:id', { definition: { nodes: [], edges: [] } }, '`revision` is missing'],
    ['PATCH', '/workflows/:id', { definition: { nodes: [], edges: [] }, revision: 'x' }, '`revision` must be a number'],
    ['POST', '/workflows/:id/publish', { note: 7 }, '`note` must be text'],
    ['POST', '/workflows/:id/run', { items: {} }, '`items` must be a list'],
    ['GET', '/workflows/nonsense', undefined, '`id` is not an id'],
    ['GET', '/workflows?limit=many', undefined, '`limit` must be a number'],
    ['GET', '/workflows/:id/export?format=xml', undefined, '`format` must be one of "weft", "n8n"'],
    ['GET', '/executions?limit=1000', undefined, '`limit` must be at most 100'],
    ['GET', '/executions?status=gone', undefined, '`status[0]` must be one of "'],
    ['GET', '/executions?from=yesterday', undefined, '`from` must be a date and time'],
    ['POST', '/executions/:id/retry', { from: 'middle' }, '`from` must be one of "start", "failed"'],
    ['POST', '/credentials', {}, '`name` is missing'],
    ['POST', '/credentials', { name: 'K', type: 'httpHeaderAuth', fields: [] }, '`fields` must be an object'],
    ['POST', '/credentials', { name: 'K', type: 'httpHeaderAuth', fields: { name: 'X' }, allowedHosts: ['a b'] }, '`allowedHosts[0]` is not a host name'],
  ])('%s %s %j', async (method, path, body, sentence) => {
    const answer = await call(method, path.replace(':id', id), body);
    expect(answer.message).toContain(sentence);
    expect(answer.status).toBe(400);
  });

  const odd: unknown[] = [null, 5, 'text', '"text"', [], { name: null }, { name: [] }, { definition: 5 }, { definition: { nodes: 5, edges: 5 } }, { definition: { nodes: [null], edges: [null] } }, { items: 'x', note: {}, version: 1, type: 2, fields: 3, revision: {} }];
  const routes = endpoints.filter(({ method }) => method !== 'GET').map(({ method, path }) => [method, path] as const);
  it.each(routes)('%s %s never answers in the words of its checks', async (method, path) => {
    for (const body of odd) {
      const { status, message } = await call(method, path.replace('{id}', newId()), body);
      expect(status, `${JSON.stringify(body)} ${message}`).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(message).not.toMatch(/Invalid|expected|received|undefined|\[object/);
      expect(message.length).toBeGreaterThan(10);
    }
  });

  it('and so do procedures', async () => {
    await expect(weft.as(weft.owner).workflows.update({ id, name: 5 } as never)).rejects.toMatchObject({ cause: { issues: [{ path: ['name'], message: 'must be text' }] } });
  });
});
