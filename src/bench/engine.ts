// How fast the engine is without a database, against the same work written by hand in the same run.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newQuickJSWASMModuleFromVariant, RELEASE_SYNC } from 'quickjs-emscripten';
import { compileGraph, type Graph } from '~/engine/graph';
import type { Item } from '~/engine/items';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Tools } from '~/nodes/contract';
import { findDefinition } from '~/nodes/definitions';
import { findRun } from '~/nodes/runs';
import { createSandbox } from '~/server/sandbox/pool';
import { row, type Table } from './table';

type Spec = [name: string, type: string, typeVersion: number, parameters: JsonObject];

/** A chain: each node behind the one before it. */
function chain(specs: Spec[]): Graph {
  const definition: WorkflowDefinition = {
    nodes: specs.map(([name, type, typeVersion, parameters], index) => ({ id: `n${index}`, name, type, typeVersion, parameters, position: { x: index * 100, y: 0 } })),
    edges: specs.slice(1).map((_spec, index) => ({ id: `e${index}`, source: `n${index}`, sourcePort: 'main:0', target: `n${index + 1}`, targetPort: 'main:0' })),
    settings: { executionOrder: 'v1' },
    variables: {},
    pinData: {},
  };
  return compileGraph(definition, findDefinition);
}

const START: Spec = ['Start', 'manualTrigger', 1, {}];
const SET: Spec = ['Set', 'set', 3.4, {
  includeOtherFields: true,
  assignments: { assignments: [
    { id: '1', name: 'full', type: 'string', value: '={{ $json.first }} {{ $json.last }}' },
    { id: '2', name: 'double', type: 'number', value: '={{ $json.n * 2 }}' },
    { id: '3', name: 'city', type: 'string', value: '={{ $json.address.city.toUpperCase() }}' },
  ] },
}];
const FILTER: Spec = ['Filter', 'filter', 2.2, { conditions: { options: { caseSensitive: true, typeValidation: 'strict', version: 2 }, combinator: 'and', conditions: [{ id: 'c', leftValue: '={{ $json.double }}', rightValue: 1000, operator: { type: 'number', operation: 'gt' } }] } }];
const SORT: Spec = ['Sort', 'sort', 1, { sortFieldsUi: { sortField: [{ fieldName: 'double', order: 'descending' }] } }];
const AGGREGATE: Spec = ['Aggregate', 'aggregate', 1, { aggregate: 'aggregateAllItemData' }];

type Person = { n: number; first: string; last: string; address: { city: string } };
const person = (n: number): Item & { json: Person } => ({ json: { n, first: `Ada${n}`, last: 'L', address: { city: 'london' } } });

function byHand(items: readonly { json: Person }[]): unknown {
  const set = items.map(({ json }) => ({ ...json, full: `${json.first} ${json.last}`, double: json.n * 2, city: json.address.city.toUpperCase() }));
  const kept = set.filter(json => json.double > 1000);
  kept.sort((a, b) => b.double - a.double);
  return { data: kept };
}

async function execute(graph: Graph, items: Item[], tools: Partial<Tools> = {}): Promise<void> {
  const host = createMemoryHost({ definition: findDefinition, behaviour: findRun, tools: () => tools });
  const outcome = await runExecution(graph, manualRequest(host, { node: 'Start', outputs: [items] }));
  if (outcome.status !== 'success') throw new Error(`the measured workflow ended with ${outcome.status}`);
}

/** Milliseconds, the best of some runs: other work on the machine only ever makes a run slower. */
async function best(runs: number, run: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

async function manyItems() {
  const items = Array.from({ length: 100_000 }, (_value, index) => person((index * 7919) % 100_000));
  const graph = chain([START, SET, FILTER, SORT, AGGREGATE]);
  await execute(graph, items);
  // After the first execution alone: later ones leave what the collector has not come round to.
  const memory = process.resourceUsage().maxRSS / 1024;
  const ours = await best(5, () => execute(graph, items));
  const hand = await best(5, () => byHand(items));
  return [
    row('100,000 items through set (3 fields), filter, sort, aggregate', `${ms(ours)}, by hand ${ms(hand)}: ${(ours / hand).toFixed(1)} times (bar: 8)`),
    row('most memory of the process, the items included (bar: 400 MB)', `${memory.toFixed(0)} MB`),
  ];
}

async function oneItem() {
  const short = chain([START, SET, FILTER]);
  const long = chain([START, ...Array.from({ length: 300 }, (_each, index): Spec => [`Set ${index}`, SET[1], SET[2], SET[3]])]);
  const executions = 5_000;
  const three = await best(3, async () => {
    for (let i = 0; i < executions; i++) await execute(short, [person(600)]);
  });
  return [row('one item through three nodes', `${((three * 1000) / executions).toFixed(1)} µs`), row('one item through 300 nodes (bar: 30 ms)', ms(await best(10, () => execute(long, [person(600)]))))];
}

const CODE = 'return items.map(item => ({ json: { ...item.json, double: item.json.n * 2 } }));';

/** The same code in a QuickJS with nothing around it; the items go in and out as JSON there too. */
async function bareQuickJs(items: Item[]): Promise<() => void> {
  const quickjs = await newQuickJSWASMModuleFromVariant(RELEASE_SYNC);
  const input = JSON.stringify(items);
  return () => {
    const context = quickjs.newContext();
    const run = context.unwrapResult(context.evalCode(`(function (text) { const items = JSON.parse(text); return JSON.stringify((function () { ${CODE} })()); })`));
    const text = context.newString(input);
    const result = context.unwrapResult(context.callFunction(run, context.undefined, text));
    context.getString(result);
    for (const handle of [result, text, run]) handle.dispose();
    context.dispose();
  };
}

async function codeNode() {
  const childPath = join(process.cwd(), 'dist/sandbox-child.mjs');
  if (!existsSync(childPath)) throw new Error('dist/sandbox-child.mjs is missing: run `npm run build` first');
  const sandbox = createSandbox({ childPath, size: 1 });
  const graph = chain([START, ['Code', 'code', 2, { jsCode: CODE }]]);
  const items = Array.from({ length: 10_000 }, (_each, index) => person(index));
  const bare = await best(10, await bareQuickJs(items));
  const whole = await best(10, () => execute(graph, items, { sandbox: request => sandbox.run('bench', request, new AbortController().signal) }));
  sandbox.close();
  return [row('code node on 10,000 items', `${ms(whole)}, the same code in a bare QuickJS ${ms(bare)}: ${ms(whole - bare)} more (bar: 40 ms)`)];
}

export const measureEngine = async (): Promise<Table> => ({ title: 'engine', rows: [...(await manyItems()), ...(await oneItem()), ...(await codeNode())] });
