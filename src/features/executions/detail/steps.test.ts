// The time axis: bars keep their order and idle time folds.
import { describe, expect, it } from 'vitest';
import { layAxis, mergeSteps, type StepSummary } from './steps';

const step = (id: string, from: number, to: number | null, more: Partial<StepSummary> = {}): StepSummary => ({
  id, nodeId: id, node: id, type: 'set', runIndex: 0, attempt: 1, status: 'success', startedAt: new Date(from).toISOString(), endedAt: to === null ? null : new Date(to).toISOString(), error: null, itemCounts: [1], sources: [], hints: [], ...more,
});

describe('layAxis', () => {
  it('fills the axis from the first start to the last end', () => {
    const { spans, totalMs } = layAxis([step('a', 0, 100), step('b', 100, 400)], 0, true);
    expect(totalMs).toBe(400);
    expect(spans.map(span => [span.from, span.to])).toEqual([[0, 0.25], [0.25, 1]]);
  });

  it('folds a long wait and leaves the work its room', () => {
    const steps = [step('a', 0, 1000), step('wait', 1000, 840_000, { type: 'wait' }), step('b', 840_000, 841_000)];
    const folded = layAxis(steps, 0, true);
    expect(folded.folds).toEqual([{ at: expect.closeTo(0.5, 1), ms: 839_000 }]);
    expect(folded.spans[0]?.to).toBeGreaterThan(0.35);
    expect(folded.spans[2]?.from).toBeLessThan(0.65);
    expect(folded.ticks.map(tick => Math.round(tick.label))).toEqual([0, 673, 840_327, 841_000]);
    expect(layAxis(steps, 0, false).folds).toEqual([]);
  });

  it('leaves a wait without work around it as it is', () => {
    expect(layAxis([step('a', 0, 0), step('wait', 0, null, { status: 'waiting' })], 60_000, true).folds).toEqual([]);
  });

  it('draws what still runs up to now', () => {
    expect(layAxis([step('a', 0, 50), step('b', 50, null, { status: 'running' })], 100, true).spans[1]?.to).toBe(1);
  });
});

describe('mergeSteps', () => {
  it('lets live changes win and keeps the order of starting', () => {
    const merged = mergeSteps([step('a', 0, 10), step('b', 20, null, { status: 'running' })], new Map([['b', step('b', 20, 30)], ['c', step('c', 30, null)]]), null);
    expect(merged.map(one => [one.id, one.endedAt !== null])).toEqual([['a', true], ['b', true], ['c', false]]);
  });

  it('ends what was open with its execution', () => {
    const [, open] = mergeSteps([step('a', 0, 10), step('b', 20, null, { status: 'waiting' })], new Map(), new Date(90).toISOString());
    expect(open).toMatchObject({ status: 'cancelled', endedAt: new Date(90).toISOString() });
  });
});
