// Places of the bars on the loom: one row a node in the order they began, idle time folded away. Pure.
import type { StepSummary } from '../store/run-summary';

export interface LoomBar {
  id: string;
  nodeId: string;
  label: string;
  row: number;
  /** Shares of the width, 0 to 1. */
  left: number;
  width: number;
  state: StepSummary['status'];
}

export interface LoomTick {
  left: number;
  /** Milliseconds from the start. */
  at: number;
}

export interface Loom {
  rows: number;
  bars: LoomBar[];
  ticks: LoomTick[];
  folds: { left: number; ms: number }[];
  /** Milliseconds from start to end. */
  span: number;
  /** A place on the strip, 0 to 1, as milliseconds from the start, and back. */
  timeAt(left: number): number;
  leftOf(ms: number): number;
}

const MAX_BARS = 1500;
/** A gap is folded when it is longer than this share of everything, and at least this long. */
const FOLD_SHARE = 0.3;
const FOLD_MS = 1500;
const FOLD_WIDTH = 0.034;

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000, 86_400_000];

export function layLoom(steps: readonly StepSummary[], start: number, end: number): Loom {
  const span = Math.max(1, end - start);
  const timed = steps.map(step => ({ step, from: Math.max(0, Date.parse(step.startedAt) - start), to: Math.max(0, (step.endedAt ? Date.parse(step.endedAt) : end) - start) })).sort((a, b) => a.from - b.from).slice(0, MAX_BARS);

  // Busy stretches, so that what lies between them can be folded.
  const gaps: { from: number; to: number }[] = [];
  let busyUntil = 0;
  for (const { step, from, to } of timed) {
    if (from - busyUntil > Math.max(FOLD_MS, span * FOLD_SHARE)) gaps.push({ from: busyUntil, to: from });
    // A step that waits is idle time as well.
    busyUntil = Math.max(busyUntil, step.status === 'waiting' ? from : to);
  }
  const folded = gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  const scale = (1 - gaps.length * FOLD_WIDTH) / Math.max(1, span - folded);

  const leftOf = (ms: number): number => {
    let left = 0;
    let at = 0;
    for (const gap of gaps) {
      if (ms <= gap.from) break;
      left += (gap.from - at) * scale;
      if (ms < gap.to) return left + FOLD_WIDTH * ((ms - gap.from) / (gap.to - gap.from));
      left += FOLD_WIDTH;
      at = gap.to;
    }
    return Math.min(1, left + (ms - at) * scale);
  };
  const timeAt = (left: number): number => {
    let rest = Math.min(1, Math.max(0, left));
    let at = 0;
    for (const gap of gaps) {
      const width = (gap.from - at) * scale;
      if (rest <= width) return at + rest / scale;
      rest -= width;
      if (rest <= FOLD_WIDTH) return gap.from + (rest / FOLD_WIDTH) * (gap.to - gap.from);
      rest -= FOLD_WIDTH;
      at = gap.to;
    }
    return Math.min(span, at + rest / scale);
  };

  const rowOf = new Map<string, number>();
  const bars = timed.map(({ step, from, to }): LoomBar => {
    const row = rowOf.get(step.nodeId) ?? rowOf.size;
    rowOf.set(step.nodeId, row);
    const left = leftOf(from);
    return { id: step.id, nodeId: step.nodeId, label: step.node, row, left, width: Math.max(0, leftOf(to) - left), state: step.status };
  });
  const pitch = STEPS.find(step => (span - folded) / step <= 9) ?? span;
  const ticks: LoomTick[] = [];
  for (let at = 0; at <= span && ticks.length < 40; at += pitch) if (!gaps.some(gap => at > gap.from && at < gap.to)) ticks.push({ at, left: leftOf(at) });
  return { rows: rowOf.size, bars, ticks, folds: gaps.map(gap => ({ left: leftOf(gap.from) + FOLD_WIDTH / 2, ms: gap.to - gap.from })), span, timeAt, leftOf };
}
