// Branches side by side, for workflows that ask for it: what is ready runs at once, up to a number, and is recorded as it ends.
import type { RunOutcome } from './execution';
import type { GraphNode } from './graph';
import type { Arrival } from './queue';
import { isOutcome, type Walk } from './walk';

/** Steps of one execution under way at a time. */
const LANES = 8;

/**
 * A node runs once at a time, so that its runs are numbered and loops keep their state; nodes that wait for more inputs
 * give up waiting only when nothing is under way. Where a branch fails or waits, nothing new begins and what is under way ends.
 */
export async function runSideBySide(walk: Walk): Promise<RunOutcome> {
  const { signal } = walk.run.request;
  const busy = new Map<GraphNode, Promise<void>>();
  const failures: unknown[] = [];
  let outcome: RunOutcome | null = null;

  const end = (found: RunOutcome): void => {
    outcome = outcome ? worse(outcome, found) : found;
  };
  const go = async (arrival: Arrival): Promise<void> => {
    try {
      const step = await walk.perform(arrival);
      const found = isOutcome(step) ? step : walk.settle(arrival, step);
      if (found) end(found);
    } catch (error) {
      failures.push(error);
    } finally {
      busy.delete(arrival.node);
    }
  };

  for (;;) {
    while (!outcome && failures.length === 0 && !signal.aborted && busy.size < LANES) {
      const taken: ReadonlySet<GraphNode> = new Set(busy.keys());
      const arrival = walk.queue.nextFree(taken) ?? (busy.size === 0 ? walk.queue.next() : null);
      if (!arrival) break;
      busy.set(arrival.node, go(arrival));
    }
    if (busy.size === 0) break;
    await Promise.race(busy.values());
  }
  if (failures.length > 0) throw failures[0];
  return outcome ?? (signal.aborted ? { status: 'cancelled', lastNode: walk.lastNode() } : { status: 'success', lastNode: walk.lastNode() });
}

const RANK: Record<RunOutcome['status'], number> = { success: 0, waiting: 1, cancelled: 2, error: 3, needs_attention: 4 };

/** Of two branches that end an execution the graver one says how; waits add up. */
function worse(a: RunOutcome, b: RunOutcome): RunOutcome {
  if (a.status === 'waiting' && b.status === 'waiting') return { ...a, waiting: [...a.waiting, ...b.waiting] };
  return RANK[b.status] > RANK[a.status] ? b : a;
}
