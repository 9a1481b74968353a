// Workflows that ask the Weft they run in, and work on files, in a whole server: inside their organization, with their owner's rights.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { Actor } from '~/server/auth/actor';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node, setFields } from '~/server/testing/workflows';
import { createOwnApi } from './own-api';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const as = (actor: Actor) => server.as(actor);
const draft = async (actor: Actor, name = 'Some workflow') => (await as(actor).workflows.create({ name, definition: chain(manual(), setFields('Set', { a: 1 })) })).id;
const ask = async (actor: Actor, workflowId?: string) => createOwnApi(server.container.repositories, { orgId: actor.orgId, workflowId: workflowId ?? (await draft(actor)), executionId: newId(), timezone: 'UTC' });

async function run(...nodes: Parameters<typeof chain>): Promise<{ items: JsonObject[]; status: string; error: string | undefined }> {
  const { id } = await as(server.owner).workflows.create({ name: 'Runs', definition: chain(manual(), ...nodes) });
  const { executionId } = await as(server.owner).workflows.run({ id });
  await expect.poll(async () => (await as(server.owner).executions.get({ id: executionId })).status, { timeout: 20_000, interval: 50 }).not.toMatch(/pending|running/);
  const execution = await as(server.owner).executions.get({ id: executionId });
  const steps = await server.container.repositories.executions.steps(server.owner.orgId, executionId);
  return { status: execution.status, error: execution.error?.message, items: steps.at(-1)?.outputs?.[0]?.map(item => item.json) ?? [] };
}

describe('workflows', () => {
  it('are listed, read, made, changed, published, taken down and deleted', async () => {
    const weft = await ask(server.owner);
    const made = (await weft({ resource: 'workflow', operation: 'create', file: { name: 'Made by a workflow', nodes: [{ id: 'n', name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], parameters: { path: 'x' } }], connections: {}, settings: {} } })) as JsonObject;
    const id = String(made.id);
    expect(made).toMatchObject({ name: 'Made by a workflow', active: false, nodes: [{ name: 'Hook' }] });
    expect(await weft({ resource: 'workflow', operation: 'activate', id })).toMatchObject({ id, active: true });
    const changed = await weft({ resource: 'workflow', operation: 'update', id, file: { ...made, name: 'Changed', nodes: [...(made.nodes as JsonObject[]), { id: 'm', name: 'More', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} }] } });
    expect(changed).toMatchObject({ name: 'Changed', active: true });
    expect((await as(server.owner).workflows.get({ id })).publishedNumber).toBe(2);
    const listed = (await weft({ resource: 'workflow', operation: 'getAll', limit: 100, activeOnly: true })) as JsonObject[];
    expect(listed.map(row => row.id)).toEqual([id]);
    expect(await weft({ resource: 'workflow', operation: 'deactivate', id })).toMatchObject({ active: false });
    expect(await weft({ resource: 'workflow', operation: 'delete', id })).toMatchObject({ id });
    await expect(weft({ resource: 'workflow', operation: 'get', id })).rejects.toThrow('does not exist');
    const entries = await server.container.repositories.audit.list(server.owner.orgId, { limit: 20 });
    expect(entries.items.map(entry => entry.action)).toEqual(expect.arrayContaining(['workflow.created', 'workflow.published', 'workflow.updated', 'workflow.unpublished', 'workflow.removed']));
  });
  it('keep their credentials when they are read and written back', async () => {
    const weft = await ask(server.owner);
    const key = (await weft({ resource: 'credential', operation: 'create', name: 'Key', type: 'httpHeaderAuth', fields: { name: 'X-Key', value: 'the-secret' } })) as JsonObject;
    expect(JSON.stringify(key)).not.toContain('the-secret');
    const http = { ...node('HTTP', 'httpRequest', 4.2, { url: 'https://api.example.com' }), credentials: { httpHeaderAuth: { id: String(key.id), name: 'Key' } } };
    const { id } = await as(server.owner).workflows.create({ name: 'With key', definition: chain(manual(), http) });
    const file = (await weft({ resource: 'workflow', operation: 'get', id })) as JsonObject;
    await weft({ resource: 'workflow', operation: 'update', id, file: { ...file, name: 'Renamed' } });
    const after = await as(server.owner).workflows.get({ id });
    expect(after.definition.nodes.find(each => each.name === 'HTTP')?.credentials).toEqual({ httpHeaderAuth: { id: key.id, name: 'Key' } });
    await expect(weft({ resource: 'credential', operation: 'delete', id: String(key.id) })).rejects.toThrow('use this credential');
  });
  it('T1 of other organizations do not exist', async () => {
    const stranger = await server.stranger();
    const theirs = await draft(stranger, 'Theirs');
    const weft = await ask(server.owner);
    for (const operation of ['get', 'activate', 'deactivate', 'delete'] as const) await expect(weft({ resource: 'workflow', operation, id: theirs }), operation).rejects.toThrow('does not exist');
    await expect(weft({ resource: 'workflow', operation: 'update', id: theirs, file: { nodes: [], connections: {} } })).rejects.toThrow('does not exist');
    expect(JSON.stringify(await weft({ resource: 'workflow', operation: 'getAll', limit: 1000 }))).not.toContain(theirs);
    await expect((await ask(server.owner, theirs))({ resource: 'workflow', operation: 'getAll', limit: 1 })).rejects.toThrow('belongs to nobody');
  });
  it('do no more than the person they belong to may', async () => {
    const editor = await server.member('editor');
    const weft = await ask(editor);
    await as(server.owner).members.setRole({ userId: editor.userId, role: 'viewer' });
    await expect(weft({ resource: 'workflow', operation: 'create', file: {} })).rejects.toThrow('may not do that (viewer)');
    expect(await weft({ resource: 'workflow', operation: 'getAll', limit: 1 })).toHaveLength(1);
  });
});

