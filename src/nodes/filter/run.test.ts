// Filter keeps what meets its conditions.
import { describe, expect, it } from 'vitest';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { filter } from './definition';
import { runFilter } from './run';
import { foldFilter } from './versions';

const items = [{ n: 1 }, { n: 'x' }, { n: 2 }];
const run = async (more: TestRun = {}) =>
  outputsOf(await runFilter(testContext(filter, { items, parameters: index => ({ conditions: { conditions: [{ id: '1', leftValue: (items[index] as { n: number }).n, rightValue: 1, operator: { type: 'number', operation: 'gt' } }] } }), ...more })));

describe('filter', () => {
  it('drops the others and keeps lineage', async () => {
    await expect(run()).rejects.toMatchObject({ itemIndex: 1 });
    expect(await run({ continueOnFail: true })).toEqual([[{ json: { n: 2 }, pairedItem: { item: 2 } }]]);
  });
  it('keeps all without conditions', async () => expect(jsonOf((await run({ parameters: {} }))[0])).toEqual(items));
  it('folds version 1', () => expect(foldFilter({ conditions: { number: [{ value1: 1, value2: 2 }] }, combineConditions: 'OR' }, 1).parameters.conditions).toMatchObject({ combinator: 'or', conditions: [{ operator: { operation: 'lt' } }] }));
});
