// Small nodes and a builder of workflows for the engine's own tests. They know nothing of the real nodes.
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode, WorkflowSettings } from '~/lib/workflow';
import { defineNode, type NodeDefinition, NodeError, type RunNode } from '~/nodes/contract';
import { boolean, json, number, options, string } from '~/nodes/fields';
import type { RunRequest } from '../execution';
import { compileGraph } from '../graph';
import type { Item } from '../items';
import { createMemoryHost, manualRequest, type MemoryHostOptions } from '../memory-host';
import { runExecution } from '../run';

const base = { description: '', group: 'data', icon: 'box', versions: [1], n8nTypes: [], effect: 'pure' } as const;
const one = { inputs: [{}], outputs: [{}] } as const;

const start = defineNode({ ...base, type: 'start', label: 'Start', inputs: [], outputs: [{}], parameters: {}, trigger: 'manual' });
/** Sets one field. */
const put = defineNode({ ...base, ...one, type: 'put', label: 'Put', parameters: { name: string({ label: 'Name', default: 'value' }), value: json({ label: 'Value' }) } });
const keep = defineNode({ ...base, ...one, type: 'keep', label: 'Keep', parameters: { test: boolean({ label: 'Test' }) } });
const branch = defineNode({ ...base, type: 'branch', label: 'Branch', inputs: [{}], outputs: [{}, {}], parameters: { test: boolean({ label: 'Test' }) } });
const join = defineNode({
  ...base, type: 'join', label: 'Join', inputs: ({ all }) => (all ? [{ required: true }, { required: true }] : [{}, {}]), outputs: [{}],
  parameters: { mode: options({ label: 'Mode', default: 'append', options: [{ value: 'append', label: 'Append' }, { value: 'pair', label: 'Pair' }] }), all: boolean({ label: 'All' }) },
});
const loop = defineNode({ ...base, type: 'loop', label: 'Loop', inputs: [{}], outputs: [{}, {}], parameters: { size: number({ label: 'Size', default: 1 }) } });
const collect = defineNode({ ...base, ...one, type: 'collect', label: 'Collect', parameters: {} });
/** Makes items from a list without saying where they come from. */
const emit = defineNode({ ...base, ...one, type: 'emit', label: 'Emit', parameters: { list: json({ label: 'List' }) } });
const pause = defineNode({ ...base, ...one, type: 'pause', label: 'Pause', parameters: { kind: string({ label: 'Kind', default: 'time' }), ms: number({ label: 'Ms', default: 1000 }) } });
/** Fails on items whose `fail` is true: as a whole, or per item under continue. */
const fragile = defineNode({ ...base, ...one, type: 'fragile', label: 'Fragile', parameters: { whole: boolean({ label: 'Whole' }) } });
const write = defineNode({ ...base, ...one, type: 'write', label: 'Write', parameters: { options: json({ label: 'Options' }) }, effect: 'write' });

const DEFINITIONS = [start, put, keep, branch, join, loop, collect, emit, pause, fragile, write] as unknown as NodeDefinition[];
export const definitions = new Map<string, NodeDefinition>(DEFINITIONS.map(definition => [definition.type, definition]));

const own = (item: Item): Item => ({ json: item.json });

