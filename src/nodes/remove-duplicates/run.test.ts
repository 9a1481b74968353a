// Remove duplicates, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { removeDuplicates } from './definition';
import { runRemoveDuplicates } from './run';
import { foldRemoveDuplicates } from './versions';

const items: JsonObject[] = [{ id: 1, n: 'a', o: { x: 1 } }, { id: 1, n: 'a', o: { x: 1 } }, { id: 2, n: 'a', o: { x: 1 } }, { id: 1, n: 'b', o: { x: 1 } }, { id: 1, n: 'A', o: { x: 2 } }];
const run = async (parameters: JsonObject, given = items) => outputsOf(await runRemoveDuplicates(testContext(removeDuplicates, { items: given, parameters })))[0] ?? [];
const kept = async (parameters: JsonObject) => (await run(parameters)).map(item => item.pairedItem);
const at = (...indexes: number[]) => indexes.map(item => ({ item }));

describe('in the input', () => {
  it.each<[JsonObject, number[]]>([
    [{}, [0, 2, 3, 4]],
    [{ compare: 'selectedFields', fieldsToCompare: 'n' }, [0, 3, 4]],
    [{ compare: 'selectedFields', fieldsToCompare: 'id, n' }, [0, 2, 3, 4]],
    [{ compare: 'selectedFields', fieldsToCompare: 'o.x' }, [0, 4]],
    [{ compare: 'allFieldsExcept', fieldsToExclude: 'id' }, [0, 3, 4]],
    [{ compare: 'allFieldsExcept', fieldsToExclude: 'id, o.x' }, [0, 3, 4]],
  ])('%j', async (parameters, indexes) => expect(await kept(parameters)).toEqual(at(...indexes)));
  it('can keep the compared fields only', async () => {
    expect(jsonOf(await run({ compare: 'selectedFields', fieldsToCompare: 'o.x', options: { removeOtherFields: true } }))).toEqual([{ o: { x: 1 } }, { o: { x: 2 } }]);
  });
  it('does not mind the order of keys', async () => expect(await run({}, [{ a: 1, b: 2 }, { b: 2, a: 1 }])).toHaveLength(1));
  it.each<[JsonObject, JsonObject[], string]>([
    [{ compare: 'selectedFields', fieldsToCompare: 'zzz' }, items, "'zzz' field is missing from some input items"],
    [{}, [{ id: 1, n: 'a' }, { n: 'a' }], "'id' field is missing from some input items"],
    [{}, [{ m: 1 }, { m: null }, { m: '1' }], "'m' isn't always the same type"],
    [{ compare: 'selectedFields' }, items, 'Say which fields to compare'],
  ])('refuses %j', async (parameters, given, message) => expect(run(parameters, given)).rejects.toThrow(message));
});

describe('in earlier executions', () => {
  /** Runs one execution after another on the same static data. */
  async function executions(parameters: JsonObject, field: string, ...lists: JsonObject[][]) {
    const data: JsonObject = { other: 1 };
    const results: number[][] = [];
    for (const given of lists) {
      const context = testContext(removeDuplicates, {
        items: given,
        parameters: index => ({ operation: 'removeItemsSeenInPreviousExecutions', ...parameters, [field]: given[index]?.v ?? '' }),
        tools: { staticData: () => data },
      });
      results.push(outputsOf(await runRemoveDuplicates(context)).map(output => output.length));
    }
    expect(data.other).toBe(1);
    return results;
  }
  const v = (...values: (string | number)[]) => values.map(value => ({ v: value }));
  it('by value, keeping repeats within one execution', async () => {
    expect(await executions({}, 'dedupeValue', v('a', 'a', 'b'), v('b', 'c'), v('a', 'c', 'd'))).toEqual([[3, 0], [1, 1], [1, 2]]);
  });
  it('by a number that grows', async () => {
    expect(await executions({ logic: 'removeItemsUpToStoredIncrementalKey' }, 'incrementalDedupeValue', v(1, 3, 2), v('3', 4), v(2))).toEqual([[3, 0], [1, 1], [0, 1]]);
  });
  it('by a date that grows', async () => {
    expect(await executions({ logic: 'removeItemsUpToStoredDate' }, 'dateDedupeValue', v('2026-01-02', '2026-01-01'), v('2026-01-02', '2026-01-03T00:00:00Z'))).toEqual([[2, 0], [1, 1]]);
    await expect(executions({ logic: 'removeItemsUpToStoredDate' }, 'dateDedupeValue', v('soon'))).rejects.toThrow('is not a date');
  });
  it('with a bounded history that can be cleared', async () => {
    expect(await executions({ options: { historySize: 1 } }, 'dedupeValue', v('a', 'b'), v('a', 'b'))).toEqual([[2, 0], [1, 1]]);
    const data: JsonObject = { 'weft:seen': { values: ['x'], highest: 1 } };
    expect(jsonOf(outputsOf(await runRemoveDuplicates(testContext(removeDuplicates, { items: [{ a: 1 }], parameters: { operation: 'clearDeduplicationHistory' }, tools: { staticData: () => data } })))[0])).toEqual([{ a: 1 }]);
    expect(data).toEqual({});
  });
  it('has a second output', () => {
    const ports = (parameters: JsonObject) => (typeof removeDuplicates.outputs === 'function' ? removeDuplicates.outputs(parameters, 2).length : 0);
    expect([ports({}), ports({ operation: 'removeItemsSeenInPreviousExecutions' })]).toEqual([1, 2]);
    expect(foldRemoveDuplicates({ operation: 'x', compare: 'allFields' }, 1.1)).toEqual({ parameters: { compare: 'allFields' }, typeVersion: 1.1 });
  });
});
