// Nodes of services through the whole server: their secret reaches the service alone.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkflowNode } from '~/lib/workflow';
import { startTarget, type Target } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node, setFields } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url?.startsWith('/bot')) return void response.end('{"ok":true,"result":{"message_id":7}}');
    response.end(request.url?.includes('offset=0') ? '[{"id":1},{"id":2}]' : '[]');
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await target.close();
  await server.stop();
});

const api = () => server.as(server.owner);

async function run(service: WorkflowNode, type: string, fields: Record<string, string>) {
  const { id: credential } = await api().credentials.create({ name: 'Service', type, fields, allowedHosts: ['127.0.0.1'] });
  const { id } = await api().workflows.create({ name: 'Service', definition: chain(manual(), setFields('Item', { who: 'Ada' }), { ...service, credentials: { [type]: { id: credential, name: 'Service' } } }) });
  const { executionId } = await api().workflows.run({ id });
  await expect.poll(async () => (await api().executions.get({ id: executionId })).endedAt, { timeout: 10_000 }).not.toBeNull();
  const execution = await api().executions.get({ id: executionId });
  const step = execution.steps.find(each => each.node === service.name);
  const { items } = await api().executions.stepData({ executionId, stepId: step?.id ?? '', side: 'output' });
  const [stored] = await server.container.database.sql`select coalesce(string_agg(s::text, ''), '') as text from execution_steps s where execution_id = ${executionId}`;
  return { status: execution.status, json: items.map(item => item.json), stored: String(stored?.text), request: target.requests.at(-1) };
}

it('Telegram: the token stands in the address that is called, and nowhere else', async () => {
  const { status, json, stored, request } = await run(node('Tell', 'telegram', 1.2, { chatId: '42', text: '=Hello {{ $json.who }}' }), 'telegramApi', { accessToken: '123:the-secret', baseUrl: target.url });
  expect(status).toBe('success');
  expect(request).toMatchObject({ method: 'POST', url: '/bot123:the-secret/sendMessage' });
  expect(JSON.parse(request?.body ?? '')).toEqual({ chat_id: '42', text: 'Hello Ada', parse_mode: 'Markdown' });
  expect(json).toEqual([{ ok: true, result: { message_id: 7 } }]);
  expect(stored).not.toContain('the-secret');
});

it('Supabase: rows are read with the key in both headers', async () => {
  const { status, json, stored, request } = await run(node('Rows', 'supabase', 1, { operation: 'getAll', tableId: 'things', filterType: 'manual', filters: { conditions: [{ keyName: 'who', condition: 'eq', keyValue: '={{ $json.who }}' }] } }), 'supabaseApi', { host: target.url, serviceRole: 'the-secret' });
  expect(status).toBe('success');
  expect(request?.url).toBe('/rest/v1/things?select=%2A&or=%28who.eq.Ada%29&limit=50&offset=0');
  expect(request?.headers).toMatchObject({ apikey: 'the-secret', authorization: 'Bearer the-secret' });
  expect(json).toEqual([{ id: 1 }, { id: 2 }]);
  expect(stored).not.toContain('the-secret');
});