const runs: Record<string, RunNode> = {
  start: () => [[{ json: {} }]],
  put: (({ items, parameters }) => [items.map((item, index) => {
    const { name, value } = parameters.at(index);
    return { json: { ...item.json, [name]: value } };
  })]) as RunNode<typeof put> as RunNode,
  keep: (({ items, parameters }) => [items.filter((_item, index) => parameters.at(index).test)]) as RunNode<typeof keep> as RunNode,
  branch: (({ items, parameters }) => {
    const outputs: Item[][] = [[], []];
    for (const [index, item] of items.entries()) outputs[parameters.at(index).test ? 0 : 1]?.push(item);
    return outputs;
  }) as RunNode<typeof branch> as RunNode,
  join: (({ inputs, parameters }) => {
    const [a = [], b = []] = inputs;
    if (parameters.get('mode') === 'append') return [[...a, ...b]];
    return [a.slice(0, b.length).map((item, index) => ({ json: { ...item.json, ...b[index]?.json }, pairedItem: [{ item: index }, { item: index, input: 1 }] }))];
  }) as RunNode<typeof join> as RunNode,
  loop: (({ items, parameters, runIndex, earlier }) => {
    const size = parameters.get('size');
    const state = earlier.at(-1)?.state as { start: number; next: number } | undefined;
    const from = state ? state.start : runIndex;
    const all = state ? (earlier[from]?.inputs[0] ?? []) : items;
    const next = state?.next ?? 0;
    const batch = all.slice(next, next + size).map((item, index) => ({ ...own(item), pairedItem: { item: next + index, ...(from === runIndex ? {} : { run: from }) } }));
    const returned = batch.length > 0 ? [] : [...earlier.slice(from + 1).flatMap(run => (run.inputs[0] ?? []).map((item, index) => ({ ...own(item), pairedItem: { item: index, run: run.runIndex } }))), ...items];
    return { outputs: [returned, batch], state: { start: from, next: next + batch.length, done: batch.length === 0 } };
  }) as RunNode<typeof loop> as RunNode,
  collect: ({ items }) => [[{ json: { list: items.map(item => item.json) }, pairedItem: items.map((_item, index) => index) }]],
  emit: (({ parameters }) => [(parameters.get('list') as JsonObject[]).map(value => ({ json: value }))]) as RunNode<typeof emit> as RunNode,
  pause: (({ items, parameters, tools }) => {
    const { kind, ms } = parameters.at();
    return { outputs: [items], wait: kind === 'time' ? { kind: 'time', until: tools.now() + ms } : { kind: 'webhook', method: 'GET' } };
  }) as RunNode<typeof pause> as RunNode,
  fragile: (({ items, parameters, continueOnFail }) => [items.map((item, index) => {
    if (!item.json.fail) return { json: { ...item.json, ok: true } };
    if (!continueOnFail || parameters.at(index).whole) throw new NodeError('broken', { itemIndex: index });
    return { json: { error: 'broken' }, error: { message: 'broken' }, pairedItem: index };
  })]) as RunNode<typeof fragile> as RunNode,
  write: async ({ items, idempotencyKey }) => [items.map((item, index) => ({ json: { ...item.json, key: idempotencyKey(index) } }))],
};

export const behaviours = runs;

type NodeSpec = Partial<WorkflowNode> & { type: string };

/** `nodes` by name; `edges` as `A>B`, `A:1>B` (output 1) or `A>1:B` (input 1). Positions run from left to right. */
export function workflow(nodes: Record<string, NodeSpec>, edges: string[], settings: WorkflowSettings = { executionOrder: 'v1' }): WorkflowDefinition {
  return {
    nodes: Object.entries(nodes).map(([name, spec], index) => ({ id: `id-${index}`, name, typeVersion: 1, position: { x: index * 100, y: 0 }, parameters: {}, ...spec })),
    edges: edges.map((text, index) => {
      const [left = '', right = ''] = text.split('>');
      const [source = '', output = '0'] = left.split(':');
      const target = right.includes(':') ? (right.split(':')[1] as string) : right;
      const input = right.includes(':') ? (right.split(':')[0] as string) : '0';
      const idOf = (name: string): string => `id-${Object.keys(nodes).indexOf(name)}`;
      return { id: `edge-${index}`, source: idOf(source), sourcePort: `main:${Number(output)}` as const, target: idOf(target), targetPort: `main:${Number(input)}` as const };
    }),
    settings,
    variables: {},
    pinData: {},
  };
}

export interface Tried {
  request?: Partial<RunRequest>;
  host?: Partial<MemoryHostOptions>;
  items?: JsonObject[];
  behaviours?: Record<string, RunNode>;
}

/** Runs a workflow from its first node in memory; time stands still unless the test moves it. */
export async function tryRun(definition: WorkflowDefinition, { request, host: hostOptions, items = [{}], behaviours: more = {} }: Tried = {}) {
  const all = { ...runs, ...more };
  const host = createMemoryHost({ definition: type => definitions.get(type), behaviour: type => all[type], now: () => 1_700_000_000_000, sleep: async () => undefined, ...hostOptions });
  const graph = compileGraph(definition, host.definition);
  const first = definition.nodes[0] as WorkflowNode;
  const outcome = await runExecution(graph, manualRequest(host, { node: first.name, outputs: [items.map(value => ({ json: value }))] }, request));
  const steps = host.steps();
  const stepsOf = (name: string) => steps.filter(step => step.node === name);
  return { outcome, host, steps, stepsOf, order: steps.map(step => step.node), json: (name: string, output = 0, run = 0) => (stepsOf(name)[run]?.outputs?.[output] ?? []).map(item => item.json) };
}
