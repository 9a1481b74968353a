// Webhooks: abuse cases W1-W14 and more of security.md 3A, over real HTTP, and what callers are answered.
import { createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '~/lib/ids';
import type { WorkflowDefinition } from '~/lib/workflow';
import { handleWebhook } from './handler';
import { type Listening, sendRaw, startIngress } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, hook, node, setFields } from '~/server/testing/workflows';

const MB = 1024 * 1024;
let server: TestServer;
let ingress: Listening;
let open: string;

beforeAll(async () => {
  server = await startTestServer();
  ingress = await startIngress(server.container);
  open = await publish(chain(hook()));
});
afterAll(async () => {
  await ingress.close();
  await server.stop();
});

/** Publishes a workflow; the path of its webhook. */
async function publish(definition: WorkflowDefinition): Promise<string> {
  const api = server.as(server.owner);
  const { id } = await api.workflows.create({ name: 'Hook', definition });
  await api.workflows.publish({ id, revision: 1 });
  const [first] = (await api.workflows.get({ id })).webhooks;
  return new URL(first?.url ?? '').pathname;
}

const post = (path: string, body: BodyInit | null = '{}', headers: Record<string, string> = { 'content-type': 'application/json' }) => fetch(ingress.url + path, { method: 'POST', body, headers });
const errorOf = async (response: Response) => ((await response.json()) as { error: { code: string; message: string; requestId: string } }).error;
async function counts() {
  await server.container.journal.drain();
  const [row] = await server.container.database.sql`select (select count(*)::int from webhook_events) as events, (select count(*)::int from executions) as executions`;
  return row as { events: number; executions: number };
}
/** Runs a request that must leave no row. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const before = await counts();
  await work();
  expect(await counts()).toEqual(before);
}

describe('bodies', () => {
  it('W1: 5 MB and one byte with a length is 413 before it is read', () => leavesNothing(async () => {
    const answer = await sendRaw(ingress.port, `POST ${open} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${5 * MB + 1}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"too_large"');
    expect(answer.toLowerCase()).toContain('connection: close');
  }));

  it('W2, W3: the same without a length, and 10 MB, is 413 as the counter passes', () => leavesNothing(async () => {
    const chunk = `${(MB).toString(16)}\r\n${'a'.repeat(MB)}\r\n`;
    const answer = await sendRaw(ingress.port, `POST ${open} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(10)}0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    const direct = await handleWebhook(server.container, new Request(`http://weft.test${open}`, { method: 'POST', body: 'a'.repeat(10 * MB + 1), headers: { 'content-type': 'text/plain' } }));
    expect(direct.status).toBe(413);
  }));

  it('W4: a body that ends early leaves no event', () => leavesNothing(async () => {
    await sendRaw(ingress.port, `POST ${open} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":1}`, 300);
  }));

  it('W16, W22: invalid JSON names its place, invalid UTF-8 is refused, raw mode takes bytes', async () => {
    const bad = await post(open, '{"a": 1,}');
    expect(bad.status).toBe(400);
    expect((await errorOf(bad)).code).toBe('invalid_json');
    const utf = await post(open, new Uint8Array([0x22, 0xff, 0x22]));
    expect((await errorOf(utf)).code).toBe('invalid_utf8');
    const raw = await publish(chain(hook({ options: { rawBody: true } })));
    expect((await post(raw, new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(200);
  });

  it('W17, W18, W19, W21: depth, keys, polluting names and huge numbers are refused or inert', async () => {
    expect((await post(open, '['.repeat(1_000_000))).status).toBe(400);
    expect((await post(open, `{${Array.from({ length: 100_001 }, (_, i) => `"k${i}":1`).join(',')}}`)).status).toBe(413);
    expect((await post(open, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')).status).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect((await post(open, '{"a":1e400}')).status).toBe(400);
    expect((await post(open, '{"id":12345678901234567890}')).status).toBe(400);
  });

  it('W20: NUL and lone surrogates are stored and come back', async () => {
    const path = await publish(chain(hook({ responseMode: 'lastNode' }), setFields('Echo', { text: '={{ $json.body.text }}' })));
    const response = await post(path, '{"text":"a\\u0000b\\ud800c"}');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"text":"a\\u0000b\\ud800c"}');
    await server.container.journal.drain();
    const [last] = (await server.as(server.owner).executions.list({ limit: 1 })).items;
    expect(last?.status).toBe('success');
  });

  it('W23, W27, W28, B13: other character sets and encodings are 415, bombs are 413', async () => {
    expect((await post(open, '{}', { 'content-type': 'application/json; charset=utf-16' })).status).toBe(415);
    expect((await post(open, gzipSync('x'.repeat(100 * MB)), { 'content-type': 'text/plain', 'content-encoding': 'gzip' })).status).toBe(413);
    expect((await post(open, gzipSync('{"a":1}'), { 'content-type': 'application/json', 'content-encoding': 'gzip, gzip' })).status).toBe(415);
    expect((await post(open, '{}', { 'content-type': 'application/json', 'content-encoding': 'zstd' })).status).toBe(415);
    expect((await post(open, gzipSync('{"a":1}'), { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(200);
  });

  it('W24, W25, W26: multipart limits; file names are text; JSON that poses as an upload is inert', async () => {
    const path = await publish(chain(hook({ responseMode: 'lastNode' }), setFields('Echo', { name: '={{ $binary.file.fileName }}', id: '={{ $binary.file.id }}', note: '={{ $json.body.note }}' })));
    const form = new FormData();
    form.append('note', 'hello');
    form.append('file', new Blob(['content'], { type: 'text/plain' }), '../../etc/passwd');
    const answered = (await (await fetch(ingress.url + path, { method: 'POST', body: form })).json()) as Record<string, string>;
    expect(answered.note).toBe('hello');
    expect(answered.name).toMatch(/passwd$/);
    expect(answered.id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await post(path, 'no boundary', { 'content-type': 'multipart/form-data' })).status).toBe(400);
    const many = `${Array.from({ length: 1100 }, (_, i) => `--b\r\ncontent-disposition: form-data; name="f${i}"\r\n\r\nx\r\n`).join('')}--b--\r\n`;
    expect((await post(path, many, { 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(413);
    const posing = await post(path, '{"files":{"f":{"filepath":"/etc/passwd"}},"note":"n"}');
    expect(((await posing.json()) as Record<string, unknown>).note).toBe('n');
  });
});

describe('callers', () => {
  it('W5, W33: a wrong method is 405 with Allow; unknown tokens are 404 first, all alike', async () => {
    const wrong = await fetch(ingress.url + open);
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST');
    const unknown = await fetch(`${ingress.url}/webhook/${newToken()}`);
    expect(unknown.status).toBe(404);
    const api = server.as(server.owner);
    const { id } = await api.workflows.create({ name: 'Draft', definition: chain(hook()) });
    const draft = new URL((await api.workflows.get({ id })).webhooks[0]?.url ?? '').pathname;
    const unpublished = await post(draft);
    expect(unpublished.status).toBe(404);
    expect((await errorOf(unpublished)).message).toBe((await errorOf(unknown)).message);
    expect((await post(`${open}/no/such/path`)).status).toBe(404);
  });

  it('W6: HEAD and OPTIONS run nothing', () => leavesNothing(async () => {
    expect((await fetch(ingress.url + open, { method: 'HEAD' })).status).toBe(405);
    const preflight = await fetch(ingress.url + open, { method: 'OPTIONS', headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  }));

  it('W34: the test URL without a listener says so, and takes one call with one', async () => {
    const api = server.as(server.owner);
    const { id } = await api.workflows.create({ name: 'Test', definition: chain(hook()) });
    const path = new URL((await api.workflows.get({ id })).webhooks[0]?.testUrl ?? '').pathname;
    expect((await errorOf(await post(path))).code).toBe('test_listener_inactive');
    await api.workflows.listen({ id });
    expect((await post(path)).status).toBe(200);
    expect((await post(path)).status).toBe(404);
  });

  it('W31, W32, B6: ambiguous lengths, absolute targets, upgrades and oversized headers are refused', async () => {
    expect(await sendRaw(ingress.port, `POST ${open} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(ingress.port, `POST ${open} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(ingress.port, 'GET http://evil.example/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(ingress.port, 'GET /x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(ingress.port, `GET /x HTTP/1.1\r\nhost: x\r\ncookie: ${'c'.repeat(64 * 1024)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('basic, header and JWT checks let the right caller in and nobody else; a missing credential is 503', async () => {
    const api = server.as(server.owner);
    const { id } = await api.credentials.create({ name: 'Callers', type: 'httpHeaderAuth', fields: { name: 'X-Key', value: 'right-value-of-the-key' }, allowedHosts: [] });
    const path = await publish(chain(hook({ authentication: 'headerAuth' }, { credentials: { httpHeaderAuth: { id, name: 'Callers' } } })));
    expect((await post(path)).status).toBe(401);
    expect((await post(path, '{}', { 'content-type': 'application/json', 'x-key': 'wrong' })).status).toBe(401);
    expect((await post(path, '{}', { 'content-type': 'application/json', 'x-key': 'right-value-of-the-key' })).status).toBe(200);
    const [last] = (await api.executions.list({ limit: 1 })).items;
    const run = await api.executions.get({ id: last?.id ?? '' });
    expect(JSON.stringify(run.input)).not.toContain('right-value-of-the-key');
    const missing = await publish(chain(hook({ authentication: 'basicAuth' })));
    expect((await errorOf(await post(missing))).code).toBe('misconfigured');
  });

  it('W39: workflows that call each other stop at ten levels', async () => {
    expect((await post(open, '{}', { 'content-type': 'application/json', 'x-weft-depth': '9' })).status).toBe(200);
    const deep = await post(open, '{}', { 'content-type': 'application/json', 'x-weft-depth': '10' });
    expect([deep.status, (await errorOf(deep)).code]).toEqual([508, 'loop_detected']);
  });

  it('X24: text of a caller that looks like an expression is never evaluated', async () => {
    const path = await publish(chain(hook({ responseMode: 'lastNode' }), setFields('Echo', { text: '={{ $json.body.text }}' }), setFields('Again', { text: '={{ $json.text }}' })));
    const response = await post(path, JSON.stringify({ text: '={{ 1 + 1 }}' }));
    expect(await response.json()).toEqual({ text: '={{ 1 + 1 }}' });
    const answering = await publish(chain(hook({ options: { responseData: '={{ $json.body.text }}' } })));
    expect(await (await post(answering, JSON.stringify({ text: '={{ 1 + 1 }}' }))).text()).toBe('={{ 1 + 1 }}');
  });

  it('an answer whose expression fails says so, and the execution is there', async () => {
    const path = await publish(chain(hook({ options: { responseData: '={{ $("Nowhere").item.json.text }}' } })));
    const before = await counts();
    const response = await post(path, '{}');
    expect([response.status, (await errorOf(response)).code]).toEqual([500, 'answer_failed']);
    expect((await counts())?.executions).toBe(Number(before?.executions) + 1);
  });
});

describe('signed deliveries (Standard Webhooks)', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const previous = `whsec_${randomBytes(32).toString('base64')}`;
  let path: string;
  let credentialId: string;

  beforeAll(async () => {
    const made = await server.as(server.owner).credentials.create({ name: 'Signing', type: 'webhookSigning', fields: { secret, previousSecret: previous, previousUntil: new Date(Date.now() + 3600_000).toISOString() }, allowedHosts: [] });
    credentialId = made.id;
    path = await publish(chain(hook({ authentication: 'signature' }, { credentials: { webhookSigning: { id: made.id, name: 'Signing' } } })));
  });

  function signed(body: string, change: { id?: string; timestamp?: string; keys?: string[]; omit?: string } = {}): Record<string, string> {
    const id = change.id ?? `msg_${newToken()}`;
    const timestamp = change.timestamp ?? String(Math.floor(Date.now() / 1000));
    const signature = (change.keys ?? [secret]).map(key => `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64')}`).join(' ');
    const headers: Record<string, string> = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    if (change.omit) delete headers[change.omit];
    return headers;
  }

  it('takes a good one', async () => expect((await post(path, '{"a":1}', signed('{"a":1}'))).status).toBe(200));

  it('W7, W8: a wrong or missing signature is 401 and leaves no event', () => leavesNothing(async () => {
    expect((await post(path, '{"a":2}', signed('{"a":1}'))).status).toBe(401);
    expect((await post(path, '{}', signed('{}', { keys: [`whsec_${randomBytes(32).toString('base64')}`] }))).status).toBe(401);
    expect((await errorOf(await post(path, '{}', signed('{}', { omit: 'webhook-signature' })))).code).toBe('signature_missing');
  }));

  it('W10, W11: timestamps out of tolerance are 401, senseless ones 400', () => leavesNothing(async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const timestamp of [now - 302, now + 302]) expect((await errorOf(await post(path, '{}', signed('{}', { timestamp: String(timestamp) })))).code).toBe('timestamp_out_of_tolerance');
    for (const timestamp of ['1.5', '-1', '1e30', 'x', `${now}, ${now}`]) expect((await post(path, '{}', signed('{}', { timestamp }))).status).toBe(400);
  }));

  it('W12, W13, G3: the same id and body is one execution, also in parallel; another body is a conflict', async () => {
    const headers = signed('{"n":1}', { id: 'evt_once' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(path, '{"n":1}', headers)));
    expect(answers.map(answer => answer.status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(answer => answer.headers.get('x-weft-execution-id'))).size).toBe(1);
    expect((await post(path, '{"n":1}', headers)).headers.get('x-weft-execution-id')).toBe(answers[0]?.headers.get('x-weft-execution-id'));
    expect((await post(path, '{"n":2}', signed('{"n":2}', { id: 'evt_once' }))).status).toBe(409);
  });

  it('W14: the former key is taken during the overlap and not after it', async () => {
    expect((await post(path, '{}', signed('{}', { keys: [previous, previous] }))).status).toBe(200);
    await server.as(server.owner).credentials.update({ id: credentialId, fields: { secret, previousSecret: previous, previousUntil: new Date(Date.now() - 1000).toISOString() } });
    expect((await post(path, '{}', signed('{}', { keys: [previous] }))).status).toBe(401);
    expect((await post(path, '{}', signed('{}'))).status).toBe(200);
  });

  it('W15: ids with a dot or of 10 KB are 400', () => leavesNothing(async () => {
    expect((await post(path, '{}', signed('{}', { id: 'a.b' }))).status).toBe(400);
    expect((await post(path, '{}', signed('{}', { id: 'x'.repeat(10_000) }))).status).toBe(400);
  }));

  it('W9, B3: with the secret gone it is 503, never 2xx', async () => {
    await server.container.database.sql`delete from credentials where id = ${credentialId}`;
    const answer = await post(path, '{}', signed('{}'));
    expect(answer.status).toBe(503);
    expect((await errorOf(answer)).code).toBe('misconfigured');
    expect(answer.headers.get('retry-after')).not.toBeNull();
  });
});

describe('answers', () => {
  it('immediately, with the last node, and by a node', async () => {
    expect(await (await post(open)).json()).toEqual({ message: 'Workflow was started' });
    const last = await publish(chain(hook({ responseMode: 'lastNode', responseData: 'allEntries' }), setFields('Set', { twice: '={{ $json.body.n * 2 }}' })));
    expect(await (await post(last, '{"n":4}')).json()).toEqual([{ twice: '8' }]);
    const byNode = await publish(chain(hook({ responseMode: 'responseNode' }), node('Answer', 'respondToWebhook', 1.4, { respondWith: 'json', responseBody: '={{ { got: $json.body.n } }}', options: { responseCode: 201 } })));
    const answered = await post(byNode, '{"n":4}');
    expect([answered.status, await answered.json()]).toEqual([201, { got: 4 }]);
  });

  it('a failure is 500 without its reason, and the execution id leads to it', async () => {
    const path = await publish(chain(hook({ responseMode: 'lastNode' }), node('Stop', 'stopAndError', 1, { errorMessage: 'the inner reason' })));
    const answer = await post(path);
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).not.toContain('the inner reason');
    const run = await server.as(server.owner).executions.get({ id: answer.headers.get('x-weft-execution-id') ?? '' });
    expect(run.error?.message).toContain('the inner reason');
  });

  it('W37, B4: pages of a workflow are sandboxed and cannot set cookies', async () => {
    const path = await publish(chain(hook({ responseMode: 'responseNode' }), node('Answer', 'respondToWebhook', 1.4, {
      respondWith: 'text', responseBody: '<script>alert(1)</script>',
      options: { responseHeaders: { entries: [{ name: 'Set-Cookie', value: 'a=b' }, { name: 'Clear-Site-Data', value: '"*"' }, { name: 'Content-Type', value: 'image/svg+xml' }, { name: 'X-Own', value: 'kept' }] } },
    })));
    const answer = await post(path);
    expect(answer.headers.get('content-security-policy')).toBe('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('clear-site-data')).toBeNull();
    expect(answer.headers.get('x-own')).toBe('kept');
  });

  it('W36: a caller that leaves does not stop the execution', async () => {
    const path = await publish(chain(hook({ responseMode: 'lastNode' }), node('Wait', 'wait', 1.1, { amount: 1, unit: 'seconds' }), setFields('Set', { done: true })));
    const before = (await counts()).executions;
    await sendRaw(ingress.port, `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}`, 150);
    expect((await counts()).executions).toBe(before + 1);
    await expect.poll(async () => (await server.as(server.owner).executions.list({ limit: 1 })).items[0]?.status, { timeout: 8000 }).toBe('success');
  });

  it('errors have one shape: code, message, request id, and nothing of the inside', async () => {
    const error = await errorOf(await post(open, '{'));
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'requestId']);
    expect(JSON.stringify(error)).not.toMatch(/at \w+ \(|node_modules|select |\/work\//);
  });
});
