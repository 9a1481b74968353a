// MySQL against a real MariaDB, as observed on n8n 2.38.7.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { MARIADB_PASSWORD, MARIADB_USER, startMariadb } from '~/server/testing/servers/mariadb';
import { systemTools } from '~/server/testing/systems';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { mySql } from './definition';
import { runMySql } from './run';
import { foldMySql } from './versions';

let server: Awaited<ReturnType<typeof startMariadb>>;
let tools: ReturnType<typeof systemTools>;
beforeAll(async () => {
  server = await startMariadb();
  tools = systemTools({ host: '127.0.0.1', port: String(server.port), user: MARIADB_USER, password: MARIADB_PASSWORD, database: 'shop' });
}, 180_000);
afterAll(() => server.stop());

const items = [{ n: 'x', z: 1 }, { n: "o'y", z: 0 }];
async function run(parameters: JsonObject | ((index: number) => JsonObject), more: TestRun = {}) {
  const { typeVersion = 2.4 } = more;
  const folded = typeof parameters === 'function' ? parameters : foldMySql(parameters, typeVersion).parameters;
  return outputsOf(await runMySql(testContext(mySql, { items, parameters: folded, tools, typeVersion, ...more })))[0] ?? [];
}
const query = (text: string, options: JsonObject = {}) => run({ operation: 'executeQuery', query: text, options });

