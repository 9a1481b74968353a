// Postgres against a real PostgreSQL, as observed on n8n 2.38.7.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '~/db/testing/database';
import type { JsonObject } from '~/lib/json';
import { systemTools } from '~/server/testing/systems';
import { crateDb } from '../crate-db/definition';
import { runCrateDb } from '../crate-db/run';
import { questDb } from '../quest-db/definition';
import { runQuestDb } from '../quest-db/run';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { timescaleDb } from '../timescale-db/definition';
import { runTimescaleDb } from '../timescale-db/run';
import { postgres } from './definition';
import { runPostgres } from './run';
import { foldPostgres } from './versions';

let database: TestDatabase;
let fields: Record<string, string>;
beforeAll(async () => {
  database = await cloneDatabase();
  const url = new URL(database.url);
  fields = { host: url.hostname, port: url.port, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1), ssl: 'disable' };
});
afterAll(() => database.drop());

const items = [{ n: 'x', z: 1 }, { n: "o'y", z: 0 }];
async function run(parameters: JsonObject | ((index: number) => JsonObject), more: TestRun = {}) {
  const { typeVersion = 2.6 } = more;
  const folded = typeof parameters === 'function' ? parameters : foldPostgres(parameters, typeVersion).parameters;
  return outputsOf(await runPostgres(testContext(postgres, { items, parameters: folded, tools: systemTools(fields), typeVersion, ...more })))[0] ?? [];
}
const query = (text: string, options: JsonObject = {}, more: TestRun = {}) => run({ operation: 'executeQuery', query: text, options }, more);
const one = { items: [{}] };
const mapped = (value: JsonObject, more: JsonObject = {}) => ({ mappingMode: 'defineBelow', value, matchingColumns: [], schema: [], ...more });

