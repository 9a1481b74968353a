// The loom keeps order and proportion, and folds idle time without losing the way back from place to time.
import { describe, expect, it } from 'vitest';
import type { StepSummary } from '../store/run-summary';
import { layLoom } from './loom-layout';

const step = (nodeId: string, from: number, to: number | null, runIndex = 0): StepSummary => ({
  id: `${nodeId}${runIndex}`, nodeId, node: nodeId, type: 'noOp', runIndex, attempt: 1, status: to === null ? 'running' : 'success', startedAt: new Date(from).toISOString(), endedAt: to === null ? null : new Date(to).toISOString(), error: null, itemCounts: [], sources: [], hints: [],
});

describe('layLoom', () => {
  it('gives each node a row and repeats share it', () => {
    const loom = layLoom([step('a', 0, 10), step('b', 10, 50), step('a', 50, 100, 1)], 0, 100);
    expect(loom.rows).toBe(2);
    expect(loom.bars.map(bar => [bar.row, bar.left, Number(bar.width.toFixed(6))])).toEqual([[0, 0, 0.1], [1, 0.1, 0.4], [0, 0.5, 0.5]]);
  });

  it('draws a running step up to now', () => {
    expect(layLoom([step('a', 0, null)], 0, 200).bars[0]?.width).toBe(1);
  });

  it('folds a long pause and goes back from place to time', () => {
    const loom = layLoom([step('a', 0, 1000), step('b', 841_000, 842_000)], 0, 842_000);
    expect(loom.folds).toHaveLength(1);
    expect(loom.bars[1]?.left).toBeGreaterThan(0.5);
    expect(loom.bars[1]?.left).toBeLessThan(0.53);
    for (const ms of [0, 500, 1000, 421_000, 841_500, 842_000]) expect(Math.abs(loom.timeAt(loom.leftOf(ms)) - ms)).toBeLessThan(1);
  });

  it('is bounded on very many steps', () => {
    const steps = Array.from({ length: 5000 }, (_, index) => step('a', index, index + 1, index));
    expect(layLoom(steps, 0, 5000).bars.length).toBe(1500);
  });
});
