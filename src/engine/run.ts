// The engine's loop: takes what is ready, runs it as a step, sends its outputs on. Start, resume, retry and recovery are this call.
import type { RunOutcome, RunRequest } from './execution';
import type { Graph } from './graph';
import { runSideBySide } from './parallel';
import type { Run } from './step-context';
import { isOutcome, type Walk, walkOf } from './walk';

/** Milliseconds of uninterrupted work after which others get their turn (a cancel could not arrive otherwise). */
const TURN = 20;

/**
 * Runs the execution from its start, or from where `recorded` ends. Never throws for what a node does; throws for an
 * unknown start node and for what the host throws.
 */
export async function runExecution(graph: Graph, request: RunRequest): Promise<RunOutcome> {
  const walk = walkOf(graph, request);
  const outcome = graph.parallel ? await runSideBySide(walk) : await runInOrder(walk);
  if (outcome.status === 'success') warnOfOpenLoops(walk.run);
  return outcome;
}

async function runInOrder(walk: Walk): Promise<RunOutcome> {
  const { signal, host } = walk.run.request;
  let turn = performance.now();
  for (;;) {
    if (signal.aborted) return { status: 'cancelled', lastNode: walk.lastNode() };
    const arrival = walk.queue.next();
    if (!arrival) return { status: 'success', lastNode: walk.lastNode() };
    const step = await walk.perform(arrival);
    const outcome = isOutcome(step) ? step : walk.settle(arrival, step);
    if (outcome) return outcome;
    if (performance.now() - turn > TURN) {
      await host.sleep(0, signal).catch(() => undefined);
      turn = performance.now();
    }
  }
}

/** A loop whose body gave no items never says "done"; the execution succeeds all the same, as in n8n (engine.md 13). */
function warnOfOpenLoops({ data, request }: Run): void {
  for (const name of data.executed()) {
    const last = data.last(name);
    if (last?.state?.done === false) request.host.tools(last, request.signal).log('warn', `The loop '${name}' did not finish: its body gave no items in round ${last.runIndex + 1}, so "done" was never reached`);
  }
}
