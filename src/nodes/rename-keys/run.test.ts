// Rename keys, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { renameKeys } from './definition';
import { runRenameKeys } from './run';

const input: JsonObject = { a: 1, b: { c: 2, d: 'x' }, Name_First: 'q', name_last: 'r', arr: [{ in_a: 1 }] };
const run = async (parameters: JsonObject, items = [input]) => jsonOf(outputsOf(await runRenameKeys(testContext(renameKeys, { items, parameters })))[0])[0];
const keys = (...key: [string, string][]) => ({ keys: { key: key.map(([currentKey, newKey]) => ({ currentKey, newKey })) } });
const regex = (searchRegex: string, replaceRegex: string, options: JsonObject = {}) => ({ additionalOptions: { regexReplacement: { replacements: [{ searchRegex, replaceRegex, options }] } } });
const { a: _a, ...rest } = input;

describe('rename keys', () => {
  it('by name and path', async () => {
    const before = structuredClone(input);
    expect(await run(keys(['a', 'z'], ['b.c', 'b.e'], ['nope', 'y']))).toEqual({ ...rest, b: { d: 'x', e: 2 }, z: 1 });
    expect(await run(keys(['b.c', 'flat']))).toEqual({ ...input, b: { d: 'x' }, flat: 2 });
    expect(await run(keys(['a', 'b.c']))).toEqual({ ...rest, b: { c: 1, d: 'x' } });
    expect(input).toEqual(before);
  });
  it('by expression, on all levels', async () => {
    expect(await run(regex('_', '-'))).toEqual({ a: 1, b: { c: 2, d: 'x' }, arr: [{ 'in-a': 1 }], 'Name-First': 'q', 'name-last': 'r' });
    expect(await run(regex('name_(.*)', 'n_$1', { caseInsensitive: true }))).toEqual({ a: 1, b: { c: 2, d: 'x' }, arr: [{ in_a: 1 }], n_First: 'q', n_last: 'r' });
  });
  it('down to a depth', async () => {
    expect(await run(regex('^(.)', 'K$1', { depth: 0 }))).toEqual({ Ka: 1, Kb: { c: 2, d: 'x' }, KName_First: 'q', Kname_last: 'r', Karr: [{ in_a: 1 }] });
    expect(await run(regex('^(.)', 'K$1', { depth: 1 }))).toEqual({ Ka: 1, Kb: { Kc: 2, Kd: 'x' }, KName_First: 'q', Kname_last: 'r', Karr: [{ in_a: 1 }] });
  });
  it('never into a prototype', async () => {
    await expect(run(keys(['a', '__proto__.polluted']))).rejects.toThrow('is not allowed');
    await run(regex('^a$', '__proto__'), [{ a: { polluted: 1 } }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