describe('postgres', () => {
  it('reads and writes lists, in which NULL and the word are two things', async () => {
    const read = `select array['a', null, 'NULL', 'say "x", \\y']::text[] as words, array[1, null]::int[] as numbers, array[[1, 2], [3, 4]] as table, array['2024-01-02'::date, null] as days, array['{"a": 1}']::jsonb[] as objects, array[]::text[] as nothing, array[true, null] as flags`;
    expect(jsonOf(await query(read, {}, one))).toEqual([{ words: ['a', null, 'NULL', 'say "x", \\y'], numbers: [1, null], table: [[1, 2], [3, 4]], days: ['2024-01-02T00:00:00.000Z', null], objects: [{ a: 1 }], nothing: [], flags: [true, null] }]);
    await query('create table if not exists lists(words text[], numbers int[], objects jsonb[])');
    const written = { words: ['a', null, 'NULL', 'say "x", \\y'], numbers: [1, null], objects: [{ a: 'b "c"' }] };
    expect(jsonOf(await run({ operation: 'insert', schema: 'public', table: 'lists', columns: mapped(written) }, one))).toEqual([written]);
  });

  it('creates, inserts, selects, updates, upserts, deletes', async () => {
    expect(await query('create table if not exists t1(id serial primary key, name text unique, big bigint, num numeric, f float8, d date, ts timestamp, tz timestamptz, j jsonb, ok boolean, arr int[])')).toEqual([{ json: { success: true }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
    const value = (index: number) => mapped({ name: items[index]?.n ?? '', big: '9007199254740993', num: '1.50', f: 1.5, d: '2024-01-02', ts: '2024-01-02 03:04:05', tz: '2024-01-02T03:04:05Z', j: index === 0 ? '{"a":1}' : { a: [1] }, ok: index === 0 ? 'true' : false, arr: index === 0 ? '{1,2}' : [3] });
    expect(await run(index => ({ operation: 'insert', schema: 'public', table: 't1', columns: value(index) }))).toEqual([
      { json: { id: 1, name: 'x', big: '9007199254740993', num: '1.50', f: 1.5, d: '2024-01-02T00:00:00.000Z', ts: '2024-01-02T03:04:05.000Z', tz: '2024-01-02T03:04:05.000Z', j: { a: 1 }, ok: true, arr: [1, 2] }, pairedItem: { item: 0 } },
      { json: expect.objectContaining({ id: 2, name: "o'y", j: { a: [1] }, ok: false, arr: [3] }), pairedItem: { item: 1 } },
    ]);
    expect(jsonOf(await run({ operation: 'select', table: 't1', limit: 1, where: { values: [{ column: 'id', condition: '>=', value: '1' }, { column: 'name', condition: 'LIKE', value: '%' }] }, sort: { values: [{ column: 'id', direction: 'DESC' }] }, options: { outputColumns: ['id', 'name'] } }, one))).toEqual([{ id: 2, name: "o'y" }]);
    expect(jsonOf(await run({ operation: 'select', table: 't1', returnAll: true, where: { values: [{ column: 'id', condition: 'equal', value: '99' }] } }, one))).toEqual([]);
    expect(jsonOf(await run({ operation: 'update', table: 't1', columns: mapped({ id: 1, num: 7 }, { matchingColumns: ['id'] }), options: { outputColumns: ['id', 'num'] } }, one))).toEqual([{ id: 1, num: '7' }]);
    await expect(run({ operation: 'update', table: 't1', columns: mapped({ id: 999, num: 7 }, { matchingColumns: ['id'] }) }, one)).rejects.toMatchObject({ message: "The row you are trying to update doesn't exist", itemIndex: 0 });
    expect(jsonOf(await run({ operation: 'upsert', table: 't1', columns: mapped({ id: 50, num: 7 }, { matchingColumns: ['id'] }), options: { outputColumns: ['id', 'num'] } }))).toEqual([{ id: 50, num: '7' }, { id: 50, num: '7' }]);
    expect(jsonOf(await run({ operation: 'deleteTable', table: 't1', deleteCommand: 'delete', where: { values: [{ column: 'id', condition: 'equal', value: '50' }] } }))).toEqual([{ success: true }]);
    expect(jsonOf(await query('select count(*) as c from t1', { largeNumbersOutput: 'numbers' }, one))).toEqual([{ c: 2 }]);
  });

  it('maps the item automatically, and skips what is there already', async () => {
    const insert = { operation: 'insert', table: 't1', columns: { mappingMode: 'autoMapInputData', value: {} } };
    expect(jsonOf(await run({ ...insert, options: { outputColumns: ['name', 'ok'] } }, { items: [{ name: 'auto', ok: true }] }))).toEqual([{ name: 'auto', ok: true }]);
    expect(await run({ ...insert, options: { skipOnConflict: true } }, { items: [{ name: 'auto' }] })).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }]);
    await expect(run(insert, { items: [{ nope: 1 }] })).rejects.toThrow('column "nope" of relation "t1" does not exist');
    await expect(run(insert, { items: [{}] })).rejects.toThrow('nothing to write');
  });

  it('takes values as parameters, never as text', async () => {
    expect(jsonOf(await query("select $1::int + 1 as a, $2 as b, '$1' as c", { queryReplacement: [5, "'; drop table t1; --"] }, one))).toEqual([{ a: 6, b: "'; drop table t1; --", c: '$1' }]);
    expect(jsonOf(await query('select name from $1:name where id = $2', { queryReplacement: 't1, 1' }, one))).toEqual([{ name: 'x' }]);
    expect(jsonOf(await query('select id from t1 where id in ($1:csv) and ok = $2', { queryReplacement: [[1, 2], 'true'] }, one))).toEqual([{ id: 1 }]);
    await expect(query('select * from $1:name', { queryReplacement: ['t1"; drop table t1; --'] }, one)).rejects.toThrow('does not exist');
    await expect(query('select $2', { queryReplacement: 'x' }, one)).rejects.toThrow('The query uses $2, but there is 1 query parameter');
    await expect(query('select $1^', { queryReplacement: 'x' }, one)).rejects.toThrow('Weft refuses');
    expect(jsonOf(await query('select $tag$ $1 $tag$ as a, "id" as "$1" /* $1 */ from t1 where id = $1 -- $2', { queryReplacement: [1] }, one))).toEqual([{ a: ' $1 ', $1: 1 }]);
  });

  it('gives types as n8n does, every result of several statements, and names that look like prototypes', async () => {
    expect(jsonOf(await query(`select array[1,2] as arr, '\\x01ff'::bytea as b, 5::int2 as i2, count(*) as c, '12:00'::time as t, null as n, 1.5::numeric, '{"a":[1]}'::json as js, 1 as "__proto__" from t1 where false`, {}, one)).map(row => Object.entries(row as JsonObject))).toEqual([[['arr', [1, 2]], ['b', { type: 'Buffer', data: [1, 255] }], ['i2', 5], ['c', '0'], ['t', '12:00:00'], ['n', null], ['numeric', '1.5'], ['js', { a: [1] }], ['__proto__', 1]]]);
    expect(jsonOf(await query('select 1 as a; select 2 as b', {}, one))).toEqual([{ a: 1 }, { b: 2 }]);
    expect(jsonOf(await query('update t1 set num = 2 where id = 9; select 5 as y', {}, one))).toEqual([{ y: 5 }]);
    expect(await query('update t1 set num = 2 where id = 1', { queryBatching: 'independently' })).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }, { json: { success: true }, pairedItem: { item: 1 } }]);
  });

  it('batches: a failure takes everything back, or stops only its own item', async () => {
    const sometimes = (queryBatching: string) => (index: number) => ({ operation: 'executeQuery', query: `insert into t1(name) values ('${queryBatching}${index}') returning 1/${items[index]?.z} as x`, options: { queryBatching } });
    const count = async () => jsonOf(await query('select count(*) as c from t1', {}, one));
    const before = await count();
    for (const batching of ['transaction', 'single']) await expect(run(sometimes(batching))).rejects.toMatchObject({ message: 'division by zero', itemIndex: 1 });
    expect(await count()).toEqual(before);
    expect(jsonOf(await run(sometimes('independently'), { continueOnFail: true }))).toEqual([{ x: 1 }, { error: { name: 'NodeOperationError', message: 'division by zero' } }]);
    expect(jsonOf(await query('select nope', {}, { continueOnFail: true }))).toEqual([{ message: 'column "nope" does not exist', error: { name: 'NodeOperationError', message: 'column "nope" does not exist' } }]);
  });

  it('version 1 names columns in a list and gives nothing for changes; 2.0 sends values', async () => {
    expect(jsonOf(await run({ operation: 'insert', table: 't1', columns: 'name,ok', returnFields: 'name' }, { typeVersion: 1, items: [{ name: 'v1', ok: true }] }))).toEqual([{ name: 'v1' }]);
    expect(jsonOf(await run({ operation: 'update', table: 't1', updateKey: 'name', columns: 'ok', returnFields: 'name, ok' }, { typeVersion: 1, items: [{ name: 'v1', ok: false }] }))).toEqual([{ name: 'v1', ok: false }]);
    expect(jsonOf(await run({ operation: 'executeQuery', query: 'update t1 set ok = $1', additionalFields: { queryParams: 'flag' } }, { typeVersion: 1, items: [{ flag: true }] }))).toEqual([]);
    expect(jsonOf(await run({ operation: 'update', table: 't1', dataMode: 'defineBelow', columnToMatchOn: 'id', valueToMatchOn: '999', valuesToSend: { values: [{ column: 'name', value: 'q' }] } }, { typeVersion: 2.1, ...one }))).toEqual([{ success: true }]);
    expect(jsonOf(await run({ operation: 'insert', table: 't1', dataMode: 'defineBelow', valuesToSend: { values: [{ column: 'name', value: 'v2' }] }, options: { outputColumns: ['name'] } }, { typeVersion: 2, ...one }))).toEqual([{ name: 'v2' }]);
  });

  it('folding twice changes nothing more: files are folded on import and again when they run', () => {
    const written: JsonObject[] = [{ table: 't', columns: 'a', returnFields: 'b', additionalFields: { mode: 'transaction', queryParams: 'x' } }, { operation: 'executeQuery', query: 'select 1' }, {}];
    for (const parameters of written) {
      const once = foldPostgres(parameters, 1);
      expect(foldPostgres(once.parameters, once.typeVersion)).toEqual(once);
    }
    expect(foldPostgres({ options: { largeNumbersOutput: 'numbers' } }, 1).parameters.options).toMatchObject({ largeNumbersOutput: 'numbers', queryBatching: 'single' });
  });

  it('stops with the execution, and says what is wrong without the password', async () => {
    const controller = new AbortController();
    const slow = query('select pg_sleep(20)', {}, { ...one, tools: systemTools(fields, { signal: controller.signal }) });
    setTimeout(() => controller.abort(), 200);
    await expect(slow).rejects.toThrow('cancelled');
    await expect(query('select 1', {}, { ...one, tools: systemTools({ ...fields, user: 'nobody', password: 'wrong-one' }) })).rejects.toMatchObject({ message: expect.not.stringContaining('wrong-one') });
    await expect(query('select 1', {}, { ...one, tools: systemTools({ ...fields, ssl: 'require' }) })).rejects.toThrow();
    await expect(query('select 1', {}, { ...one, tools: systemTools(fields, { allow: [] }) })).rejects.toThrow('EGRESS_BLOCKED');
  });
});

