// Aggregate, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { aggregate } from './definition';
import { runAggregate } from './run';

const items: JsonObject[] = [{ a: 1, b: { c: [1, null, 2] }, g: 'x' }, { a: null, b: { c: [3] }, g: 'y' }, { b: { c: 5 }, g: 'x' }];
const run = async (parameters: JsonObject) => outputsOf(await runAggregate(testContext(aggregate, { items, parameters })))[0] ?? [];
const fields = (...list: JsonObject[]): JsonObject => ({ fieldsToAggregate: { fieldToAggregate: list } });
const all = { aggregate: 'aggregateAllItemData' };

describe('aggregate', () => {
  it.each<[JsonObject, Json]>([
    [fields({ fieldToAggregate: 'a' }, { fieldToAggregate: 'b.c' }), { a: [1], c: [[1, 2], [3], 5] }],
    [{ ...fields({ fieldToAggregate: 'a' }, { fieldToAggregate: 'b.c', renameField: true, outputFieldName: 'q.r' }), options: { keepMissing: true } }, { a: [1, null, null], q: { r: [[1, null, 2], [3], 5] } }],
    [{ ...fields({ fieldToAggregate: 'b.c' }), options: { mergeLists: true } }, { c: [1, 2, 3, 5] }],
    [all, { data: items }],
    [{ ...all, include: 'specifiedFields', fieldsToInclude: 'a, b.c', destinationFieldName: 'x.y' }, { 'x.y': [{ a: 1 }, { a: null }] }],
    [{ ...all, include: 'allFieldsExcept', fieldsToExclude: 'b, g' }, { data: [{ a: 1 }, { a: null }] }],
    [{ ...all, include: 'specifiedFields', fieldsToInclude: 'zzz' }, { data: [] }],
  ])('%j', async (parameters, wanted) => expect(jsonOf(await run(parameters))).toEqual([wanted]));

  it('links to all items', async () => expect((await run(all))[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]));
  it('groups', async () => {
    const made = await run({ ...fields({ fieldToAggregate: 'b.c' }), options: { groupByFields: 'g' } });
    expect(jsonOf(made)).toEqual([{ g: 'x', c: [[1, 2], 5] }, { g: 'y', c: [[3]] }]);
    expect(made[0]?.pairedItem).toEqual([{ item: 0 }, { item: 2 }]);
  });
  it('gathers files under free names', async () => {
    const file = { id: 'f', mimeType: 'text/plain', fileSize: 1 };
    const context = (options: JsonObject) => testContext(aggregate, { items: [{ json: {}, binary: { data: file } }, { json: {}, binary: { data: { ...file } } }], parameters: { ...all, options } });
    expect(Object.keys(outputsOf(await runAggregate(context({ includeBinaries: true })))[0]?.[0]?.binary ?? {})).toEqual(['data', 'data_1']);
    expect(Object.keys(outputsOf(await runAggregate(context({ includeBinaries: true, keepOnlyUnique: true })))[0]?.[0]?.binary ?? {})).toEqual(['data']);
  });
  it('refuses nothing and names used twice', async () => {
    await expect(run({})).rejects.toThrow('Say which field to aggregate');
    await expect(run(fields({ fieldToAggregate: 'a' }, { fieldToAggregate: 'b.a' }))).rejects.toThrow('used more than once');
  });
});
