// What a behaviour sees while its step runs: items, parameters, tools, earlier runs of its node, sub-nodes.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { EarlierRun, RunContext, Tools } from '~/nodes/contract';
import type { Calls, RunCall } from './calls';
import type { RunRequest, StepRecord, StepSource } from './execution';
import { resolveValue } from './expression/value';
import type { GraphNode } from './graph';
import { idempotencyKey } from './idempotency';
import type { Item } from './items';
import { stampInputs } from './lineage';
import type { Arrival } from './queue';
import type { RunData } from './run-data';
import { sandboxContext } from './sandbox-context';
import { StepScope, type StepView } from './step-scope';

/** What the steps of one execution share. */
export interface Run {
  readonly request: RunRequest;
  readonly data: RunData;
  readonly pinned: ReadonlyMap<string, Item[]>;
  readonly customData: Map<string, string>;
  readonly earlier: Map<string, EarlierRun[]>;
  readonly calls: Calls;
}

/** Sentences shown with a step; each once, at most 20. */
export class Hints {
  private readonly said = new Set<string>();
  add(text: string): void {
    if (this.said.size < 20) this.said.add(text);
  }
  list(): string[] {
    return [...this.said];
  }
}

/** The items a step takes of those that arrived, by input: `executeOnce` takes the first of each. */
export const takenOf = ({ node }: GraphNode, inputs: readonly (Item[] | null)[]): Item[][] => inputs.map(items => (node.executeOnce === true ? (items ?? []).slice(0, 1) : (items ?? [])));

/** The workflow goes on when the node fails. */
export const goesOn = ({ node }: GraphNode): boolean => node.onError !== undefined && node.onError !== 'stopWorkflow';

/** `runCall` runs a sub-node that the behaviour calls. */
export function contextOf(run: Run, arrival: Arrival, step: StepRecord, hints: Hints, runCall: RunCall): RunContext<never> {
  const { node, inputs, sources, call } = arrival;
  const { request, data } = run;
  const stamped = takenOf(node, inputs).map(stampInputs);
  const count = Math.max(1, node.inputCount);
  while (stamped.length < count) stamped.push([]);
  const items = stamped[0] as Item[];
  const view: StepView = { data, request, node, runIndex: step.runIndex, sources: arrival.startedBy ? [arrival.startedBy] : sources, items, arrived: inputs[0] ?? [], customData: run.customData, nesting: { depth: 0 } };
  const scope = call ? call.scope.asCalled(node, step.runIndex, givenBy(call)) : new StepScope(view, 0);
  let tools: Tools | null = null;
  let suppliers: RunContext<never>['subNodes'] | null = null;
  return {
    items,
    inputs: stamped,
    parameters: node.parameters.reader(scope, (parameter, message) => hints.add(`${parameter}: ${message}`)),
    node: { id: node.node.id, name: node.node.name, type: node.node.type, typeVersion: node.parameters.typeVersion },
    execution: request.execution,
    runIndex: step.runIndex,
    attempt: step.attempt,
    get tools() {
      tools ??= toolsOf(request, view, step, call ? scope : null);
      return tools;
    },
    continueOnFail: goesOn(node),
    idempotencyKey: index => idempotencyKey(request.execution.id, node.node.id, step.runIndex, index),
    get earlier() {
      return earlierRuns(run, step);
    },
    connected: output => (node.outgoing[output]?.length ?? 0) > 0,
    sandboxContext: index => sandboxContext(scope.at(index), data),
    ...(call ? { call: { type: call.type, input: call.input } } : {}),
    subNodes: type => {
      suppliers ??= run.calls.of(arrival, step, scope, items, runCall, request);
      return suppliers(type);
    },
  };
}

const givenBy = ({ type, input }: { type: string; input: JsonObject }): JsonObject | null => (type === 'ai_tool' && isPlainObject(input.arguments) ? (input.arguments as JsonObject) : null);

/** `called` is the scope of a sub-node, which sees its caller's items. */
function toolsOf(request: RunRequest, view: StepView, step: StepRecord, called: StepScope | null): Tools {
  const tools = request.host.tools(step, request.signal);
  return { ...tools, resolve: (value, index, roots) => resolveValue(value, called ? called.with(roots) : new StepScope({ ...view, extra: roots }, index)) as Json };
}

/** Kept per node and only added to: a loop of ten thousand rounds asks for it in each. */
function earlierRuns({ data, earlier }: Run, step: StepRecord): EarlierRun[] {
  if (step.call) return [];
  const list = earlier.get(step.node) ?? [];
  earlier.set(step.node, list);
  const runs = data.runs(step.node);
  for (let index = list.length; index < step.runIndex; index++) {
    const run = runs[index];
    // Side by side, a recorded run may not have had its turn yet.
    if (!run) break;
    list.push({
      runIndex: run.runIndex,
      get inputs() {
        return run.sources.map((source: StepSource | null) => data.items(source));
      },
      outputs: run.outputs ?? [],
      ...(run.state ? { state: run.state } : {}),
    });
  }
  return list;
}
