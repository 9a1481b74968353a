// Summarize, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, resultOf, testContext } from '../testing';
import { summarize } from './definition';
import { runSummarize } from './run';

const items: JsonObject[] = [{ g: 'x', h: 1, n: 3, s: 'a', l: [1, 2], p: { q: 5 } }, { g: 'y', h: 1, n: 5, s: 'b', l: [3], p: { q: 7 } }, { g: 'x', h: 2, n: null, s: '', p: { q: 5 } }, { g: 'x', h: 1, n: 4, s: 'c' }];
const of = (...values: JsonObject[]): JsonObject => ({ fieldsToSummarize: { values } });
const run = async (parameters: JsonObject, typeVersion = 1.1, given = items) => resultOf(await runSummarize(testContext(summarize, { items: given, parameters, typeVersion })));
const json = async (parameters: JsonObject, typeVersion?: number) => jsonOf((await run(parameters, typeVersion)).outputs[0]);

describe('summarize', () => {
  it.each<[JsonObject, Json[]]>([
    [of({ field: 'n' }, { aggregation: 'sum', field: 'n' }, { aggregation: 'average', field: 'n' }, { aggregation: 'min', field: 'n' }, { aggregation: 'max', field: 'n' }, { aggregation: 'append', field: 's' }, { aggregation: 'concatenate', field: 's' }, { aggregation: 'countUnique', field: 'p.q' }),
      [{ count_n: 3, sum_n: 12, average_n: 4, min_n: 3, max_n: 5, appended_s: ['a', 'b', 'c'], concatenated_s: 'a,b,c', unique_count_p_q: 2 }]],
    [{ ...of({ field: 'n' }, { aggregation: 'sum', field: 'p.q' }), fieldsToSplitBy: 'g, h' }, [{ count_n: 2, sum_p_q: 5, h: 1, g: 'x' }, { count_n: 0, sum_p_q: 5, h: 2, g: 'x' }, { count_n: 1, sum_p_q: 7, h: 1, g: 'y' }]],
    [{ ...of({ aggregation: 'append', field: 'n', includeEmpty: true }, { aggregation: 'concatenate', field: 's', separateBy: '\n', includeEmpty: true }), fieldsToSplitBy: 'g' }, [{ appended_n: [3, null, 4], concatenated_s: 'a\n\nc', g: 'x' }, { appended_n: [5], concatenated_s: 'b', g: 'y' }]],
    [{ ...of({ aggregation: 'sum', field: 'n' }), fieldsToSplitBy: 'g, h', options: { outputFormat: 'singleItem' } }, [{ x: { 1: { sum_n: 7 }, 2: { sum_n: 0 } }, y: { 1: { sum_n: 5 } } }]],
    [of({ aggregation: 'sum', field: 'zzz' }), [{ sum_zzz: 0 }]],
    [{ ...of({ field: 'n' }), fieldsToSplitBy: 'p.q' }, [{ count_n: 1, p_q: 5 }, { count_n: 1, p_q: 7 }, { count_n: 1 }]],
    [{ ...of({ field: 'n' }), fieldsToSplitBy: 'p.q', options: { skipEmptySplitFields: true } }, [{ count_n: 1, p_q: 5 }, { count_n: 1, p_q: 7 }]],
    [of({ aggregation: 'concatenate', field: 's', separateBy: 'other', customSeparator: '|' }, { aggregation: 'sum', field: 's' }), [{ concatenated_s: 'a|b|c', sum_s: 0 }]],
    [of({ aggregation: 'append', field: 'l' }, { aggregation: 'average', field: 'zz' }), [{ appended_l: [[1, 2], [3]], average_zz: null }]],
    [{ ...of({ aggregation: 'max', field: 'p.q' }), fieldsToSplitBy: 'g', options: { disableDotNotation: true } }, [{ max_p_q: null, g: 'x' }, { max_p_q: null, g: 'y' }]],
    [of({ aggregation: 'min', field: 's' }, { aggregation: 'max', field: 's' }), [{ min_s: 'a', max_s: 'c' }]],
  ])('%j', async (parameters, wanted) => expect(await json(parameters)).toEqual(wanted));

  it('links each group to its items', async () => {
    const { outputs } = await run({ ...of({ field: 'n' }), fieldsToSplitBy: 'g' });
    expect(outputs[0]?.map(item => item.pairedItem)).toEqual([[{ item: 0 }, { item: 2 }, { item: 3 }], [{ item: 1 }]]);
  });
  it('hints at a field that is nowhere; version 1 refuses it', async () => {
    expect((await run(of({ field: 'zzz' }))).hints).toEqual(['No item has the field "zzz"']);
    await expect(run(of({ field: 'zzz' }), 1)).rejects.toThrow("The field 'zzz' does not exist in any items");
    expect(await json({ ...of({ aggregation: 'sum', field: 'zzz' }), options: { continueIfFieldNotFound: true } }, 1)).toEqual([{ sum_zzz: 0 }]);
  });
  it('asks for fields', async () => {
    await expect(run({})).rejects.toThrow('Say which fields to summarize');
    await expect(run(of({ field: ' ' }))).rejects.toThrow('Say which fields to summarize');
  });
  it('groups by polluting values without harm', async () => {
    expect(jsonOf((await run({ ...of({ field: 'g' }), fieldsToSplitBy: 'g', options: { outputFormat: 'singleItem' } }, 1.1, [{ g: '__proto__' }])).outputs[0])).toHaveLength(1);
    expect(({} as Record<string, unknown>).count_g).toBeUndefined();
  });
});
