// Drafts and graphs through the API: T2-T9, T12, T16, T17, T20, T24 and publishing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, hook, manual, node, setFields } from '~/server/testing/workflows';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

const api = () => server.as(server.owner);
const refused = async (definition: unknown) => api().workflows.create({ name: 'Bad', definition: definition as WorkflowDefinition }).then(() => null, error => error as { code: string; message: string });
const withNode = (change: Partial<WorkflowNode>): WorkflowDefinition => {
  const definition = chain(manual());
  return { ...definition, nodes: [{ ...(definition.nodes[0] as WorkflowNode), ...change }] };
};

describe('graphs from outside', () => {
  it('T2: more than 2,000 nodes are refused quickly', async () => {
    const nodes = Array.from({ length: 10_000 }, (_, i) => node(`n${i}`, 'noOp', 1));
    const started = Date.now();
    expect((await refused({ ...chain(), nodes }))?.message).toContain('too_many_nodes');
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('T3, T4: self-edges, edges to nothing and doubled ids are refused with their place', async () => {
    const base = chain(manual(), node('A', 'noOp', 1));
    const edge = (change: object) => ({ ...base, edges: [{ id: 'x', source: 'Start', sourcePort: 'main:0', target: 'A', targetPort: 'main:0', ...change }] });
    expect((await refused(edge({ source: 'A' })))?.message).toContain('itself');
    for (const change of [{ target: 'missing' }, { source: 'missing' }, { sourcePort: 'main:7' }, { targetPort: 'nonsense' }]) expect((await refused(edge(change)))?.message, JSON.stringify(change)).toMatch(/edges/);
    expect((await refused({ ...base, nodes: [...base.nodes, base.nodes[0]] }))?.message).toMatch(/nodes/);
  });

  it('T5: a type Weft does not know is kept in a draft and fails when it is reached', async () => {
    const { id } = await api().workflows.create({ name: 'Unknown', definition: chain(manual(), node('Slack', 'n8n-nodes-base.slack', 2)) });
    const { executionId } = await api().workflows.run({ id });
    await expect.poll(async () => (await api().executions.get({ id: executionId })).status).toBe('failed');
    expect((await api().executions.get({ id: executionId })).error).toMatchObject({ message: expect.stringContaining('Slack'), description: 'Open the step: it can be replaced by an HTTP request to Slack.' });
  });

  it('T6, T7, T24: ids and names that are empty, reserved, too long, doubled or full of control characters are refused', async () => {
    for (const id of ['__proto__', '', 'x'.repeat(1_000_000), '💥', 'constructor', 'a b']) expect(await refused(withNode({ id }))).not.toBeNull();
    for (const name of ['__proto__', '', 'x'.repeat(201), 'a\u0000b', 'line\nbreak']) expect(await refused(withNode({ name })), JSON.stringify(name)).not.toBeNull();
    const twice = chain(manual(), node('Caf\u00e9', 'noOp', 1), { ...node('Cafe\u0301', 'noOp', 1), id: 'other' });
    expect(await refused(twice)).not.toBeNull();
    expect(await refused(withNode({ name: '<img src=x onerror=alert(1)>' }))).toBeNull();
  });

  it('T8: positions that are no numbers are refused', async () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, 1e308, '1']) expect(await refused(withNode({ position: { x, y: 0 } as never }))).not.toBeNull();
  });

  it('T9: ids that are no ids are 400 and say nothing of the inside', async () => {
    for (const id of ['x', ['a'], { $ne: null }, "' or 1=1 --"]) {
      const error = await api().workflows.get({ id: id as string }).catch(caught => caught as { code: string; message: string });
      expect((error as { code: string }).code).toBe('BAD_REQUEST');
    }
  });

  it('T16, T17: limits, cursors and searches out of range are refused; patterns are text', async () => {
    for (const input of [{ limit: -1 }, { limit: 1_000_000_000 }, { cursor: 'forged' }, { cursor: Buffer.from('["x","y"]').toString('base64url') }, { search: 'x'.repeat(201) }]) await expect(api().workflows.list(input), JSON.stringify(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await api().workflows.create({ name: '100% "quoted" _name_' });
    for (const search of ['%', '_', '"', "'"]) expect((await api().workflows.list({ search })).items.every(item => item.name.includes(search))).toBe(true);
    expect((await api().workflows.list({ search: '100%' })).items).toHaveLength(1);
  });

  it('pages through lists without gaps or doubles', async () => {
    for (let i = 0; i < 7; i++) await api().workflows.create({ name: `Page ${i}` });
    for (const sort of ['updated', 'created', 'name'] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: { id: string }[]; nextCursor: string | null } = await api().workflows.list({ limit: 3, sort, cursor });
        seen.push(...page.items.map(item => item.id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe((await api().workflows.count()).count);
    }
  });
});

describe('drafts and versions', () => {
  it('T12: a stale save is a conflict that names who was first, and overwrites nothing', async () => {
    const { id } = await api().workflows.create({ name: 'Two tabs', definition: chain(manual()) });
    const first = await api().workflows.save({ id, revision: 1, definition: chain(manual(), setFields('A', { a: 1 })) });
    expect(first.revision).toBe(2);
    const stale = await api().workflows.save({ id, revision: 1, definition: chain(manual()) }).catch(error => error as { code: string; cause: { details: { revision: number } } });
    expect(stale).toMatchObject({ code: 'CONFLICT', cause: { details: { revision: 2, updatedBy: server.owner.name } } });
    expect((await api().workflows.get({ id })).definition.nodes).toHaveLength(2);
  });

  it('parallel saves of one revision: one wins', async () => {
    const { id } = await api().workflows.create({ name: 'Race', definition: chain(manual()) });
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => api().workflows.save({ id, revision: 1, definition: chain(manual(), setFields(`S${i}`, { i })) })));
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('publishes, differs, restores; the live version stays until the next publish', async () => {
    const { id } = await api().workflows.create({ name: 'Versions', definition: chain(hook(), setFields('A', { v: 1 })) });
    expect(await api().workflows.publish({ id, revision: 1, note: 'first' })).toMatchObject({ number: 1 });
    expect(await api().workflows.save({ id, revision: 1, definition: chain(hook(), setFields('A', { v: 2 })) })).toMatchObject({ draftDiffers: true });
    expect(await api().workflows.get({ id })).toMatchObject({ draftDiffers: true, status: 'published', published: { number: 1 } });
    expect(await api().workflows.publish({ id, revision: 2 })).toMatchObject({ number: 2 });
    const list = (await api().versions.list({ workflowId: id })).items;
    expect(list.map(version => [version.number, version.live, version.note])).toEqual([[2, true, ''], [1, false, 'first']]);
    const { revision } = await api().versions.restore({ workflowId: id, versionId: list[1]?.id ?? '', revision: 2 });
    expect(revision).toBe(3);
    const restored = await api().workflows.get({ id });
    expect(JSON.stringify(restored.definition)).toContain('"value":1');
    expect(restored.published?.number).toBe(2);
    await api().workflows.unpublish({ id });
    expect((await api().workflows.get({ id })).status).toBe('draft');
  });

  it('does not publish what could not start', async () => {
    const empty = await api().workflows.create({ name: 'Empty' });
    await expect(api().workflows.publish({ id: empty.id, revision: 1 })).rejects.toThrow('no steps');
    const headless = await api().workflows.create({ name: 'Headless', definition: chain(setFields('A', { a: 1 })) });
    await expect(api().workflows.publish({ id: headless.id, revision: 1 })).rejects.toThrow('no trigger');
    const never = await api().workflows.create({ name: 'Never', definition: chain(node('Cron', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'cronExpression', expression: '0 0 31 2 *' }] } })) });
    await expect(api().workflows.publish({ id: never.id, revision: 1 })).rejects.toThrow('never fires');
  });

  it('removes softly, restores, and extracts what look-ups need', async () => {
    const { id } = await api().workflows.create({ name: 'Gone', definition: chain(manual(), node('Call', 'httpRequest', 4.2, {}, { credentials: { httpHeaderAuth: { id: null, name: 'x' } } })) });
    const [row] = await server.container.database.sql`select node_types, required_credential_types, node_count from workflows where id = ${id}`;
    expect(row).toEqual({ node_types: ['httpRequest', 'manualTrigger'], required_credential_types: ['httpHeaderAuth'], node_count: 2 });
    expect((await api().workflows.list({ nodeType: 'httpRequest' })).items.map(item => item.id)).toContain(id);
    await api().workflows.remove({ id });
    await expect(api().workflows.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await api().workflows.restore({ id });
    expect((await api().workflows.get({ id })).name).toBe('Gone');
  });

  it('names expressions that cannot be evaluated, by node and path, and imports the workflow all the same', async () => {
    const set = (name: string, value: string) => ({ id: name, name, type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [0, 0], parameters: { assignments: { assignments: [{ id: '1', name: 'a', type: 'string', value: '={{ $json.fine }}' }, { id: '2', name: 'b', type: 'string', value }] } } });
    const file = { name: 'Broken', nodes: [set('Open', '={{ $json.a'), set('Escape', '={{ process.env.X }}'), { ...set('Kept', '={{ ((( }}'), type: 'n8n-nodes-base.unheardOf' }], connections: {} };
    const [imported] = await api().workflows.import({ text: JSON.stringify(file) });
    expect(imported?.report.expressions).toEqual([
      { node: 'Open', path: 'assignments.assignments[1].value', message: 'Invalid syntax: {{ is never closed with }}' },
      { node: 'Escape', path: 'assignments.assignments[1].value', message: '"process" cannot be used in an expression' },
    ]);
  });

  it('imports n8n files as drafts with new webhook URLs, and exports them again', async () => {
    const file = { name: 'From n8n', active: true, nodes: [{ id: '1', name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], parameters: { path: 'x' }, webhookId: 'theirs' }, { id: '2', name: 'Odd', type: 'n8n-nodes-base.unknownThing', typeVersion: 1, position: [200, 0], parameters: { a: 1 } }], connections: { Webhook: { main: [[{ node: 'Odd', type: 'main', index: 0 }]] } }, settings: { executionOrder: 'v1' } };
    const [imported] = await api().workflows.import({ text: JSON.stringify(file) });
    expect(imported?.report.nodes.map(entry => entry.verdict)).toEqual(['native', 'placeholder']);
    const draft = await api().workflows.get({ id: imported?.id ?? '' });
    expect(draft.status).toBe('draft');
    expect(draft.webhooks[0]?.url).not.toContain('theirs');
    const back = JSON.parse((await api().workflows.export({ id: draft.id, format: 'n8n' })).text);
    expect(back.nodes[1].parameters).toEqual({ a: 1 });
    await expect(api().workflows.import({ text: '{"nodes": [}' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
