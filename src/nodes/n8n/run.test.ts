// n8n: which question each operation asks.
import { expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { OwnCall } from '../tools/own-api';
import { jsonOf, outputsOf, testContext } from '../testing';
import { n8n } from './definition';
import { runN8n } from './run';

async function run(parameters: JsonObject, answer: JsonObject | JsonObject[] = {}) {
  const asked: OwnCall[] = [];
  const folded = n8n.fold?.(parameters, 1).parameters ?? {};
  const items = outputsOf(await runN8n(testContext(n8n, { items: [{}], parameters: folded, tools: { weft: async call => {
    asked.push(call);
    return answer;
  } } })))[0];
  return { asked: asked[0], json: jsonOf(items) };
}

it.each<[JsonObject, Partial<OwnCall>]>([
  [{ filters: {} }, { resource: 'workflow', operation: 'getAll', limit: 1000, tags: [], activeOnly: false }],
  [{ filters: { tags: 'a, b', activeWorkflows: true }, returnAll: false, limit: 5 }, { operation: 'getAll', limit: 5, tags: ['a', 'b'], activeOnly: true }],
  [{ operation: 'update', workflowId: 'w', workflowObject: '{"nodes":[]}' }, { operation: 'update', id: 'w', file: { nodes: [] } }],
  [{ resource: 'execution', options: { activeWorkflows: true }, filters: { status: 'error' } }, { resource: 'execution', operation: 'getAll', withData: true, status: 'error' }],
  [{ resource: 'credential', name: 'K', credentialTypeName: 'httpHeaderAuth', data: '{"name":"X","value":"s"}' }, { resource: 'credential', operation: 'create', type: 'httpHeaderAuth', fields: { name: 'X', value: 's' } }],
])('%j', async (parameters, wanted) => expect((await run(parameters)).asked).toMatchObject(wanted));

it('makes an item of each element', async () => expect((await run({}, [{ id: 'a' }, { id: 'b' }])).json).toEqual([{ id: 'a' }, { id: 'b' }]));

it.each<[JsonObject, string]>([
  [{ resource: 'audit' }, 'no security audit'],
  [{ resource: 'execution', operation: 'activate' }, 'no operation "activate" for execution'],
  [{ operation: 'create', workflowObject: '{oops' }, 'The workflow file is not valid JSON'],
  [{ operation: 'create', workflowObject: '[]' }, 'The workflow file is not a JSON object'],
])('refuses %j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));
