// Compare datasets, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { compareDatasets } from './definition';
import { runCompareDatasets } from './run';
import { foldCompareDatasets } from './versions';

const A: JsonObject[] = [{ id: 1, v: 'same', w: 1 }, { id: 2, v: 'a', o: { x: 1, y: 2 } }, { id: 3, v: 'onlyA' }, { id: 2, v: 'a2' }];
const B: JsonObject[] = [{ id: 1, v: 'same', w: 1 }, { id: 2, v: 'b', o: { x: 1, y: 3 } }, { id: 4, v: 'onlyB' }, { id: '3', v: 'str' }, { id: 2, v: 'b2' }];
const byId = { mergeByFields: { values: [{ field1: 'id', field2: 'id' }] } };
const run = async (parameters: JsonObject, inputs = [A, B]) => outputsOf(await runCompareDatasets(testContext(compareDatasets, { inputs, parameters: { ...byId, ...parameters } })));
const json = async (parameters: JsonObject, inputs?: JsonObject[][]): Promise<Json[][]> => (await run(parameters, inputs)).map(jsonOf);
const o = { inputA: { x: 1, y: 2 }, inputB: { x: 1, y: 3 } };
const both = (different: JsonObject): JsonObject => ({ keys: { id: 2 }, same: { id: 2 }, different });

describe('compare datasets', () => {
  it('sorts items into four outputs', async () => {
    expect(await json({})).toEqual([[A[2]], [A[0]], [both({ v: { inputA: 'a', inputB: 'b' }, o }), both({ v: { inputA: 'a2', inputB: 'b' }, o: { ...o, inputA: null } })], [B[2], B[3], B[4]]]);
    expect((await run({}))[2]?.[0]?.pairedItem).toEqual([{ item: 1 }, { item: 1, input: 1 }]);
  });
  it('prefers one input, or mixes them', async () => {
    expect((await json({ resolve: 'preferInput1' }))[2]).toEqual([A[1], A[3]]);
    expect((await json({ resolve: 'preferInput2' }))[2]).toEqual([B[1], B[1]]);
    expect((await json({ resolve: 'mix', preferWhenMix: 'input1', exceptWhenMix: 'v' }))[2]).toEqual([{ ...A[1], v: 'b' }, { id: 2, v: 'b' }]);
  });
  it('compares fuzzily', async () => {
    const [onlyA, , different] = await json({ fuzzyCompare: true });
    expect(onlyA).toEqual([]);
    expect(different?.[1]).toEqual({ keys: { id: 3 }, same: { id: 3 }, different: { v: { inputA: 'onlyA', inputB: 'str' } } });
  });
  it('skips fields', async () => expect((await json({ options: { skipFields: 'v' } }))[2]?.[0]).toEqual({ ...both({ o }), skipped: { v: { inputA: 'a', inputB: 'b' } } }));
  it('compares all matches', async () => {
    const outputs = await json({ options: { multipleMatches: 'all' } });
    expect(outputs[2]).toHaveLength(4);
    expect(outputs[3]).toEqual([B[2], B[3]]);
  });
  it('counts a match field of another name as a difference', async () => {
    const outputs = await json({ mergeByFields: { values: [{ field1: 'id', field2: 'ref' }] } }, [[{ id: 1 }], [{ ref: 1 }]]);
    expect(outputs[2]).toEqual([{ keys: { id: 1 }, same: { id: 1 }, different: { ref: { inputA: null, inputB: 1 } } }]);
  });
  it('works with an empty side', async () => expect(await json({}, [A, []])).toEqual([A, [], [], []]));
  it('asks for fields', async () => expect(run({ mergeByFields: {} })).rejects.toThrow('Say which fields to match'));
  it('folds older versions', () => {
    expect(foldCompareDatasets({ ...byId, options: { fuzzyCompare: true } }, 1)).toEqual({ parameters: { ...byId, resolve: 'preferInput2', fuzzyCompare: true, options: { inputNames: 'numbers' } }, typeVersion: 2.3 });
    expect(foldCompareDatasets(byId, 2.1)).toEqual({ parameters: byId, typeVersion: 2.1 });
  });
});
