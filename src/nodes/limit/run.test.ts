// Limit keeps one end of the list.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { limit } from './definition';
import { runLimit } from './run';

const items = [1, 2, 3].map(i => ({ i }));
const run = async (parameters: JsonObject) => outputsOf(await runLimit(testContext(limit, { items, parameters })))[0] ?? [];

describe('limit', () => {
  it('keeps the first', async () => expect(jsonOf(await run({}))).toEqual([{ i: 1 }]));
  it('keeps the last, linked to where they were', async () => expect(await run({ maxItems: 2, keep: 'lastItems' })).toEqual([{ json: { i: 2 }, pairedItem: { item: 1 } }, { json: { i: 3 }, pairedItem: { item: 2 } }]));
  it('keeps all of a short list', async () => expect(await run({ maxItems: 9, keep: 'lastItems' })).toHaveLength(3));
  it('keeps none', async () => expect(await run({ maxItems: 0, keep: 'lastItems' })).toEqual([]));
  it('wants a number', async () => expect(run({ maxItems: 'x' })).rejects.toThrow('must be a number'));
});
