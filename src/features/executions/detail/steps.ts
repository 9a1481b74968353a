// Steps of an execution as the screens read them: merged with live events, placed on a time axis with idle time folded.
import type { Outputs } from '~/trpc/client';

export type Execution = Outputs['executions']['get'];
export type StepSummary = Execution['steps'][number];

const ENDED = new Set(['success', 'failed', 'cancelled']);

export const isEnded = (status: string): boolean => ENDED.has(status);

/** The steps in the order they began, with live changes over what was loaded. */
export function mergeSteps(loaded: readonly StepSummary[], live: ReadonlyMap<string, StepSummary>): StepSummary[] {
  const all = new Map(loaded.map(step => [step.id, step]));
  for (const [id, step] of live) all.set(id, step);
  return [...all.values()].sort((a, b) => (a.startedAt === b.startedAt ? (a.id < b.id ? -1 : 1) : a.startedAt < b.startedAt ? -1 : 1));
}

export interface Span { step: StepSummary; /** Shares of the axis, 0 to 1. */ from: number; to: number }
export interface Fold { at: number; ms: number }
export interface Axis { spans: Span[]; folds: Fold[]; ticks: { at: number; label: number }[]; totalMs: number }

const FOLD_SHARE = 0.034;

/**
 * Places steps on one axis. With `fold`, stretches in which nothing but waiting happened, longer than 30 % of the
 * execution, shrink to a narrow mark. `now` is the end of what still runs, in milliseconds since 1970.
 */
export function layAxis(steps: readonly StepSummary[], now: number, fold: boolean): Axis {
  if (steps.length === 0) return { spans: [], folds: [], ticks: [], totalMs: 0 };
  const times = steps.map(step => ({ step, from: Date.parse(step.startedAt), to: step.endedAt ? Date.parse(step.endedAt) : now, waits: step.status === 'waiting' || step.type === 'wait' }));
  const start = Math.min(...times.map(time => time.from));
  const end = Math.max(start + 1, ...times.map(time => time.to));
  const totalMs = end - start;

  const busy = times.filter(time => !time.waits).sort((a, b) => a.from - b.from);
  const idle: { from: number; to: number }[] = [];
  let reached = start;
  for (const time of busy) {
    if (fold && time.from - reached > totalMs * 0.3 && time.from - reached > 1000) idle.push({ from: reached, to: time.from });
    reached = Math.max(reached, time.to);
  }
  if (fold && end - reached > totalMs * 0.3 && end - reached > 1000) idle.push({ from: reached, to: end });

  const idleMs = idle.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  const room = 1 - idle.length * FOLD_SHARE;
  const scale = room / Math.max(1, totalMs - idleMs);
  const place = (at: number): number => {
    let share = (at - start) * scale;
    for (const gap of idle) {
      if (at >= gap.to) share += FOLD_SHARE - (gap.to - gap.from) * scale;
      else if (at > gap.from) share += ((at - gap.from) / (gap.to - gap.from)) * FOLD_SHARE - (at - gap.from) * scale;
    }
    return Math.min(1, Math.max(0, share));
  };
  const count = 5;
  return {
    totalMs,
    spans: times.map(time => ({ step: time.step, from: place(time.from), to: place(time.to) })),
    folds: idle.map(gap => ({ at: place((gap.from + gap.to) / 2), ms: gap.to - gap.from })),
    ticks: Array.from({ length: count }, (_, index) => start + (totalMs * index) / (count - 1)).filter(at => !idle.some(gap => at > gap.from && at < gap.to)).map(at => ({ at: place(at), label: at - start })),
  };
}

/** Input ports of a step that something arrived on. */
export const inputPorts = (step: StepSummary): number[] => step.sources.flatMap((source, index) => (source ? [index] : []));
