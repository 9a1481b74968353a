// Files of items through the whole server: sent, stored and answered in parts, reached by those who may.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BinaryRef } from '~/engine/items';
import type { WorkflowDefinition } from '~/lib/workflow';
import { handleApi } from '~/server/api/handler';
import type { Actor } from '~/server/auth/actor';
import { sessionSecret } from '~/server/auth/session';
import { handleFile } from '~/server/file-handler';
import { FILE_PART } from '~/server/repositories/execution-files';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { listen, type Listening, startIngress } from '~/server/testing/http';
import { chain, hook, manual, node } from '~/server/testing/workflows';

const MB = 1024 * 1024;
/** More than two parts, and no whole number of them. */
const large = randomBytes(2 * FILE_PART + 12_345);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let server: TestServer;
let target: Listening;
let ingress: Listening;
const received: { type: string; length: string | undefined; bytes: Buffer }[] = [];

beforeAll(async () => {
  target = await listen(createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk as Buffer));
    request.on('end', () => {
      if (request.method === 'GET' && request.url === '/endless') {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        const more = () => { while (!response.destroyed && response.write(Buffer.alloc(MB))); };
        response.on('drain', more);
        return more();
      }
      if (request.url === '/page') return response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>');
      if (request.method === 'GET') return response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(request.url === '/exact' ? Buffer.alloc(FILE_PART, 1) : request.url === '/empty' ? '' : large);
      if (request.url === '/moved') return response.writeHead(307, { location: '/taken' }).end();
      received.push({ type: request.headers['content-type'] ?? '', length: request.headers['content-length'], bytes: Buffer.concat(chunks) });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
  }));
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}`, WEFT_MAX_FILE_MB: '4' });
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await target.close();
  await server.stop();
});

const api = () => server.as(server.owner);
const http = (name: string, path: string, parameters = {}) => node(name, 'httpRequest', 4.2, { url: `${target.url}${path}`, ...parameters });
const upload = (name: string, path: string) => http(name, path, { method: 'POST', sendBody: true, contentType: 'binaryData', inputDataFieldName: 'data' });

async function run(definition: WorkflowDefinition) {
  const { id } = await api().workflows.create({ name: 'Files', definition });
  const { executionId } = await api().workflows.run({ id });
  await expect.poll(async () => (await api().executions.get({ id: executionId })).endedAt, { timeout: 20_000 }).not.toBeNull();
  const execution = await api().executions.get({ id: executionId });
  const itemOf = async (name: string) => {
    const step = execution.steps.find(each => each.node === name);
    return (await api().executions.stepData({ executionId, stepId: step?.id ?? '', side: 'output' })).items[0];
  };
  const parts = await server.container.database.sql<{ id: string; part: number; size: number }[]>`select id, part, octet_length(bytes) as size from execution_payloads where execution_id = ${executionId} and kind = 'binary' order by id, part`;
  return { executionId, execution, itemOf, parts: [...parts] };
}
const fileOf = (item: Awaited<ReturnType<Awaited<ReturnType<typeof run>>['itemOf']>>, name = 'data'): BinaryRef => item?.binary?.[name] as BinaryRef;

describe('files of items', () => {
  it('go from server to server in parts, and come back the same', async () => {
    const { execution, itemOf, parts } = await run(chain(
      manual(), http('Get', '/file.bin'), upload('Send', '/moved'),
      http('Again', '/file.bin'),
      http('Form', '/form', { method: 'POST', sendBody: true, contentType: 'multipart-form-data', bodyParameters: { parameters: [{ name: 'note', value: 'hi' }, { parameterType: 'formBinaryData', name: 'upload', inputDataFieldName: 'data' }] } }),
    ));
    expect(execution.status).toBe('success');
    expect(fileOf(await itemOf('Get'))).toMatchObject({ fileName: 'file.bin', fileSize: large.length, mimeType: 'application/octet-stream' });
    expect(parts.map(({ part, size }) => [part, size])).toEqual([[0, FILE_PART], [1, FILE_PART], [2, 12_345], [0, FILE_PART], [1, FILE_PART], [2, 12_345]]);
    const [sent, form] = received;
    expect(sent?.length).toBe(String(large.length));
    expect(sha256(sent?.bytes ?? Buffer.of())).toBe(sha256(large));
    expect(form?.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(form?.bytes.includes('filename="file.bin"')).toBe(true);
    expect(form?.bytes.includes(large)).toBe(true);
  });

  it('are hashed, packed and unpacked as they are read', async () => {
    const { itemOf } = await run(chain(
      manual(), http('Get', '/file.bin'),
      node('Pack', 'compression', 1.1, { operation: 'compress', outputFormat: 'gzip', fileName: 'a.gz' }),
      node('Unpack', 'compression', 1.1, { operation: 'decompress', outputPrefix: 'out' }),
      node('Hash', 'crypto', 1, { type: 'SHA256', binaryData: true, binaryPropertyName: 'out0' }),
    ));
    expect((await itemOf('Hash'))?.json).toEqual({ data: sha256(large) });
    expect(fileOf(await itemOf('Pack')).fileSize).toBeGreaterThan(large.length * 0.9);
  });

  it('may be empty, or just as long as a part', async () => {
    const { itemOf, parts } = await run(chain(manual(), http('Exact', '/exact'), node('Hash', 'crypto', 1, { type: 'MD5', binaryData: true })));
    expect((await itemOf('Hash'))?.json).toEqual({ data: createHash('md5').update(Buffer.alloc(FILE_PART, 1)).digest('hex') });
    expect(parts.map(({ size }) => size)).toEqual([FILE_PART]);
    const empty = await run(chain(manual(), http('Empty', '/empty'), node('Hash', 'crypto', 1, { type: 'MD5', binaryData: true })));
    expect((await empty.itemOf('Hash'))?.json).toEqual({ data: createHash('md5').digest('hex') });
  });

  it('H13 above the limit are refused while they come, and leave nothing behind', async () => {
    const { execution, parts } = await run(chain(manual(), http('Endless', '/endless')));
    expect(execution.error).toMatchObject({ node: 'Endless', message: 'The file is larger than 4 MB' });
    expect(parts).toEqual([]);
  });

  it('go through the file area', async () => {
    const { itemOf } = await run(chain(
      manual(), http('Get', '/file.bin'),
      node('Write', 'readWriteFile', 1, { operation: 'write', fileName: 'kept/large.bin' }),
      node('Read', 'readWriteFile', 1, { operation: 'read', fileSelector: 'kept/*.bin' }),
      node('Hash', 'crypto', 1, { type: 'SHA256', binaryData: true }),
    ));
    expect((await itemOf('Hash'))?.json).toMatchObject({ data: sha256(large), fileName: 'large.bin' });
  });

  it('are the answer of a webhook, as they are read', async () => {
    const { id } = await api().workflows.create({ name: 'Answer', definition: chain(hook({ responseMode: 'responseNode', path: 'file' }), http('Get', '/file.bin'), node('Respond', 'respondToWebhook', 1.1, { respondWith: 'binary' })) });
    const { revision, webhooks } = await api().workflows.get({ id });
    await api().workflows.publish({ id, revision });
    const answer = await fetch(`${ingress.url}${new URL(webhooks[0]?.url ?? '').pathname}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(large.length));
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(large));
  });
});

