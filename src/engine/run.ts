// The engine's loop: takes what is ready, runs it as a step, sends its outputs on. Start, resume, retry and recovery are this call.
import { Calls } from './calls';
import type { EngineHost, RunOutcome, RunRequest, StepRecord } from './execution';
import { type Graph, type GraphNode, ancestorsOf } from './graph';
import { toItems } from './items';
import { type Arrival, Queue } from './queue';
import { Recorded } from './recorded';
import { RunData } from './run-data';
import { type Run, runStep } from './step';

/** Steps one execution may have. A cycle that never ends stops here. */
export const MAX_STEPS = 100_000;
/** Milliseconds of uninterrupted work after which others get their turn (a cancel could not arrive otherwise). */
const TURN = 20;

/**
 * Runs the execution from its start, or from where `recorded` ends. Never throws for what a node does; throws for an
 * unknown start node and for what the host throws.
 */
export async function runExecution(graph: Graph, request: RunRequest): Promise<RunOutcome> {
  const { signal, host } = request;
  const data = new RunData(graph);
  const run: Run = { request, data, pinned: pinnedItems(request), customData: new Map(), earlier: new Map(), calls: new Calls(request, data) };
  const recorded = new Recorded(request);
  const target = request.destination === undefined ? null : nodeCalled(graph, request.destination);
  const queue = new Queue(graph, target && new Set([target.node.name, ...ancestorsOf(target)]));
  let lastNode: string | null = null;
  let turn = performance.now();

  const settle = (arrival: Arrival, step: StepRecord): RunOutcome | null => {
    data.add(step);
    lastNode = step.node;
    if (run.calls.attention) return { status: 'needs_attention', lastNode, step: run.calls.attention };
    // A failed try that is to be followed by another one later waits like a step that asked for it.
    if (step.status === 'waiting' || (step.status === 'failed' && step.wait && !signal.aborted)) return waiting(step);
    if (!step.outputs) {
      return signal.aborted ? { status: 'cancelled', lastNode } : { status: 'error', lastNode, error: { ...(step.error ?? { message: 'The step gave no output' }), node: step.node } };
    }
    if (arrival.node !== target) queue.deliver(arrival.node, step.runIndex, step.outputs);
    return null;
  };

  queue.start(nodeCalled(graph, request.start.node));
  for (let steps = 0; ; steps++) {
    if (signal.aborted) return { status: 'cancelled', lastNode };
    const arrival = queue.next();
    if (!arrival) {
      warnOfOpenLoops(run);
      return { status: 'success', lastNode };
    }
    if (steps >= MAX_STEPS) return { status: 'error', lastNode, error: { message: `The execution has run ${MAX_STEPS} steps: a loop in the workflow does not end`, node: arrival.node.node.name } };
    const before = recorded.find(arrival, data.count(arrival.node.node.name));
    if (before?.kind === 'parked') return waiting(before.step);
    if (before?.kind === 'attention') return { status: 'needs_attention', lastNode, step: before.step };
    const step = before?.kind === 'finished' ? await recorded.finish(before.step, host) : steps === 0 ? await start(request, arrival) : await runStep(run, arrival, before?.step);
    const outcome = settle(arrival, step);
    if (outcome) return outcome;
    if (performance.now() - turn > TURN) {
      await host.sleep(0, signal).catch(() => undefined);
      turn = performance.now();
    }
  }
}

const waiting = (step: StepRecord): RunOutcome => ({ status: 'waiting', lastNode: step.node, waiting: [{ stepId: step.id, node: step.node, wait: step.wait ?? { kind: 'time', until: 0 } }] });

/** A loop whose body gave no items never says "done"; the execution succeeds all the same, as in n8n (engine.md 13). */
function warnOfOpenLoops({ data, request }: Run): void {
  for (const name of data.executed()) {
    const last = data.last(name);
    if (last?.state?.done === false) request.host.tools(last, request.signal).log('warn', `The loop '${name}' did not finish: its body gave no items in round ${last.runIndex + 1}, so "done" was never reached`);
  }
}

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

