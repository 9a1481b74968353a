// Workflows that call workflows: results, files, waits that hold no process, calls that a crash does not repeat.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { startTarget, type Target } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node, setFields } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
let served = '';
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/workflow.json') return void response.setHeader('content-type', 'application/json').end(served);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ calls: target.requests.filter(each => each.url === '/charge').length }));
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await target.close();
  await server.stop();
});

const api = () => server.as(server.owner);
const create = async (name: string, definition: WorkflowDefinition) => (await api().workflows.create({ name, definition })).id;
const called = () => node('Called', 'executeWorkflowTrigger', 1);
const charge = () => node('Charge', 'httpRequest', 4.2, { method: 'POST', url: `${target.url}/charge` });
const callTo = (workflowId: string, more: object = {}) => node('Call', 'executeWorkflow', 1.1, { workflowId, ...more });
const two = () => node('Two', 'code', 2, { jsCode: 'return [{json:{n:1}},{json:{n:2}}]' });

async function ended(executionId: string) {
  await expect.poll(async () => (await api().executions.get({ id: executionId })).endedAt, { timeout: 20_000, interval: 50 }).not.toBeNull();
  await server.container.journal.drain();
  const execution = await api().executions.get({ id: executionId });
  const data = async (name: string) => (await api().executions.stepData({ executionId, stepId: execution.steps.find(step => step.node === name)?.id ?? '', side: 'output' })).items;
  return { ...execution, data };
}
const run = async (id: string) => (await api().workflows.run({ id })).executionId;
const childrenOf = async (parentId: string) => server.container.database.sql`select id, status, depth from executions where parent_id = ${parentId} order by id`;

describe('a called workflow', () => {
  it('gives the items of its last node, with files in both directions', async () => {
    const child = await create('Reads a file', chain(called(), node('Read', 'extractFromFile', 1, { operation: 'text' }), node('Write', 'convertToFile', 1.1, { operation: 'toText', sourceProperty: 'data' })));
    const parent = await create('Sends a file', chain(manual(), setFields('Text', { text: 'there and back' }), node('File', 'convertToFile', 1.1, { operation: 'toText', sourceProperty: 'text' }), callTo(child), node('Read', 'extractFromFile', 1, { operation: 'text' })));
    const result = await ended(await run(parent));
    expect(result.status).toBe('success');
    expect((await result.data('Read'))[0]?.json).toEqual({ data: 'there and back' });
  });

  it('that waits lets its caller wait too, without holding the process, and both go on', async () => {
    const child = await create('Waits', chain(called(), node('Wait', 'wait', 1.1, { amount: 1, unit: 'seconds' }), setFields('Done', { done: '={{ $json.n }}' })));
    const parent = await create('Calls and waits', chain(manual(), two(), callTo(child, { mode: 'each' }), setFields('After', { after: '={{ $json.done }}', from: "={{ $('Two').item.json.n }}" })));
    const executionId = await run(parent);
    await expect.poll(async () => (await api().executions.get({ id: executionId })).status, { timeout: 10_000 }).toBe('waiting');
    const result = await ended(executionId);
    expect(result.status).toBe('success');
    expect((await result.data('After')).map(item => item.json)).toEqual([{ after: '1', from: '1' }, { after: '2', from: '2' }]);
    expect((await childrenOf(executionId)).map(row => [row.status, row.depth])).toEqual([['success', 1], ['success', 1]]);
    expect(result.steps.filter(step => step.node === 'Call').map(step => [step.attempt, step.status])).toEqual([[1, 'success']]);
  }, 30_000);

  it('is not called again when its caller was cut off during the call', async () => {
    const child = await create('Charges', chain(called(), charge()));
    const parent = await create('Calls once', chain(manual(), callTo(child), setFields('After', { calls: '={{ $json.calls }}' })));
    const first = await ended(await run(parent));
    const charges = target.requests.filter(request => request.url === '/charge').length;
    const { sql } = server.container.database;
    await sql`delete from execution_steps where execution_id = ${first.id} and node = 'After'`;
    await sql`update execution_steps set status = 'running', outputs = null, ended_at = null where execution_id = ${first.id} and node = 'Call'`;
    await sql`update executions set status = 'running', ended_at = null, lease_owner = ${newId()} where id = ${first.id}`;
    const again = await ended(first.id);
    expect(again.status).toBe('success');
    expect((await again.data('After'))[0]?.json).toEqual({ calls: String(charges) });
    expect(target.requests.filter(request => request.url === '/charge').length).toBe(charges);
    expect(await childrenOf(first.id)).toHaveLength(1);
  });

  it('tells its failure to the caller, and ends with it when it is cancelled', async () => {
    const failing = await create('Fails', chain(called(), node('Stop', 'stopAndError', 1, { errorMessage: 'out of paper' })));
    const result = await ended(await run(await create('Calls a failing one', chain(manual(), callTo(failing)))));
    expect(result).toMatchObject({ status: 'failed', error: { message: 'out of paper', description: expect.stringContaining('"Fails" failed'), node: 'Call' } });

    const unknown = await ended(await run(await create('Calls by an id of n8n', chain(manual(), callTo('k3JqXvZ0')))));
    expect(unknown.error).toMatchObject({ message: 'The workflow to call does not exist', description: expect.stringContaining('k3JqXvZ0'), node: 'Call' });

    const waiting = await create('Waits long', chain(called(), node('Wait', 'wait', 1.1, { amount: 1, unit: 'hours' })));
    const executionId = await run(await create('Is cancelled', chain(manual(), callTo(waiting))));
    await expect.poll(async () => (await api().executions.get({ id: executionId })).status, { timeout: 10_000 }).toBe('waiting');
    await api().executions.cancel({ id: executionId });
    expect((await ended(executionId)).status).toBe('cancelled');
    await expect.poll(async () => (await childrenOf(executionId)).map(row => row.status), { timeout: 10_000 }).toEqual(['cancelled']);
  }, 30_000);

  it('may come as JSON or from a URL, in n8n\'s format too', async () => {
    const inline = { nodes: [{ parameters: {}, id: 'a', name: 'In', type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1, position: [0, 0] }, { parameters: { assignments: { assignments: [{ id: '1', name: 'seen', type: 'string', value: '={{ $json.text }}' }] } }, id: 'b', name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0] }], connections: { In: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } } };
    served = JSON.stringify(inline);
    const sources: JsonObject[] = [{ source: 'parameter', workflowJson: served }, { source: 'url', workflowUrl: `${target.url}/workflow.json` }];
    for (const parameters of sources) {
      const result = await ended(await run(await create('Inline', chain(manual(), setFields('Text', { text: 'hello' }), node('Call', 'executeWorkflow', 1.1, parameters)))));
      expect(result.status).toBe('success');
      expect((await result.data('Call'))[0]?.json).toEqual({ seen: 'hello' });
    }
    served = '{"nodes": 1}';
    const bad = await ended(await run(await create('Bad', chain(manual(), node('Call', 'executeWorkflow', 1.1, { source: 'url', workflowUrl: `${target.url}/workflow.json` })))));
    expect(bad.error?.message).toContain('The workflow to call cannot be used: nodes: This is not a workflow');
  });
});