describe('databases with the same protocol', () => {
  it('run without the catalogue and without transactions', async () => {
    const folded = (parameters: JsonObject) => foldPostgres(parameters, 1).parameters;
    const tools = systemTools(fields);
    const made = await runCrateDb(testContext(crateDb, { typeVersion: 1, items: [{ name: 'crate', ok: true }, { name: 'crate2', ok: false }], parameters: folded({ operation: 'insert', table: 't1', columns: 'name,ok', returnFields: 'name' }), tools }));
    expect(jsonOf(outputsOf(made)[0])).toEqual([{ name: 'crate' }, { name: 'crate2' }]);
    const quest = await runQuestDb(testContext(questDb, { typeVersion: 1, items: [{ name: 'quest' }], parameters: folded({ operation: 'insert', table: 't1', columns: 'name' }), tools }));
    expect(jsonOf(outputsOf(quest)[0])).toEqual([]);
    const scale = await runTimescaleDb(testContext(timescaleDb, { typeVersion: 1, items: [{}], parameters: folded({ operation: 'executeQuery', query: "select name from t1 where name like 'crate%' or name = 'quest' order by name" }), tools }));
    expect(jsonOf(outputsOf(scale)[0])).toEqual([{ name: 'crate' }, { name: 'crate2' }, { name: 'quest' }]);
  });
});
