// Running a part of the draft: results of an earlier execution that still hold are kept, changed steps and all behind them run again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { startTarget, type Target } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node, setFields } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ path: request.url, call: target.requests.length })));
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await target.close();
  await server.stop();
});

const api = () => server.as(server.owner);
const get = (name: string, path: string, expression = false): WorkflowNode => node(name, 'httpRequest', 4.2, { url: `${expression ? '=' : ''}${target.url}/${path}` });
const definition = () => chain(manual(), get('First', 'first'), setFields('Middle', { middle: '={{ $json.call }}' }), get('Last', 'last'), setFields('After', { after: "={{ $('First').item.json.call }}" }));

/** Runs and waits; what each step was asked of the target, and the steps of the execution. */
async function run(id: string, how: { destination?: string; from?: string; reuse?: string } = {}) {
  const before = target.requests.length;
  const { executionId } = await api().workflows.run({ id, ...how });
  await expect.poll(async () => (await api().executions.get({ id: executionId })).endedAt, { timeout: 10_000 }).not.toBeNull();
  await server.container.journal.drain();
  const { status, steps } = await api().executions.get({ id: executionId });
  const data = async (name: string) => (await api().executions.stepData({ executionId, stepId: steps.find(step => step.node === name)?.id ?? '', side: 'output' })).items;
  return { executionId, status, nodes: steps.map(step => step.node), asked: target.requests.slice(before).map(request => request.url), data };
}

async function change(id: string, edit: (definition: WorkflowDefinition) => WorkflowDefinition): Promise<void> {
  const { definition: now, revision } = await api().workflows.get({ id });
  await api().workflows.save({ id, revision, definition: edit(now) });
}
const withNode = (name: string, more: Partial<WorkflowNode>) => (now: WorkflowDefinition): WorkflowDefinition => ({ ...now, nodes: now.nodes.map(each => (each.name === name ? { ...each, ...more } : each)) });

describe('a partial run', () => {
  it('to a step runs that step and keeps what leads to it', async () => {
    const { id } = await api().workflows.create({ name: 'Partial', definition: definition() });
    const whole = await run(id);
    expect(whole.asked).toEqual(['/first', '/last']);
    const part = await run(id, { destination: 'Last', reuse: whole.executionId });
    expect(part.status).toBe('success');
    expect(part.asked).toEqual(['/last']);
    expect(part.nodes).toEqual(['Start', 'First', 'Middle', 'Last']);
    expect(await part.data('First')).toEqual(await whole.data('First'));
  });

  it('to a step runs what changed before it, and what lies behind that', async () => {
    const { id } = await api().workflows.create({ name: 'Changed', definition: definition() });
    const whole = await run(id);
    await change(id, withNode('Middle', setFields('Middle', { middle: 'new' })));
    const part = await run(id, { destination: 'Last', reuse: whole.executionId });
    expect(part.asked).toEqual(['/last']);
    expect((await part.data('Middle'))[0]?.json).toEqual({ middle: 'new' });
    await change(id, withNode('First', { parameters: { url: `${target.url}/other` } }));
    expect((await run(id, { destination: 'Last', reuse: part.executionId })).asked).toEqual(['/other', '/last']);
  });

  it('from a step runs it and all behind it, with lineage to what was kept', async () => {
    const { id } = await api().workflows.create({ name: 'From', definition: definition() });
    const whole = await run(id);
    const part = await run(id, { from: 'Last', reuse: whole.executionId });
    expect(part.asked).toEqual(['/last']);
    expect(part.nodes).toEqual(['Start', 'First', 'Middle', 'Last', 'After']);
    expect((await part.data('After'))[0]?.json.after).toBe(String((await whole.data('First'))[0]?.json.call));
  });

  it('starts afresh where nothing can be kept: another trigger, another workflow, an unknown execution', async () => {
    const { id } = await api().workflows.create({ name: 'Fresh', definition: definition() });
    const other = await run((await api().workflows.create({ name: 'Other', definition: definition() })).id);
    expect((await run(id, { destination: 'First', reuse: other.executionId })).asked).toEqual(['/first']);
    const whole = await run(id);
    await change(id, withNode('Start', { name: 'Begin' }));
    expect((await run(id, { destination: 'First', reuse: whole.executionId })).asked).toEqual(['/first']);
    await expect(api().workflows.run({ id, from: 'nowhere' })).rejects.toThrow('The step to run from is not part of the stored draft.');
  });

  it('keeps files that kept items refer to', async () => {
    const files = chain(manual(), setFields('Text', { text: 'hello' }), node('File', 'convertToFile', 1.1, { operation: 'toText', sourceProperty: 'text' }), node('Read', 'extractFromFile', 1, { operation: 'text' }));
    const { id } = await api().workflows.create({ name: 'Files', definition: files });
    const whole = await run(id);
    expect((await whole.data('Read'))[0]?.json).toEqual({ data: 'hello' });
    const part = await run(id, { destination: 'Read', reuse: whole.executionId });
    expect(part.status).toBe('success');
    expect((await part.data('Read'))[0]?.json).toEqual({ data: 'hello' });
  });
});
