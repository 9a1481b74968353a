// Execute workflow: what the called workflow gets, and what comes back.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import type { Tools } from '../contract';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { piecesOf } from '../files/pieces';
import { executeWorkflow } from './definition';
import { runExecuteWorkflow } from './run';

type Call = Parameters<Tools['workflow']>[0];

/** Answers each call with what it was given, `called: n` added. */
function caller() {
  const calls: Call[] = [];
  const workflow = async (call: Call): Promise<Item[]> => {
    calls.push(call);
    return call.items.map(item => ({ json: { ...item.json, called: calls.length } }));
  };
  return { calls, workflow };
}
const items = [{ a: 1 }, { a: 2 }];
async function run(parameters: TestRun['parameters'], { tools, ...more }: TestRun = {}) {
  const { calls, workflow } = caller();
  const outputs = outputsOf(await runExecuteWorkflow(testContext(executeWorkflow, { items, parameters, tools: { workflow, ...tools }, ...more })));
  return { calls, items: outputs[0] ?? [] };
}

describe('execute workflow', () => {
  it('calls once with all items', async () => {
    const { calls, items: made } = await run({ workflowId: 'w2' });
    expect(calls).toEqual([{ key: 'key-0', workflowId: 'w2', items: items.map(json => ({ json })), wait: true }]);
    expect(made).toEqual([{ json: { a: 1, called: 1 }, pairedItem: { item: 0 } }, { json: { a: 2, called: 1 }, pairedItem: { item: 1 } }]);
  });
  it('calls once for each item', async () => {
    const { calls, items: made } = await run({ workflowId: 'w2', mode: 'each' });
    expect(calls).toHaveLength(2);
    expect(jsonOf(made)).toEqual([{ a: 1, called: 1 }, { a: 2, called: 2 }]);
    expect(made[1]?.pairedItem).toEqual({ item: 1 });
  });
  it('maps fields', async () => {
    const mapped = (index: number): JsonObject => ({ workflowId: 'w2', workflowInputs: { mappingMode: 'defineBelow', value: { x: index } } });
    expect(jsonOf((await run(mapped)).calls[0]?.items)).toEqual([{ a: 1, x: 0 }, { a: 2, x: 1 }]);
    expect(jsonOf((await run(mapped, { typeVersion: 1.1 })).calls[0]?.items)).toEqual(items);
    expect(jsonOf((await run({ workflowId: 'w2', workflowInputs: { mappingMode: 'defineBelow', value: {} } })).calls[0]?.items)).toEqual(items);
  });
  it('does not wait when told so', async () => {
    const { calls, items: made } = await run({ workflowId: 'w2', options: { waitForSubWorkflow: false } });
    expect(calls[0]?.wait).toBe(false);
    expect(jsonOf(made)).toEqual(items);
  });
  it('runs a definition', async () => expect((await run({ source: 'parameter', workflowJson: '{"nodes":[]}' })).calls[0]).toMatchObject({ definition: { nodes: [] } }));
  it('reads a definition from the file area', async () => {
    const area: Tools['area'] = { read: async path => (path === 'flows/a.json' ? [{ path, size: 12, content: piecesOf(new TextEncoder().encode('{"nodes":[]}')) }] : []), write: async () => {} };
    expect((await run({ source: 'localFile', workflowPath: 'flows/a.json' }, { tools: { area } })).calls[0]).toMatchObject({ definition: { nodes: [] } });
    await expect(run({ source: 'localFile', workflowPath: 'b.json' }, { tools: { area } })).rejects.toThrow('There is no file "b.json"');
  });
  it('reports a failing call for its item', async () => {
    const tools: Partial<Tools> = { workflow: async call => (call.items[0]?.json.a === 1 ? Promise.reject(new Error('inner')) : call.items) };
    await expect(run({ workflowId: 'w', mode: 'each' }, { tools })).rejects.toMatchObject({ message: 'inner', itemIndex: 0 });
    expect(jsonOf((await run({ workflowId: 'w', mode: 'each' }, { tools, continueOnFail: true })).items)).toEqual([{ error: 'inner' }, { a: 2 }]);
  });
  it.each<[JsonObject, string]>([
    [{}, 'Choose the workflow to run'],
    [{ source: 'url' }, 'Give the URL of the workflow'],
    [{ source: 'localFile' }, 'Give the path of the workflow'],
    [{ source: 'parameter', workflowJson: '{' }, 'not valid JSON'],
    [{ source: 'parameter', workflowJson: '[]' }, 'must be an object'],
  ])('refuses %j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));
});
