// Merge, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { merge } from './definition';
import { runMerge } from './run';
import { foldMerge } from './versions';

const A: JsonObject[] = [{ id: 1, a: 'x', c: 'A1', o: { p: 1, l: [1, 2] } }, { id: 2, a: 'y', c: '' }, { id: 3, a: 'z', c: null }, { noid: 1 }];
const B: JsonObject[] = [{ id: 1, b: 'B1', c: 'C1', o: { q: 2, l: [9] } }, { id: 1, b: 'B1b', c: 'C1b' }, { id: 3, b: 'B3', c: 'C3' }, { id: '2', b: 's' }, { id: 9, b: 'n', c: '' }];
const run = async (parameters: JsonObject, inputs: JsonObject[][] = [A, B]) => outputsOf(await runMerge(testContext(merge, { inputs, parameters })))[0] ?? [];
const json = async (parameters: JsonObject, inputs?: JsonObject[][]) => jsonOf(await run(parameters, inputs));
const by = { mode: 'combine', fieldsToMatchString: 'id' };

const first = { id: 1, a: 'x', c: 'C1', o: { p: 1, l: [9, 2], q: 2 }, b: 'B1' };
const second = { id: 1, a: 'x', c: 'C1b', o: { p: 1, l: [1, 2] }, b: 'B1b' };
const third = { id: 3, a: 'z', c: 'C3', b: 'B3' };

