// If sends each item one way, and undecidable ones to false when it may go on.
import { describe, expect, it } from 'vitest';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { ifNode } from './definition';
import { runIf } from './run';
import { foldIf } from './versions';

const above = (leftValue: string | number) => ({ conditions: { combinator: 'and', conditions: [{ id: '1', leftValue, rightValue: 1, operator: { type: 'number', operation: 'gt' } }] } });
const items = [{ n: 1 }, { n: 2 }, { n: 'x' }, { n: 3 }];
const run = async (more: TestRun = {}) => outputsOf(await runIf(testContext(ifNode, { items, parameters: index => above((items[index] as { n: number }).n), ...more })));

describe('if', () => {
  it('splits items and links them', async () => {
    const [yes, no] = await run({ items: [items[0], items[1]] as { n: number }[] });
    expect(yes).toEqual([{ json: { n: 2 }, pairedItem: { item: 1 } }]);
    expect(no).toEqual([{ json: { n: 1 }, pairedItem: { item: 0 } }]);
  });
  it('stops on a type that does not fit, or counts it as false', async () => {
    await expect(run()).rejects.toMatchObject({ itemIndex: 2, description: expect.stringContaining('convert types') });
    const outputs = await run({ continueOnFail: true });
    expect(outputs.map(jsonOf)).toEqual([[{ n: 2 }, { n: 3 }], [{ n: 1 }, { n: 'x' }]]);
    expect(outputs[1]?.[1]?.error).toBeUndefined();
  });
  it('drops the error mark of an item that failed before', async () => {
    const [, no] = await run({ items: [{ json: { n: 1 }, error: { message: 'old' } }] });
    expect(no).toEqual([{ json: { n: 1 }, pairedItem: { item: 0 } }]);
  });
  it('folds version 1', () => {
    const { parameters, typeVersion } = foldIf({ conditions: { string: [{ value1: '={{ $json.a }}', value2: 'x' }] }, combineOperation: 'any' }, 1);
    expect(typeVersion).toBe(2.2);
    expect(parameters.conditions).toMatchObject({ combinator: 'or', conditions: [{ leftValue: '={{ $json.a }}', rightValue: 'x', operator: { type: 'string', operation: 'equals' } }] });
    expect(foldIf({ conditions: {} }, 2)).toEqual({ parameters: { conditions: {} }, typeVersion: 2 });
  });
});
