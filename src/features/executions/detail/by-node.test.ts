// Sums by node, and the time in which something worked.
import { describe, expect, it } from 'vitest';
import { activeMs, byNode } from './by-node';
import type { StepSummary } from './steps';

const step = (node: string, from: number, to: number | null, more: Partial<StepSummary> = {}): StepSummary => ({
  id: `${node}-${from}`, nodeId: node, node, type: 'set', runIndex: 0, attempt: 1, status: 'success', startedAt: new Date(from).toISOString(), endedAt: to === null ? null : new Date(to).toISOString(), error: null, itemCounts: [2], sources: [], hints: [], ...more,
});

describe('byNode', () => {
  it('adds runs, attempts, items and times', () => {
    const sums = byNode([step('A', 0, 10), step('B', 10, 20, { status: 'failed', itemCounts: [] }), step('B', 20, 50, { attempt: 2 }), step('A', 50, 55, { runIndex: 1, itemCounts: [1, 3] })]);
    expect(sums).toMatchObject([{ node: 'A', runs: 2, failed: 0, items: 6, totalMs: 15, slowestMs: 10 }, { node: 'B', runs: 1, failed: 1, items: 2, totalMs: 40, slowestMs: 30 }]);
    expect(sums[1]?.step.status).toBe('failed');
  });
});

describe('activeMs', () => {
  it('counts overlaps once and leaves waiting out', () => {
    expect(activeMs([step('A', 0, 100), step('B', 50, 150), step('W', 150, 9000, { type: 'wait' }), step('C', 9000, null)], 9010)).toBe(160);
    expect(activeMs([], 0)).toBe(0);
  });
});
