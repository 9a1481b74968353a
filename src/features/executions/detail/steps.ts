// Steps of an execution as the screens read them: merged with live events, placed on a time axis with idle time folded.
import type { Outputs } from '~/trpc/client';

export type Execution = Outputs['executions']['get'];
type LoadedStep = Execution['steps'][number];
/** What was open when its execution ended counts as cancelled. */
export type StepSummary = Omit<LoadedStep, 'status'> & { status: LoadedStep['status'] | 'cancelled' };

const ENDED = new Set(['success', 'failed', 'cancelled']);

export const isEnded = (status: string): boolean => ENDED.has(status);

/** The steps in the order they began, with live changes over what was loaded. */
export function mergeSteps(loaded: readonly StepSummary[], live: ReadonlyMap<string, StepSummary>, endedAt: string | null): StepSummary[] {
  const all = new Map(loaded.map(step => [step.id, step]));
  for (const [id, step] of live) all.set(id, step);
  const steps = endedAt === null ? [...all.values()] : [...all.values()].map(step => (step.endedAt === null ? { ...step, status: 'cancelled' as const, endedAt } : step));
  return steps.sort((a, b) => (a.startedAt === b.startedAt ? (a.id < b.id ? -1 : 1) : a.startedAt < b.startedAt ? -1 : 1));
}

export interface Span { step: StepSummary; /** Shares of the axis, 0 to 1. */ from: number; to: number }
export interface Fold { at: number; ms: number }
export interface Axis { spans: Span[]; folds: Fold[]; ticks: { at: number; label: number }[]; totalMs: number }

const FOLD_SHARE = 0.034;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

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

  // The ends of each gap stay to scale, so that the wait in it can be seen.
  const busyMs = totalMs - idle.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  // Where nothing worked there is nothing to make room for.
  const cuts = (busyMs < 10 ? [] : idle).map(gap => {
    const edge = Math.min((gap.to - gap.from) * 0.15, busyMs * 0.15);
    return { from: gap.from + edge, to: gap.to - edge, ms: gap.to - gap.from };
  });
  const cutMs = cuts.reduce((sum, cut) => sum + cut.to - cut.from, 0);
  const scale = (1 - cuts.length * FOLD_SHARE) / Math.max(1, totalMs - cutMs);
  const place = (at: number): number => {
    let share = (at - start) * scale;
    for (const cut of cuts) {
      if (at >= cut.to) share += FOLD_SHARE - (cut.to - cut.from) * scale;
      else if (at > cut.from) share += ((at - cut.from) / (cut.to - cut.from)) * FOLD_SHARE - (at - cut.from) * scale;
    }
    return Math.min(1, Math.max(0, share));
  };
  /** The time that stands at a share of the axis; null inside a fold. */
  const timeAt = (share: number): number | null => {
    let at = start + share / scale;
    for (const cut of cuts) {
      if (at < cut.from) break;
      if (at < cut.from + FOLD_SHARE / scale) return null;
      at += cut.to - cut.from - FOLD_SHARE / scale;
    }
    return at;
  };
  return {
    totalMs,
    spans: times.map(time => ({ step: time.step, from: place(time.from), to: place(time.to) })),
    folds: cuts.map(cut => ({ at: place((cut.from + cut.to) / 2), ms: cut.ms })),
    ticks: TICKS.flatMap(share => {
      const at = timeAt(share);
      // A label needs room beside that of a fold.
      return at === null || cuts.some(cut => Math.abs(place((cut.from + cut.to) / 2) - share) < 0.09) ? [] : [{ at: share, label: at - start }];
    }),
  };
}

/** Input ports of a step that something arrived on. */
export const inputPorts = (step: StepSummary): number[] => step.sources.flatMap((source, index) => (source ? [index] : []));