describe('executions', () => {
  it('are listed, read with their data, and deleted', async () => {
    await run(setFields('Set', { a: 1 }));
    const weft = await ask(server.owner);
    const [latest] = (await weft({ resource: 'execution', operation: 'getAll', status: 'success', limit: 1, withData: false })) as JsonObject[];
    const id = String(latest?.id);
    expect(latest).toMatchObject({ status: 'success', finished: true });
    expect(await weft({ resource: 'execution', operation: 'get', id, withData: true })).toMatchObject({ data: { resultData: { runData: { Set: [{ executionStatus: 'success', data: { main: [[{ json: { a: 1 } }]] } }] } } } });
    expect(await weft({ resource: 'execution', operation: 'delete', id })).toMatchObject({ id });
    await expect(weft({ resource: 'execution', operation: 'get', id, withData: false })).rejects.toThrow('does not exist');
    await expect(weft({ resource: 'execution', operation: 'getAll', status: 'odd', limit: 1, withData: false })).rejects.toThrow('is not known');
  });
});

describe('in an execution', () => {
  it('a workflow reads workflows', async () => {
    const { items, error } = await run(node('Weft', 'n8n', 1, { filters: { name: 'Runs' } }));
    expect(error).toBeUndefined();
    expect(items[0]).toMatchObject({ name: 'Runs', nodes: expect.any(Array) });
  });
  it('files go through the workshop and the file area', async () => {
    const { items, error } = await run(
      setFields('Row', { a: 1, b: 'x' }),
      node('Sheet', 'convertToFile', 1, { operation: 'xls' }),
      node('Zip', 'compression', 1.1, { operation: 'compress', fileName: 'x.zip' }),
      node('Save', 'readWriteFile', 1, { operation: 'write', fileName: '/out/x.zip' }),
      node('Load', 'readWriteFile', 1, { operation: 'read', fileSelector: 'out/*.zip' }),
      node('Unzip', 'compression', 1.1, { operation: 'decompress' }),
      node('Rows', 'extractFromFile', 1, { operation: 'xls', binaryPropertyName: 'file_0' }),
    );
    expect(error).toBeUndefined();
    expect(items).toEqual([{ a: 1, b: 'x' }]);
  });
});
