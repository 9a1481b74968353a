// What each node did over the whole execution, in the order the nodes began.
import type { StepSummary } from './steps';

export interface NodeSum { nodeId: string; node: string; type: string; runs: number; /** Attempts that failed. */ failed: number; items: number; totalMs: number; slowestMs: number; /** The failed step, or the last one. */ step: StepSummary }

export function byNode(steps: readonly StepSummary[]): NodeSum[] {
  const sums = new Map<string, NodeSum & { seen: Set<number> }>();
  for (const step of steps) {
    const ms = step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : 0;
    const sum = sums.get(step.nodeId) ?? { nodeId: step.nodeId, node: step.node, type: step.type, runs: 0, failed: 0, items: 0, totalMs: 0, slowestMs: 0, step, seen: new Set<number>() };
    sum.seen.add(step.runIndex);
    sum.runs = sum.seen.size;
    sum.failed += step.status === 'failed' ? 1 : 0;
    sum.items += step.itemCounts.reduce((total, count) => total + count, 0);
    sum.totalMs += ms;
    sum.slowestMs = Math.max(sum.slowestMs, ms);
    if (sum.step.status !== 'failed' || step.status === 'failed') sum.step = step;
    sums.set(step.nodeId, sum);
  }
  return [...sums.values()].map(({ seen: _seen, ...sum }) => sum);
}

/** Milliseconds in which something worked: overlaps count once, waiting does not count. */
export function activeMs(steps: readonly StepSummary[], now: number): number {
  const spans = steps.filter(step => step.type !== 'wait' && step.status !== 'waiting').map(step => [Date.parse(step.startedAt), step.endedAt ? Date.parse(step.endedAt) : now] as const).sort((a, b) => a[0] - b[0]);
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}
