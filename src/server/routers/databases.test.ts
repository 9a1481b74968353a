// The lists of schemas, tables and columns, from real databases, with the guards of executions.
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import postgres from 'postgres';
import { cloneDatabase, type TestDatabase } from '~/db/testing/database';
import { type CatalogueRequest, readCatalogue } from '~/server/databases/catalogue';
import { createSockets } from '~/server/egress/sockets';
import { runSql } from '~/server/egress/sql/sql';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { MARIADB_PASSWORD, MARIADB_USER, startMariadb } from '~/server/testing/servers/mariadb';

let weft: TestServer;
let database: TestDatabase;
let silent: Server;
let postgresFields: Record<string, string>;
let fields: Record<string, string>;
let maria: Awaited<ReturnType<typeof startMariadb>>;

beforeAll(async () => {
  database = await cloneDatabase();
  maria = await startMariadb();
  silent = createServer(() => undefined);
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  const url = new URL(database.url);
  postgresFields = { host: url.hostname, port: url.port, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1), ssl: 'disable' };
  fields = { host: '127.0.0.1', port: String(maria.port), user: MARIADB_USER, password: MARIADB_PASSWORD, database: 'shop' };
  weft = await startTestServer({ WEFT_EGRESS_ALLOW: [(silent.address() as AddressInfo).port, maria.port].map(port => `127.0.0.1:${port}`).join(',') });
});
afterAll(async () => {
  await new Promise(resolve => silent.close(resolve));
  await weft.stop();
  await maria.stop();
  await database.drop();
});

const api = () => weft.as(weft.owner);
const credential = async (type: string, given: Record<string, string>, allowedHosts: string[] = []) => (await api().credentials.create({ name: `${type} ${Math.random()}`, type, fields: given, allowedHosts })).id;

describe('the lists of a database', () => {
  it('hold schemas, tables and columns of PostgreSQL', async () => {
    const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
    await sql.unsafe(`create schema shop; create table shop."Order lines" (id serial primary key, "unit price" numeric not null, note text, made timestamptz not null default now()); create table shop.empty ()`);
    await sql.end();
    // Weft's own database is refused to workflows, and the clone stands beside it: here the sockets know of none.
    const sockets = createSockets({ allow: [`${postgresFields.host}:${postgresFields.port}`] });
    const list = (request: CatalogueRequest) => readCatalogue(sockets, { name: 'Shop', type: 'postgres', allowedHosts: [], fields: postgresFields }, request, () => undefined);
    expect((await list({ of: 'schemas' })).map(({ name }) => name)).toEqual(['drizzle', 'public', 'shop']);
    expect(await list({ of: 'tables', schema: 'shop' })).toEqual([{ name: 'Order lines' }, { name: 'empty' }]);
    expect(await list({ of: 'columns', schema: 'shop', table: 'Order lines' })).toEqual([{ name: 'id', type: 'integer' }, { name: 'unit price', type: 'numeric', required: true }, { name: 'note', type: 'text' }, { name: 'made', type: 'timestamp with time zone' }]);
    expect(await list({ of: 'columns', schema: 'shop', table: `'; drop table shop.empty; --` })).toEqual([]);
    expect(await list({ of: 'tables', schema: 'shop' })).toHaveLength(2);
  });

  it('hold tables and columns of MySQL', async () => {
    const sockets = createSockets({ allow: [`127.0.0.1:${maria.port}`] });
    await runSql(sockets, { dialect: 'mysql', credentialType: 'mySql', batching: 'single', statements: [{ text: 'create table goods (id int auto_increment primary key, name varchar(20) not null, price decimal(8,2))', values: [] }] }, { credential: { name: 'M', type: 'mySql', allowedHosts: [], fields }, signal: new AbortController().signal });
    const id = await credential('mySql', fields);
    expect(await api().databases.list({ id, request: { of: 'schemas' } })).toEqual([{ name: 'shop' }]);
    expect(await api().databases.list({ id, request: { of: 'tables', schema: 'any' } })).toEqual([{ name: 'goods' }]);
    expect(await api().databases.list({ id, request: { of: 'columns', schema: 'any', table: 'goods' } })).toEqual([{ name: 'id', type: 'int' }, { name: 'name', type: 'varchar', required: true }, { name: 'price', type: 'decimal' }]);
  });

  it('say in words what went wrong, keep to the hosts of the credential, and do not wait for ever', async () => {
    const wrong = async (id: string) => api().databases.list({ id, request: { of: 'schemas' } }).then(() => '', (error: Error) => error.message);
    expect(await wrong(await credential('mySql', { ...fields, password: 'nonsense-7' }))).toMatch(/password|denied/i);
    expect(await wrong(await credential('mySql', fields, ['db.example.com']))).toContain('may not be sent to');
    expect(await wrong(await credential('mySql', { ...fields, port: '1' }))).not.toBe('');
    expect(await wrong(await credential('httpBearerAuth', { token: 'x' }))).toContain('cannot be listed');
    const started = Date.now();
    expect(await wrong(await credential('mySql', { ...fields, port: String((silent.address() as AddressInfo).port) }))).not.toBe('');
    expect(await wrong(await credential('postgres', postgresFields))).toContain('is not a public address');
    expect(Date.now() - started).toBeLessThan(15_000);
    const refused = (await weft.container.repositories.audit.list(weft.owner.orgId, { limit: 20 })).items.filter(({ action }) => action === 'credential.refused_host');
    expect(refused).toHaveLength(1);
  });

  it('are for those who may use credentials, of their own organization', async () => {
    const id = await credential('mySql', fields);
    await expect(weft.as(await weft.member('operator')).databases.list({ id, request: { of: 'schemas' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(weft.as(await weft.stranger()).databases.list({ id, request: { of: 'schemas' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
