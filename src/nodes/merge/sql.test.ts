// Merge by SQL, on a real SQLite.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { runJob } from '~/server/workshop/jobs';
import { outputsOf, testContext } from '../testing';
import { merge } from './definition';
import { runMerge } from './run';

const people: JsonObject[] = [{ id: 1, name: 'ann', tags: ['a'], ok: true }, { id: 2, name: 'bob', tags: [] }, { id: 3, name: null }];
const orders: JsonObject[] = [{ id: 1, amount: 10.5 }, { id: 1, amount: 4 }, { id: 3, amount: 7 }];
async function run(query: string, inputs: JsonObject[][] = [people, orders], more: JsonObject = {}, typeVersion = 3.2) {
  return outputsOf(await runMerge(testContext(merge, { inputs, typeVersion, parameters: { mode: 'combineBySql', query, ...more }, tools: { work: runJob } })))[0] ?? [];
}
const json = async (...given: Parameters<typeof run>) => (await run(...given)).map(item => item.json);

describe('merge by SQL', () => {
  it('joins in the order of the items, with values as they came in', async () => {
    expect(await run('SELECT * FROM input1 LEFT JOIN input2 ON input1.id = input2.id')).toEqual([
      { json: { id: 1, name: 'ann', tags: ['a'], ok: true, amount: 10.5 }, pairedItem: [{ item: 0 }, { item: 0, input: 1 }] },
      { json: { id: 1, name: 'ann', tags: ['a'], ok: true, amount: 4 }, pairedItem: [{ item: 0 }, { item: 1, input: 1 }] },
      { json: { id: 2, name: 'bob', tags: [] }, pairedItem: [{ item: 1 }] },
      { json: { id: 3, name: null, amount: 7 }, pairedItem: [{ item: 2 }, { item: 2, input: 1 }] },
    ]);
  });
  it('knows where chosen columns are from, also under another name', async () => {
    expect(await run("SELECT p.name AS who, o.amount FROM input1 AS p JOIN input2 AS o ON p.id = o.id WHERE p.name = 'ann' ORDER BY amount")).toEqual([
      { json: { who: 'ann', amount: 4 }, pairedItem: [{ item: 0 }, { item: 1, input: 1 }] },
      { json: { who: 'ann', amount: 10.5 }, pairedItem: [{ item: 0 }, { item: 0, input: 1 }] },
    ]);
  });
  it('links sums to all items of the tables they name', async () => {
    expect(await run('SELECT id, SUM(amount) AS total FROM input2 GROUP BY id ORDER BY total DESC')).toEqual([
      { json: { id: 1, total: 14.5 }, pairedItem: [{ item: 0, input: 1 }, { item: 1, input: 1 }, { item: 2, input: 1 }] },
      { json: { id: 3, total: 7 }, pairedItem: expect.any(Array) },
    ]);
    expect(await json('SELECT COUNT(*) AS n FROM input1')).toEqual([{ n: 3 }]);
    expect(await json('SELECT id FROM input1 UNION SELECT id FROM input2')).toHaveLength(3);
    expect(await json("SELECT json_extract(tags, '$[0]') AS tag FROM input1 WHERE ok = true")).toEqual([{ tag: 'a' }]);
  });
  it('has tables for empty inputs, odd names and names that differ in case', async () => {
    expect(await json('SELECT * FROM input1', [[], []])).toEqual([]);
    expect(await json('SELECT "a b", "q""t" FROM input1', [[{ 'a b': 1, 'q"t': 2, A: 3, a: 4 }], []])).toEqual([{ 'a b': 1, 'q"t': 2 }]);
    expect(JSON.stringify(await json('SELECT * FROM input1', [[JSON.parse('{"__proto__":1}') as JsonObject], []]))).toBe('[{"__proto__":1}]');
  });
  it('says when there are no rows as each version does', async () => {
    const none = 'SELECT * FROM input1 WHERE id > 9';
    expect(await json(none)).toEqual([]);
    expect(await json(none, undefined, {}, 3.1)).toEqual([{ success: true }]);
    expect(await json(none, undefined, { options: { emptyQueryResult: 'success' } })).toEqual([{ success: true }]);
  });
  it.each([
    ['SELEC nothing', 'The query failed: near "SELEC": syntax error'],
    ['SELECT * FROM input3', 'The query failed: no such table: input3'],
    ['DELETE FROM input1', 'The query failed: attempt to write a readonly database'],
    ['', 'The query is empty'],
  ])('refuses %j', async (query, message) => expect(run(query)).rejects.toThrow(message));
  it('A7 reaches no file', async () => expect(json("ATTACH DATABASE '/etc/passwd' AS p; SELECT * FROM p.sqlite_master")).rejects.toThrow('The query failed'));
});