describe('the bytes of a file', () => {
  const cookieOf = async (actor: Actor) => {
    const { id } = await server.container.repositories.sessions.create({ userId: actor.userId, epoch: 1, ip: '127.0.0.1', userAgent: 'test' });
    return `weft.session=${await encode({ token: { sid: id, uid: actor.userId }, secret: sessionSecret(server.container) })}`;
  };
  const get = async (executionId: string, fileId: string, actor: Actor | null, query = '') => handleFile(new Request(`http://weft.test/api/files/${executionId}/${fileId}${query}`, { headers: actor ? { cookie: await cookieOf(actor) } : {} }));

  it('C2 are for people of the organization', async () => {
    const { executionId, itemOf } = await run(chain(manual(), http('Get', '/file.bin')));
    const { id } = fileOf(await itemOf('Get'));
    for (const role of ['admin', 'editor', 'operator', 'viewer'] as const) {
      const answer = await get(executionId, id, await server.member(role));
      expect(answer.status).toBe(200);
      expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(large));
      expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-disposition': expect.stringContaining('attachment; filename="file.bin"'), 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') });
    }
    expect((await get(executionId, id, null)).status).toBe(401);
    expect((await get(executionId, id, await server.stranger())).status).toBe(404);
    expect((await get(executionId, 'nope', server.owner)).status).toBe(404);
  });

  it('are shown only where no browser runs them', async () => {
    const { executionId, itemOf } = await run(chain(manual(), http('Page', '/page', { options: { response: { response: { responseFormat: 'file' } } } })));
    const shown = await get(executionId, fileOf(await itemOf('Page')).id, server.owner, '?inline');
    expect(shown.headers.get('content-type')).toBe('application/octet-stream');
    expect(shown.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('come by the REST API with a key', async () => {
    const { executionId, itemOf } = await run(chain(manual(), http('Get', '/file.bin')));
    const { key } = await api().apiKeys.create({ name: 'files' });
    const answer = await handleApi(new Request(`http://weft.test/api/v1/executions/${executionId}/files/${fileOf(await itemOf('Get')).id}`, { headers: { authorization: `Bearer ${key}` } }));
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(large));
  });
});
