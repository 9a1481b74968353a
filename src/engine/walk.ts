// One walk over the graph: what is ready, what a step is taken from or runs as, and what follows from how it ended.
import { Calls } from './calls';
import type { EngineHost, RunOutcome, RunRequest, StepRecord } from './execution';
import { type Graph, type GraphNode, ancestorsOf } from './graph';
import { toItems } from './items';
import { type Arrival, Queue } from './queue';
import { Recorded } from './recorded';
import { RunData } from './run-data';
import { runStep } from './step';
import type { Run } from './step-context';

/** Steps one execution may have. A cycle that never ends stops here. */
export const MAX_STEPS = 100_000;

export interface Walk {
  readonly graph: Graph;
  readonly queue: Queue;
  readonly run: Run;
  /** The name of the node that ended last. */
  lastNode(): string | null;
  /** Runs the arrival, or takes its step from the record. An outcome means that the execution ends with it. */
  perform(arrival: Arrival): Promise<StepRecord | RunOutcome>;
  /** Takes in what a step came to and sends its outputs on. An outcome means that the execution ends with it. */
  settle(arrival: Arrival, step: StepRecord): RunOutcome | null;
}

export const isOutcome = (result: StepRecord | RunOutcome): result is RunOutcome => !('nodeId' in result);

/** Ready to begin at the start node. Throws for one that does not exist. */
export function walkOf(graph: Graph, request: RunRequest): Walk {
  const { signal, host } = request;
  const data = new RunData(graph);
  const run: Run = { request, data, pinned: pinnedItems(request), customData: new Map(), earlier: new Map(), calls: new Calls(request, data) };
  const recorded = new Recorded(request);
  const target = request.destination === undefined ? null : nodeCalled(graph, request.destination);
  const queue = new Queue(graph, target && new Set([target.node.name, ...ancestorsOf(target)]), name => data.count(name) > 0);
  queue.start(nodeCalled(graph, request.start.node));
  let lastNode: string | null = null;
  let steps = 0;

  return {
    graph,
    queue,
    run,
    lastNode: () => lastNode,
    async perform(arrival) {
      const { name, id } = arrival.node.node;
      if (steps >= MAX_STEPS) return { status: 'error', lastNode, error: { message: `The execution has run ${MAX_STEPS} steps: a loop in the workflow does not end`, node: name } };
      const isStart = steps++ === 0;
      const before = recorded.find(arrival, data.count(name), graph.parallel);
      if (before?.kind === 'parked') return waiting(before.step);
      if (before?.kind === 'attention') return { status: 'needs_attention', lastNode, step: before.step };
      if (before?.kind === 'finished') return recorded.finish(before.step, arrival, host);
      if (isStart && !arrival.node.definition?.runsAtStart) return start(request, arrival);
      // Side by side, a run on record may not have had its turn yet: a new one does not take its number.
      const runIndex = before?.step.runIndex ?? (graph.parallel ? Math.max(data.count(name), recorded.count(id)) : data.count(name));
      return runStep(run, isStart ? { ...arrival, inputs: request.start.outputs } : arrival, before?.step, runIndex);
    },
    settle(arrival, step) {
      data.add(step);
      lastNode = step.node;
      if (run.calls.attention) return { status: 'needs_attention', lastNode, step: run.calls.attention };
      // A failed try that is to be followed by another one later, and a step put aside, wait like a step that asked for it.
      if (step.status === 'waiting' || ((step.status === 'failed' || step.status === 'running') && step.wait && !signal.aborted)) return waiting(step);
      if (!step.outputs) {
        return signal.aborted ? { status: 'cancelled', lastNode } : { status: 'error', lastNode, error: { ...(step.error ?? { message: 'The step gave no output' }), node: step.node } };
      }
      if (arrival.node !== target) queue.deliver(arrival.node, step.runIndex, step.outputs);
      return null;
    },
  };
}

const waiting = (step: StepRecord): RunOutcome => ({ status: 'waiting', lastNode: step.node, waiting: [{ stepId: step.id, node: step.node, wait: step.wait ?? { kind: 'time', until: 0 } }] });

function nodeCalled(graph: Graph, name: string): GraphNode {
  const node = graph.byName.get(name);
  if (!node) throw new Error(`The workflow has no node called '${name}'`);
  return node;
}

function pinnedItems(request: RunRequest): Run['pinned'] {
  const pinned = Object.entries(request.pinData ?? {}).filter(([, items]) => Array.isArray(items));
  return new Map(pinned.map(([name, items]) => [name, toItems(items as never)]));
}

/** The start's items are given, not made: they have no parents. */
async function start({ host, start: { outputs } }: { host: EngineHost; start: RunRequest['start'] }, { node }: Arrival): Promise<StepRecord> {
  const now = host.now();
  const step: StepRecord = {
    id: host.newId(),
    nodeId: node.node.id,
    node: node.node.name,
    type: node.node.type,
    runIndex: 0,
    attempt: 1,
    status: 'success',
    effect: 'pure',
    sources: [],
    outputs: outputs.map(items => items.map(({ pairedItem: _parents, ...item }) => item)),
    error: null,
    startedAt: now,
    endedAt: now,
  };
  await host.finished(step);
  return step;
}
