// Large files sent with a form: never whole in memory, stored before the sender is answered, and nothing left on the disk.
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { FILE_PART } from '~/server/repositories/execution-files';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, startIngress } from '~/server/testing/http';
import { chain, node } from '~/server/testing/workflows';

const large = randomBytes(2 * FILE_PART + 77);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let server: TestServer;
let ingress: Listening;
beforeAll(async () => {
  server = await startTestServer({ WEFT_MAX_FILE_MB: '4' });
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await server.stop();
});
const spooled = () => readdir(join(server.container.env.dataDir, 'uploads'));
afterEach(async () => { await expect.poll(spooled).toEqual([]); });

const api = () => server.as(server.owner);
const fields: JsonObject = { formFields: { values: [{ fieldLabel: 'Name', requiredField: true }, { fieldLabel: 'Paper', fieldType: 'file' }] } };
const hash = (file: string) => node('Hash', 'crypto', 1, { type: 'SHA256', binaryData: true, binaryPropertyName: file });

async function published(definition: WorkflowDefinition) {
  const { id } = await api().workflows.create({ name: 'Upload', definition });
  await api().workflows.publish({ id, revision: 1 });
  const [hook] = (await api().workflows.get({ id })).webhooks;
  const executions = async () => (await api().executions.list({ workflowId: id })).items;
  return { url: `${ingress.url}${new URL(hook?.url ?? '').pathname}`, executions };
}

const form = (name: string, ...files: Uint8Array[]): FormData => {
  const body = new FormData();
  body.append('field-0', name);
  for (const file of files) body.append('field-1', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), 'paper.pdf');
  return body;
};
const post = (url: string, body: FormData) => fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } });

it('is stored in parts and reaches the steps whole', async () => {
  const { url } = await published(chain(node('Form', 'formTrigger', 2.2, { responseMode: 'lastNode', ...fields }), hash('Paper')));
  const answer = await (await post(url, form('Ana', large))).json() as { executionId: string; items: unknown };
  expect(answer.items).toEqual([expect.objectContaining({ Name: 'Ana', data: sha256(large) })]);
  const parts = await server.container.database.sql`select octet_length(bytes) as size from execution_payloads where execution_id = ${answer.executionId} and kind = 'binary' order by part`;
  expect(parts.map(({ size }) => size)).toEqual([FILE_PART, FILE_PART, 77]);
});

it('comes on a later page as well', async () => {
  const { url, executions } = await published(chain(node('Form', 'formTrigger', 2.2, { formFields: { values: [{ fieldLabel: 'Name' }] } }), node('More', 'form', 1, fields), hash('Paper')));
  const { next } = await (await post(url, form('Ana'))).json() as { next: string };
  await expect.poll(async () => (await executions())[0]?.status).toBe('waiting');
  await server.container.journal.drain();
  await fetch(`${ingress.url}${new URL(next).pathname}`, { method: 'POST', body: form('Ana', large), redirect: 'manual' });
  await expect.poll(async () => (await executions())[0]?.status).toBe('success');
  await server.container.journal.drain();
  const steps = await server.container.repositories.executions.steps(server.owner.orgId, (await executions())[0]?.id ?? '');
  expect(steps.findLast(step => step.node === 'Hash')?.outputs?.[0]?.[0]?.json.data).toBe(sha256(large));
});

it('W1 starts nothing when it is too large, wrongly answered, or cut off', async () => {
  const { url, executions } = await published(chain(node('Form', 'formTrigger', 2.2, fields), hash('Paper')));
  const announced = await post(url, form('Ana', Buffer.alloc(10 * 1024 * 1024)));
  expect(announced.status).toBe(413);
  async function* endless() {
    yield Buffer.from('--b\r\ncontent-disposition: form-data; name="field-1"; filename="x"\r\n\r\n');
    for (let count = 0; count < 12; count++) yield Buffer.alloc(1024 * 1024);
  }
  const unannounced = await fetch(url, { method: 'POST', body: endless() as never, headers: { 'content-type': 'multipart/form-data; boundary=b' }, duplex: 'half' } as RequestInit).then(answer => answer.status, () => 413);
  expect(unannounced).toBe(413);
  expect((await post(url, form('', large))).status).toBe(400);
  await new Promise<void>(resolve => {
    const { pathname, port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 3000000\r\n\r\n--b\r\ncontent-disposition: form-data; name="field-1"; filename="x"\r\n\r\n`);
      socket.write(large, () => { socket.destroy(); resolve(); });
    });
    socket.on('error', () => {});
  });
  expect(await executions()).toEqual([]);
});

it('ends the execution in words when the process ends before all of it is stored', async () => {
  const { url, executions } = await published(chain(node('Form', 'formTrigger', 2.2, fields), hash('Paper')));
  const { executionId } = await (await post(url, form('Ana', large))).json() as { executionId: string };
  await expect.poll(async () => (await executions())[0]?.status).toBe('success');
  const { sql } = server.container.database;
  await sql`update executions set status = 'running', receiving = true, ended_at = null, lease_owner = gen_random_uuid() where id = ${executionId}`;
  await expect.poll(async () => (await executions())[0]?.status, { timeout: 10_000 }).toBe('failed');
  expect((await executions())[0]?.error?.message).toContain('Its files did not all arrive');
});
