// Edit fields, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { set } from './definition';
import { runSet } from './run';
import { foldSet } from './versions';

const input = { a: 1, b: { c: 2, d: 3 }, s: 'hi', e: null };
const fields = (...list: [name: string, type: string, value: Json][]): JsonObject => ({ assignments: { assignments: list.map(([name, type, value], id) => ({ id: String(id), name, type, value })) } });
const run = async (parameters: JsonObject, more: TestRun = {}) => outputsOf(await runSet(testContext(set, { items: [input], parameters, ...more })))[0] ?? [];
const json = async (parameters: JsonObject, more?: TestRun) => jsonOf(await run(parameters, more))[0];

describe('fields', () => {
  it('are all there is unless others are included', async () => expect(await json(fields(['x', 'string', 'v']))).toEqual({ x: 'v' }));
  it.each([
    ['string', { c: 2 }, '{"c":2}'],
    ['string', null, null],
    ['string', 5, '5'],
    ['number', '5', 5],
    ['number', '', 0],
    ['boolean', 'TRUE', true],
    ['boolean', 1, true],
    ['boolean', '0', false],
    ['array', '[1,2]', [1, 2]],
    ['object', '{"p":1}', { p: 1 }],
    ['any', 5, 5],
  ])('%s takes %j as %j', async (type, value, wanted) => expect(await json(fields(['x', type, value]))).toEqual({ x: wanted }));
  it.each([
    ['number', 'abc', "'x' expects a number but we got 'abc'"],
    ['boolean', 'yes', "'x' expects a boolean but we got 'yes'"],
    ['array', 'x', "'x' expects a list but we got 'x'"],
    ['object', [1], "'x' expects an object but we got '[1]'"],
  ])('%s refuses %j', async (type, value, message) => {
    await expect(run(fields(['x', type, value]))).rejects.toMatchObject({ name: 'NodeError', message, itemIndex: 0 });
    expect(await run(fields(['x', type, value]), { continueOnFail: true })).toMatchObject([{ json: { error: message }, error: { message }, pairedItem: { item: 0 } }]);
    expect(await json({ ...fields(['x', type, value]), options: { ignoreConversionErrors: true } })).toEqual({ x: value });
  });
  it('write into nested objects and lists without touching the input', async () => {
    const before = structuredClone(input);
    expect(await json({ ...fields(['b.c', 'number', '5'], ['q.r[0].s', 'string', 'x']), includeOtherFields: true })).toEqual({ ...input, b: { c: 5, d: 3 }, q: { r: [{ s: 'x' }] } });
    expect(input).toEqual(before);
  });
  it('keep dots when told to', async () => expect(await json({ ...fields(['a.b', 'string', 'q']), options: { dotNotation: false } })).toEqual({ 'a.b': 'q' }));
  it('cannot reach a prototype', async () => {
    await expect(run(fields(['a.__proto__.polluted', 'string', 'x']))).rejects.toThrow('is not allowed');
    await expect(run(fields(['__proto__', 'string', 'x']))).rejects.toThrow('is not allowed');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('other fields', () => {
  const other = (parameters: JsonObject) => json({ ...fields(['z', 'string', 'q']), includeOtherFields: true, ...parameters });
  it('all', async () => expect(await other({})).toEqual({ ...input, z: 'q' }));
  it('selected', async () => expect(await other({ include: 'selected', includeFields: 'b.c, s, nope' })).toEqual({ c: 2, s: 'hi', z: 'q' }));
  it('all but some', async () => expect(await other({ include: 'except', excludeFields: 'b.c, s' })).toEqual({ a: 1, b: { d: 3 }, e: null, z: 'q' }));
});

describe('JSON', () => {
  it('text or object', async () => {
    expect(await json({ mode: 'raw', jsonOutput: '{"a": 5}' })).toEqual({ a: 5 });
    expect(await json({ mode: 'raw', jsonOutput: { a: 5 }, includeOtherFields: true })).toEqual({ ...input, a: 5 });
  });
  it.each(['[1]', 'nope', '5'])('refuses %s', async jsonOutput => expect(run({ mode: 'raw', jsonOutput })).rejects.toMatchObject({ name: 'NodeError' }));
});

describe('items', () => {
  it('resolves parameters for each item', async () => {
    const made = await run({}, { items: [{ n: 1 }, { n: 2 }], parameters: index => fields(['i', 'number', index]) });
    expect(made).toEqual([{ json: { i: 0 }, pairedItem: { item: 0 } }, { json: { i: 1 }, pairedItem: { item: 1 } }]);
  });
  it('makes duplicates in manual runs only', async () => {
    const duplicated = { ...fields(['x', 'string', 'v']), duplicateItem: true, duplicateCount: 2 };
    expect(await run(duplicated)).toHaveLength(3);
    expect(await run(duplicated, { mode: 'webhook' })).toHaveLength(1);
    await expect(run({ ...duplicated, duplicateCount: 1e9 })).rejects.toThrow('1000 times at most');
  });
  const file = { id: 'f', mimeType: 'text/plain', fileSize: 1 };
  it.each([
    [3.4, {}, false],
    [3.4, { includeOtherFields: true }, true],
    [3.4, { includeOtherFields: true, options: { stripBinary: true } }, false],
    [3.3, {}, false],
    [3.3, { options: { includeBinary: true } }, true],
  ])('version %s with %j keeps files: %s', async (typeVersion, parameters, kept) => {
    const [item] = await run(parameters, { typeVersion, items: [{ json: {}, binary: { data: file } }] });
    expect(item?.binary).toEqual(kept ? { data: file } : undefined);
  });
});

describe('older versions', () => {
  const folded = async (parameters: JsonObject, version: number) => {
    const result = foldSet(parameters, version);
    return json(result.parameters, { typeVersion: result.typeVersion });
  };
  it('1 converts nothing and adds in the order boolean, number, text', async () => {
    const made = await folded({ values: { string: [{ name: 'st', value: 'x' }], number: [{ name: 'nu', value: '=hi' }], boolean: [{ name: 'bo', value: true }, { name: 'bo2' }] } }, 1);
    expect(made).toEqual({ ...input, bo: true, bo2: false, nu: '=hi', st: 'x' });
    expect(Object.keys(made as JsonObject).slice(-4)).toEqual(['bo', 'bo2', 'nu', 'st']);
  });
  it('2 converts numbers', async () => expect(await folded({ keepOnlySet: true, values: { string: [{ name: 'b.x', value: '1' }], number: [{ name: 'nu', value: '7' }] } }, 2)).toEqual({ nu: 7, b: { x: '1' } }));
  it('3.2 includes all fields', async () => expect(await folded({ fields: { values: [{ name: 'x', stringValue: 'v' }, { name: 'bo', type: 'booleanValue' }] } }, 3.2)).toEqual({ ...input, x: 'v', bo: true }));
  it('3 can include none', async () => expect(await folded({ include: 'none', fields: { values: [{ name: 'n', type: 'numberValue', numberValue: '4' }] } }, 3)).toEqual({ n: 4 }));
});