describe('by fields', () => {
  it('keeps matches, one item for each', async () => {
    const items = await run(by);
    expect(jsonOf(items)).toEqual([first, second, third]);
    expect(items[0]?.pairedItem).toEqual([{ item: 0 }, { item: 0, input: 1 }]);
  });
  it('keeps the first match', async () => expect(await json({ ...by, options: { multipleMatches: 'first' } })).toEqual([first, third]));
  it('keeps one input only', async () => {
    expect(await json({ ...by, outputDataFrom: 'input1' })).toEqual([A[0], A[2]]);
    expect(await json({ ...by, outputDataFrom: 'input2' })).toEqual([B[0], B[1], B[2]]);
  });
  it('keeps what does not match, and says where it is from', async () => {
    expect(await json({ ...by, joinMode: 'keepNonMatches' })).toEqual([{ ...A[1], _source: 'input1' }, { noid: 1, _source: 'input1' }, { ...B[3], _source: 'input2' }, { ...B[4], _source: 'input2' }]);
    expect(await json({ ...by, joinMode: 'keepNonMatches', outputDataFrom: 'input1' })).toEqual([A[1], A[3]]);
  });
  it('keeps everything', async () => expect(await json({ ...by, joinMode: 'keepEverything' })).toEqual([first, second, third, A[1], A[3], B[3], B[4]]));
  it('enriches input 1: matches first, then the rest', async () => expect(await json({ ...by, joinMode: 'enrichInput1' })).toEqual([first, second, third, A[1], A[3]]));
  it('enriches input 2, where input 1 wins', async () => {
    const items = await run({ ...by, joinMode: 'enrichInput2' });
    expect(jsonOf(items).map(item => (item as JsonObject).c)).toEqual(['A1', 'A1', null, undefined, '']);
    expect(items[0]?.pairedItem).toEqual([{ item: 0, input: 1 }, { item: 0 }]);
    expect(items[3]).toEqual({ json: B[3], pairedItem: { item: 3, input: 1 } });
  });
  it('compares fuzzily', async () => expect(await json({ ...by, options: { fuzzyCompare: true } })).toEqual([first, second, { id: '2', a: 'y', c: '', b: 's' }, third]));
  it('adds suffixes to all names', async () => expect((await json({ ...by, options: { clashHandling: { values: { resolveClash: 'addSuffix' } } } }))[2]).toEqual({ id_1: 3, a_1: 'z', c_1: null, id_2: 3, b_2: 'B3', c_2: 'C3' }));
  it('prefers an input, unless its value is empty', async () => {
    const clash = (values: JsonObject) => json({ ...by, options: { clashHandling: { values } } });
    expect((await clash({ resolveClash: 'preferInput1', overrideEmpty: true })).map(item => (item as JsonObject).c)).toEqual(['A1', 'A1', 'C3']);
    expect((await clash({ resolveClash: 'preferInput1', mergeMode: 'shallowMerge' }))[0]).toEqual({ id: 1, b: 'B1', c: 'A1', o: { p: 1, l: [1, 2] }, a: 'x' });
  });
  it('matches differently named and nested fields', async () => {
    const parameters = { mode: 'combine', advanced: true, mergeByFields: { values: [{ field1: 'k.id', field2: 'ref' }] } };
    expect(await json(parameters, [[{ k: { id: { x: 1 } } }], [{ ref: { x: 1 }, v: 2 }, { ref: { x: 2 } }]])).toEqual([{ k: { id: { x: 1 } }, ref: { x: 1 }, v: 2 }]);
  });
  it('refuses more matches than fit, and looks among equal objects only', async () => {
    const same = Array.from({ length: 1001 }, () => ({ id: 1 }));
    await expect(run(by, [same, same])).rejects.toThrow('too many');
    expect(await run({ ...by, options: { multipleMatches: 'first' } }, [same, same])).toHaveLength(1001);
    const objects = Array.from({ length: 3000 }, (_, n) => ({ id: { n } }));
    expect(await run(by, [objects, objects.map(({ id }) => ({ id: { ...id } }))])).toHaveLength(3000);
  });
  it('asks for fields', async () => expect(run({ mode: 'combine' })).rejects.toThrow('Say which fields to match'));
  it('keeps polluting names as data', async () => {
    const bad = JSON.parse('{"id":1,"__proto__":{"polluted":1}}') as JsonObject;
    await json(by, [[bad], [{ ...bad }]]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('other ways', () => {
  it('by position', async () => {
    expect(await json({ mode: 'combine', combineBy: 'combineByPosition' })).toHaveLength(4);
    expect((await json({ mode: 'combine', combineBy: 'combineByPosition', options: { includeUnpaired: true } }))[4]).toEqual(B[4]);
    expect(await json({ mode: 'combine', combineBy: 'combineByPosition' }, [A, []])).toEqual([]);
    expect(await json({ mode: 'combine', combineBy: 'combineByPosition', numberInputs: 3 }, [[{ a: 1 }], [{ b: 2 }], [{ c: 3 }]])).toEqual([{ a: 1, b: 2, c: 3 }]);
  });
  it('all combinations', async () => {
    const items = await run({ mode: 'combine', combineBy: 'combineAll' });
    expect(items).toHaveLength(20);
    expect(items[5]?.pairedItem).toEqual([{ item: 1 }, { item: 0, input: 1 }]);
  });
  it('refuses endless combinations', async () => {
    const many = Array.from({ length: 1001 }, () => ({}));
    await expect(run({ mode: 'combine', combineBy: 'combineAll' }, [many, many])).rejects.toThrow('too many');
  });
  it('append', async () => expect(await run({}, [[{ a: 1 }], [{ b: 1 }], [{ c: 1 }]])).toEqual([{ json: { a: 1 }, pairedItem: { item: 0 } }, { json: { b: 1 }, pairedItem: { item: 0, input: 1 } }, { json: { c: 1 }, pairedItem: { item: 0, input: 2 } }]));
  it('one branch', async () => {
    expect(await json({ mode: 'chooseBranch', useDataOfInput: '2' })).toEqual(B);
    expect(await run({ mode: 'chooseBranch', output: 'empty' }, [[{ a: 1 }], [{ b: 1 }]])).toEqual([{ json: {}, pairedItem: [{ item: 0 }, { item: 0, input: 1 }] }]);
  });
  it('has as many inputs as it says', () => {
    const ports = (parameters: JsonObject) => (typeof merge.inputs === 'function' ? merge.inputs(parameters, 3.2) : merge.inputs);
    expect(ports({ numberInputs: 99 })).toHaveLength(10);
    expect(ports({ numberInputs: 'x' })).toHaveLength(2);
    expect(ports({ mode: 'chooseBranch' })).toEqual([{ label: 'Input 1', required: true }, { label: 'Input 2', required: true }]);
  });
});

describe('older versions', () => {
  const old = (parameters: JsonObject, version = 1) => json(foldMerge(parameters, version).parameters);
  const key = { propertyName1: 'id', propertyName2: 'id' };
  it('keeps and removes key matches', async () => {
    expect(await old({ mode: 'keepKeyMatches', ...key })).toEqual([A[0], A[1], A[2]]);
    expect(await old({ mode: 'removeKeyMatches', ...key })).toEqual([A[3]]);
  });
  it('merges by key', async () => {
    expect((await old({ mode: 'mergeByKey', ...key })).slice(0, 1)).toEqual([{ id: 1, a: 'x', c: 'C1b', o: { p: 1, l: [1, 2] }, b: 'B1b' }]);
    const kept = async (overwrite: string) => (await old({ mode: 'mergeByKey', ...key, overwrite })).slice(0, 3).map(item => (item as JsonObject).c);
    expect(await kept('blank')).toEqual(['A1', '', 'C3']);
    expect(await kept('undefined')).toEqual(['A1', '', null]);
  });
  it('merges by index', async () => {
    expect(await old({ mode: 'mergeByIndex' })).toHaveLength(4);
    expect(await old({ mode: 'mergeByIndex', join: 'outer' })).toHaveLength(5);
    expect((await old({ mode: 'mergeByIndex' }))[0]).toEqual({ id: 1, a: 'x', c: 'C1', o: { q: 2, l: [9] }, b: 'B1' });
  });
  it('passes through, waits, multiplies', async () => {
    expect(await old({ mode: 'passThrough', output: 'input2' })).toEqual(B);
    expect(await old({ mode: 'wait' })).toEqual([{}]);
    expect(await old({ mode: 'multiplex' })).toHaveLength(20);
    expect(await old({})).toHaveLength(9);
  });
  it('2.1', async () => {
    expect(await old({ mode: 'combine', mergeByFields: { values: [{ field1: 'id', field2: 'id' }] } }, 2.1)).toEqual([first, second, third]);
    expect(await old({ mode: 'combine', combinationMode: 'mergeByPosition' }, 2)).toHaveLength(4);
    expect(await old({ mode: 'chooseBranch', output: 'input2' }, 2.1)).toEqual(B);
  });
});
