// Rows of the timeline: attempts share a row, loops fold.
import { describe, expect, it } from 'vitest';
import { timelineRows } from './rows';
import type { StepSummary } from './steps';

let clock = 0;
const step = (node: string, runIndex = 0, more: Partial<StepSummary> = {}): StepSummary => ({
  id: `${node}-${runIndex}-${more.attempt ?? 1}`, nodeId: node, node, type: 'set', runIndex, attempt: 1, status: 'success', startedAt: new Date(++clock).toISOString(), endedAt: new Date(clock).toISOString(), error: null, itemCounts: [1], sources: [], hints: [], ...more,
});
const loop = (run: number, more: number) => step('Loop', run, { type: 'splitInBatches', itemCounts: [more > 0 ? 0 : 3, more] });
const shape = (steps: StepSummary[], open = true) => timelineRows(steps, () => open).map(row => `${'  '.repeat(row.depth)}${row.label}`);

describe('timelineRows', () => {
  it('puts attempts of one run in one row', () => {
    const rows = timelineRows([step('A'), step('B', 0, { status: 'failed' }), step('B', 0, { attempt: 2 })], () => true);
    expect(rows.map(row => (row.kind === 'step' ? [row.label, row.attempts.length, row.id] : null))).toEqual([['A', 1, 'A-0-1'], ['B', 2, 'B-0-2']]);
  });

  it('names further runs outside of loops', () => {
    expect(shape([step('A'), step('A', 1)])).toEqual(['A', 'A, run 2']);
  });

  it('folds a loop and its rounds', () => {
    const steps = [step('A'), loop(0, 2), step('Send', 0), loop(1, 1), step('Send', 1), loop(2, 0), step('Z')];
    expect(shape(steps)).toEqual(['A', 'Loop', '  Round 1', '    Send', '  Round 2', '    Send', '  After the rounds', 'Z']);
    expect(shape(steps, false)).toEqual(['A', 'Loop', 'Z']);
    expect(timelineRows(steps, () => false)[1]).toMatchObject({ kind: 'loop', rounds: 2, status: 'success' });
  });

  it('gives a loop that broke all that follows', () => {
    const steps = [loop(0, 2), step('Send', 0), loop(1, 1), step('Send', 1, { status: 'failed' })];
    expect(shape(steps)).toEqual(['Loop', '  Round 1', '    Send', '  Round 2', '    Send']);
    expect(timelineRows(steps, () => false)).toMatchObject([{ status: 'failed', rounds: 2 }]);
  });

  it('nests', () => {
    const inner = (run: number, more: number) => step('Inner', run, { type: 'splitInBatches', itemCounts: [0, more] });
    expect(shape([loop(0, 1), inner(0, 1), step('B'), inner(1, 0), loop(1, 0)])).toEqual(['Loop', '  Round 1', '    Inner', '      Round 1', '        B', '      After the rounds', '  After the rounds']);
  });
});
