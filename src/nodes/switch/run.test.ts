// Switch, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { switchNode } from './definition';
import { switchOutputs } from './outputs';
import { runSwitch } from './run';
import { foldSwitch } from './versions';

const items = [{ n: 1, s: 'a' }, { n: 2, s: 'b' }, { n: 9, s: 'z' }];

/** Runs with `={{ $json.x }}` put in for the texts `=x`, since tests have no expressions. */
async function run(parameters: JsonObject, continueOnFail = false) {
  const filled = (index: number) => JSON.parse(JSON.stringify(parameters, (_, value) => (typeof value === 'string' && /^=\w$/.test(value) ? (items[index] as Record<string, unknown>)[value.slice(1)] : value))) as JsonObject;
  return outputsOf(await runSwitch(testContext(switchNode, { items, parameters: filled, continueOnFail }))).map(jsonOf);
}
const [one, two, nine] = items;
const rule = (operation: string, rightValue: number, more: JsonObject = {}): JsonObject => ({ conditions: { conditions: [{ id: '1', leftValue: '=n', rightValue, operator: { type: 'number', operation } }] }, ...more });

describe('rules', () => {
  const rules = { values: [rule('equals', 1), rule('lt', 5)] };
  it('first match wins, the others are dropped', async () => expect(await run({ rules })).toEqual([[one], [two]]));
  it('all matches, and an extra output', async () => expect(await run({ rules, options: { fallbackOutput: 'extra', allMatchingOutputs: true } })).toEqual([[one], [one, two], [nine]]));
  it('an output as fallback', async () => expect(await run({ rules, options: { fallbackOutput: 0 } })).toEqual([[one, nine], [two]]));
  it('names its outputs', () => {
    expect(switchOutputs({ rules: { values: [rule('gt', 1, { renameOutput: true, outputKey: 'Big' }), rule('lt', 1)] }, options: { fallbackOutput: 'extra', renameFallbackOutput: 'Rest' } }, 3.2)).toEqual([{ label: 'Big' }, { label: '1' }, { label: 'Rest' }]);
  });
});

describe('expression', () => {
  it('picks by number', async () => expect(await run({ mode: 'expression', numberOutputs: 10, output: '=n' })).toEqual([[], [one], [two], [], [], [], [], [], [], [nine]]));
  it('refuses a number out of range', async () => {
    await expect(run({ mode: 'expression', numberOutputs: 3, output: '=n' })).rejects.toMatchObject({ itemIndex: 2, message: 'The output 9 does not exist' });
    expect(await run({ mode: 'expression', numberOutputs: 3, output: '=n' }, true)).toEqual([[{ error: 'The output 9 does not exist' }], [one], [two]]);
  });
  it.each(['x', 1.5, -1, null])('refuses %j', async output => expect(run({ mode: 'expression', output })).rejects.toThrow('does not exist'));
});

describe('older versions', () => {
  const folded = (parameters: JsonObject, version: number) => run(foldSwitch(parameters, version).parameters);
  it('1 has four outputs and compares numbers with "smaller"', async () => {
    expect(await folded({ value1: '=n', rules: { rules: [{ value2: 1 }, { value2: 2, output: 2 }] }, fallbackOutput: 3 }, 1)).toEqual([[], [], [one], [two, nine]]);
  });
  it('2 has an output for each name', async () => {
    expect(await folded({ dataType: 'string', value1: '=s', rules: { rules: [{ value2: 'a', outputKey: 'A' }, { value2: 'b', outputKey: 'B' }] }, fallbackOutput: 1 }, 2)).toEqual([[one], [two, nine]]);
  });
  it('2 computes an output', async () => expect(await folded({ mode: 'expression', outputsAmount: 10, output: '=n' }, 2)).toHaveLength(10));
});