describe('mySql', () => {
  it('creates, inserts, selects, updates, upserts, deletes', async () => {
    expect(jsonOf(await query('create table if not exists t1(id int auto_increment primary key, name varchar(50), big bigint, num decimal(10,2), d date, ts datetime, j json, b blob)'))).toEqual([{ success: true }]);
    const inserted = await run(index => ({ operation: 'insert', table: 't1', dataMode: 'defineBelow', valuesToSend: { values: [{ column: 'name', value: items[index]?.n ?? '' }, { column: 'big', value: '9007199254740993' }, { column: 'num', value: '1.5' }, { column: 'd', value: '2024-01-02' }, { column: 'ts', value: '2024-01-02 03:04:05' }, { column: 'j', value: '{"a":1}' }] } }));
    expect(inserted).toEqual([{ json: { success: true }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
    expect(jsonOf(await run({ operation: 'select', table: 't1', limit: 1, sort: { values: [{ column: 'id', direction: 'ASC' }] } }, { items: [{}] }))).toEqual([{ id: 1, name: 'x', big: '9007199254740993', num: '1.50', d: '2024-01-02', ts: '2024-01-02 03:04:05', j: { a: 1 }, b: null }]);
    expect(await run({ operation: 'select', table: 't1', limit: 1, where: { values: [{ column: 'id', condition: '>=', value: '1' }, { column: 'name', condition: 'LIKE', value: '%' }] }, sort: { values: [{ column: 'id', direction: 'DESC' }] }, options: { outputColumns: ['id', 'name'] } })).toEqual([{ json: { id: 2, name: "o'y" }, pairedItem: { item: 0 } }, { json: { id: 2, name: "o'y" }, pairedItem: { item: 1 } }]);
    expect(jsonOf(await run({ operation: 'update', table: 't1', dataMode: 'defineBelow', columnToMatchOn: 'id', valueToMatchOn: '1', valuesToSend: { values: [{ column: 'num', value: '7' }] } }, { items: [{}] }))).toEqual([{ success: true }]);
    expect(jsonOf(await run({ operation: 'upsert', table: 't1', dataMode: 'autoMapInputData', columnToMatchOn: 'id' }, { items: [{ id: 1, num: 8 }, { id: 50, name: 'new' }] }))).toEqual([{ success: true }]);
    expect(jsonOf(await query('select id, num from t1 order by id'))).toHaveLength(6);
    expect(jsonOf(await run({ operation: 'deleteTable', table: 't1', deleteCommand: 'delete', where: { values: [{ column: 'id', condition: 'equal', value: '50' }] } }, { items: [{}] }))).toEqual([{ success: true }]);
    expect(jsonOf(await run({ operation: 'executeQuery', query: 'select count(*) as c from t1' }, { items: [{}] }))).toEqual([{ c: 2 }]);
  });

  it('takes values as parameters, never as text', async () => {
    expect(jsonOf(await run(index => ({ operation: 'executeQuery', query: "select $1 as a, $2 as b, '$1' as c", options: { queryReplacement: [items[index]?.n ?? '', "'; drop table t1"] } })))).toEqual([{ a: 'x', b: "'; drop table t1", c: '$1' }, { a: "o'y", b: "'; drop table t1", c: '$1' }]);
    expect(jsonOf(await run({ operation: 'executeQuery', query: 'select ? as a from t1 limit 1', options: { queryReplacement: 'one' } }, { items: [{}] }))).toEqual([{ a: 'one' }]);
    await expect(run({ operation: 'executeQuery', query: 'select $1:raw', options: { queryReplacement: 'x' } })).rejects.toThrow('Weft refuses');
    await expect(run({ operation: 'select', table: 'no`; drop table t1; --' }, { items: [{}] })).rejects.toThrow("doesn't exist");
  });

  it('gives types as n8n does, and every result of several statements', async () => {
    expect(jsonOf(await run({ operation: 'executeQuery', query: "select x'01ff' as b, 1.5 as de, cast(1 as double) as f, null as n, sum(1) as s, cast('12:00:00' as time) tt from t1" }, { items: [{}] }))).toEqual([{ b: { type: 'Buffer', data: [1, 255] }, de: '1.5', f: 1, n: null, s: '2', tt: '12:00:00' }]);
    expect(jsonOf(await run({ operation: 'executeQuery', query: 'select 1 as a; select 2 as b' }, { items: [{}] }))).toEqual([{ a: 1 }, { b: 2 }]);
    expect(jsonOf(await run({ operation: 'executeQuery', query: 'update t1 set num = 3 where id = 1', options: { detailedOutput: true } }, { items: [{}] }))).toEqual([{ sql: 'update t1 set num = 3 where id = 1', data: expect.objectContaining({ affectedRows: 1 }) }]);
  });

  it('batches: a failure stops all, or one, or takes everything back', async () => {
    const sometimes = (index: number) => ({ operation: 'executeQuery', query: `insert into t1(name) values ('${index}'), (${index === 0 ? "'ok'" : 'nope'})` });
    const count = async () => (jsonOf(await run({ operation: 'executeQuery', query: 'select count(*) as c from t1' }, { items: [{}] }))[0] as { c: number }).c;
    const before = await count();
    await expect(run(index => ({ ...sometimes(index), options: { queryBatching: 'transaction' } }))).rejects.toMatchObject({ message: expect.stringContaining('nope'), itemIndex: 1 });
    expect(await count()).toBe(before);
    expect(jsonOf(await run(index => ({ ...sometimes(index), options: { queryBatching: 'independently' } }), { continueOnFail: true }))).toEqual([{ success: true }, { error: expect.stringContaining('nope') }]);
    expect(await count()).toBe(before + 2);
  });

  it('folding twice changes nothing more', () => {
    const once = foldMySql({ table: 't', columns: 'a' }, 1);
    expect(foldMySql(once.parameters, once.typeVersion)).toEqual(once);
  });

  it('version 1 says what the server said', async () => {
    expect(jsonOf(await run({ operation: 'insert', table: 't1', columns: 'name' }, { typeVersion: 1, items: [{ name: 'p' }, { name: 'q' }] }))).toEqual([expect.objectContaining({ affectedRows: 2 })]);
    expect(jsonOf(await run({ operation: 'update', table: 't1', updateKey: 'name', columns: 'num' }, { typeVersion: 1, items: [{ name: 'p', num: 5 }] }))).toEqual([expect.objectContaining({ affectedRows: 1 })]);
  });

  it('refuses files of this machine and wrong passwords', async () => {
    await expect(run({ operation: 'executeQuery', query: "load data local infile '/etc/passwd' into table t1" }, { items: [{}] })).rejects.toThrow();
    await expect(run({ operation: 'executeQuery', query: 'select 1' }, { tools: systemTools({ host: '127.0.0.1', port: String(server.port), user: MARIADB_USER, password: 'wrong-one', database: 'shop' }) })).rejects.toMatchObject({ message: expect.not.stringContaining('wrong-one') });
    await expect(run({ operation: 'executeQuery', query: 'select 1' }, { tools: systemTools({ host: '127.0.0.1', port: String(server.port), user: MARIADB_USER, password: MARIADB_PASSWORD, ssl: 'true' }) })).rejects.toThrow();
  });
});
