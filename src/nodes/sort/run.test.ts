// Sort: stable, without regard to case; what is missing comes last.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { Tools } from '../contract';
import { jsonOf, outputsOf, testContext } from '../testing';
import { sort } from './definition';
import { runSort } from './run';

const items: JsonObject[] = [{ n: 2, s: 'b' }, { n: 10, s: 'A' }, { s: 'a' }, { n: 1, s: 'C' }, { n: null, s: 'c' }];
const run = async (parameters: JsonObject, tools: Partial<Tools> = {}) => outputsOf(await runSort(testContext(sort, { items, parameters, tools })))[0] ?? [];
const by = (...list: JsonObject[]): JsonObject => ({ sortFieldsUi: { sortField: list } });
const values = async (parameters: JsonObject, key: string) => jsonOf(await run(parameters)).map(json => (json as JsonObject)[key]);

describe('sort', () => {
  it('numbers', async () => {
    expect(await values(by({ fieldName: 'n' }), 'n')).toEqual([1, 2, 10, undefined, null]);
    expect(await values(by({ fieldName: 'n', order: 'descending' }), 'n')).toEqual([10, 2, 1, undefined, null]);
  });
  it('texts, keeping the order of equals', async () => expect(await values(by({ fieldName: 's' }), 's')).toEqual(['A', 'a', 'b', 'C', 'c']));
  it('by several fields', async () => expect(await values(by({ fieldName: 's' }, { fieldName: 'n', order: 'descending' }), 's')).toEqual(['A', 'a', 'b', 'C', 'c']));
  it('links items to where they were', async () => expect((await run(by({ fieldName: 'n' })))[0]).toEqual({ json: items[3], pairedItem: { item: 3 } }));
  it('refuses a field that is nowhere', async () => {
    await expect(run(by({ fieldName: 'x.y' }))).rejects.toThrow('No item has the field "x.y"');
    await expect(run({})).rejects.toThrow('Say which field to sort by');
  });
  it('at random keeps all', async () => expect((await values({ type: 'random' }, 's')).sort()).toEqual(['A', 'C', 'a', 'b', 'c']));
  it('by code, whose order is checked', async () => {
    const tools = (order: number[]): Partial<Tools> => ({ sandbox: async ({ code }) => {
      expect(code).toContain('return a.json.n - b.json.n');
      return { result: { output: { order }, returned: true }, logs: [] };
    } });
    const parameters = { type: 'code', code: 'return a.json.n - b.json.n' };
    expect(jsonOf(await run(parameters, tools([4, 0, 1, 2, 3])))[0]).toEqual(items[4]);
    await expect(run({ type: 'code', code: 'a' })).rejects.toThrow('must return a number');
  });
});
