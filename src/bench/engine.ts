// How fast the engine is without a database: many items through four nodes, one item through a chain, single expressions.
import { compileTemplate } from '~/engine/expression/template';
import { createPreviewScope } from '~/engine/expression/preview';
import { compileGraph, type Graph } from '~/engine/graph';
import type { Item } from '~/engine/items';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { NodeDefinition, RunNode } from '~/nodes/contract';
import { definitions } from '~/nodes/definitions';
import { runs } from '~/nodes/runs';

export interface Measurement {
  name: string;
  value: number;
  unit: string;
}

const definitionOf = (type: string): NodeDefinition | undefined => (definitions as Record<string, NodeDefinition>)[type];
const behaviourOf = (type: string): RunNode | undefined => (runs as Record<string, RunNode>)[type];

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
  return compileGraph(definition, definitionOf);
}

const assignments: JsonObject = {
  includeOtherFields: true,
  assignments: { assignments: [
    { id: '1', name: 'full', type: 'string', value: '={{ $json.first }} {{ $json.last }}' },
    { id: '2', name: 'double', type: 'number', value: '={{ $json.n * 2 }}' },
    { id: '3', name: 'city', type: 'string', value: '={{ $json.address.city.toUpperCase() }}' },
  ] },
};
const above: JsonObject = { conditions: { options: { caseSensitive: true, typeValidation: 'strict', version: 2 }, combinator: 'and', conditions: [{ id: 'c', leftValue: '={{ $json.double }}', rightValue: 1000, operator: { type: 'number', operation: 'gt' } }] } };
const START: Spec = ['Start', 'manualTrigger', 1, {}];
const SET: Spec = ['Set', 'set', 3.4, assignments];
const FILTER: Spec = ['Filter', 'filter', 2.2, above];

const person = (n: number): Item => ({ json: { n, first: `Ada${n}`, last: 'L', address: { city: 'london' } } });

async function execute(graph: Graph, items: Item[]): Promise<void> {
  const host = createMemoryHost({ definition: definitionOf, behaviour: behaviourOf });
  const outcome = await runExecution(graph, manualRequest(host, { node: 'Start', outputs: [items] }));
  if (outcome.status !== 'success') throw new Error(`the measured workflow ended with ${outcome.status}`);
}

/** The best of some runs: other work on the machine only ever makes a run slower. */
async function best(runsOf: number, run: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runsOf; i++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function nanoseconds(expression: string): number {
  const template = compileTemplate(expression);
  const scope = createPreviewScope({ items: [person(3)] });
  const rounds = 300_000;
  for (let i = 0; i < rounds / 10; i++) template.evaluate(scope);
  const start = performance.now();
  for (let i = 0; i < rounds; i++) template.evaluate(scope);
  return ((performance.now() - start) * 1e6) / rounds;
}

export async function measureEngine(): Promise<Measurement[]> {
  const many = Array.from({ length: 100_000 }, (_value, index) => person((index * 7919) % 100_000));
  const long = chain([START, SET, FILTER, ['Sort', 'sort', 1, { sortFieldsUi: { sortField: [{ fieldName: 'double', order: 'descending' }] } }], ['Aggregate', 'aggregate', 1, { aggregate: 'aggregateAllItemData' }]]);
  const short = chain([START, SET, FILTER]);
  const executions = 5_000;
  const results: Measurement[] = [
    { name: '100,000 items through set, filter, sort, aggregate', value: await best(4, () => execute(long, many)), unit: 'ms' },
    { name: 'one item through three nodes', value: (await best(3, async () => {
      for (let i = 0; i < executions; i++) await execute(short, [person(600)]);
    })) * 1000 / executions, unit: 'µs' },
  ];
  for (const expression of ['={{ $json.address.city }}', '={{ $json.n * 2 }}', '={{ $json.first.toUpperCase() }}', '=Dear {{ $json.first }} {{ $json.last }}', '={{ $now.toISO() }}']) results.push({ name: expression.slice(1), value: nanoseconds(expression), unit: 'ns' });
  return results;
}
