// MongoDB over the wire, against a small server of its protocol.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { mongoTarget } from '~/server/egress/mongo-uri';
import { type MongoServer, startMongo } from '~/server/testing/servers/mongo';
import { systemTools } from '~/server/testing/systems';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { mongoDb } from './definition';
import { documentOf, withIds } from './documents';
import { runMongoDb } from './run';

let server: MongoServer;
let fields: Record<string, string>;
beforeAll(async () => {
  server = await startMongo();
  fields = { host: '127.0.0.1', port: String(server.port), database: 'shop' };
});
afterAll(() => server.stop());

const run = async (parameters: JsonObject, more: TestRun = {}) => jsonOf(outputsOf(await runMongoDb(testContext(mongoDb, { items: [{}], parameters: { collection: 'c', ...parameters }, tools: systemTools(fields), typeVersion: 1.1, ...more })))[0]) as JsonObject[];
const sent = (name: string) => server.commands.findLast(command => Object.hasOwn(command, name));

describe('mongoDb', () => {
  it('inserts, finds, updates, deletes', async () => {
    const made = await run({ operation: 'insert', fields: 'name, at', options: { dateFields: 'at' } }, { items: [{ name: 'a', at: '2026-01-02', other: 1 }, { name: 'b', at: null }] });
    expect(made).toEqual([{ name: 'a', at: '2026-01-02T00:00:00.000Z', _id: made[0]?.id, id: expect.stringMatching(/^[0-9a-f]{24}$/) }, { name: 'b', at: null, _id: made[1]?.id, id: expect.any(String) }]);
    const id = String(made[0]?.id);
    expect(await run({ operation: 'find', query: '{"name": "a"}' })).toEqual([{ _id: id, name: 'a', at: '2026-01-02T00:00:00.000Z' }]);
    expect(await run({ operation: 'find', query: { _id: id }, options: { projection: '{"name": 1}', sort: '{"name": -1}', limit: 5 } })).toHaveLength(1);
    expect(sent('find')).toMatchObject({ projection: { name: 1 }, limit: 5, $db: 'shop' });
    expect(await run({ operation: 'update', updateKey: '_id', fields: 'name' }, { items: [{ _id: id, name: 'changed' }] })).toEqual([{ _id: id, name: 'changed' }]);
    expect(await run({ operation: 'findOneAndUpdate', updateKey: 'name', fields: 'name, price' }, { items: [{ name: 'b', price: 3 }] })).toEqual([{ name: 'b', price: 3 }]);
    expect((await run({ operation: 'aggregate', query: JSON.stringify([{ $match: { _id: id } }]) }))[0]).toMatchObject({ _id: id, name: 'changed' });
    expect(await run({ operation: 'findOneAndReplace', updateKey: 'name', fields: 'name, price', upsert: true }, { items: [{ name: 'b', price: 4 }] })).toEqual([{ name: 'b', price: 4 }]);
    expect(await run({ operation: 'delete', query: '{"name": "b"}' })).toEqual([{ deletedCount: 1 }]);
    expect(await run({ operation: 'find', query: '{}' }, { items: [{}, {}] })).toHaveLength(2);
    expect(await run({ operation: 'find', query: '{}' }, { items: [{}, {}], typeVersion: 1 })).toHaveLength(1);
  });

  it('says what is wrong, and goes only where sockets may go', async () => {
    await expect(run({ operation: 'find', query: '{' })).rejects.toThrow('The query is not valid JSON');
    await expect(run({ operation: 'find', collection: ' ' })).rejects.toThrow('The collection is empty');
    await expect(run({ operation: 'update', updateKey: 'id', fields: 'a' }, { items: [{ a: 1 }] })).rejects.toThrow('no value for the update key "id"');
    await expect(run({ operation: 'find', query: '{}' }, { tools: systemTools(fields, { allow: [] }) })).rejects.toThrow('EGRESS_BLOCKED');
    expect(await run({ operation: 'find', query: '[]' }, { continueOnFail: true })).toEqual([{ error: 'The query must be a JSON object' }]);
  });

  it('writes ids and dates in MongoDB\'s own notation', () => {
    const id = 'a'.repeat(24);
    expect(withIds({ _id: id, x: id })).toEqual({ _id: { $oid: id }, x: id });
    expect(withIds({ _id: { $in: [id, 'short'] } })).toEqual({ _id: { $in: [{ $oid: id }, 'short'] } });
    expect(documentOf({ a: { b: 1 }, 'c.d': 2 }, { fields: ['a.b', 'c.d', 'none'], dateFields: [], dots: true })).toEqual({ a: { b: 1 }, c: { d: 2 }, none: null });
    expect(() => documentOf({ at: 'soon' }, { fields: ['at'], dateFields: ['at'], dots: false })).toThrow('not a date');
  });

  it('takes connection strings without the options that reach this machine', () => {
    expect(mongoTarget({ connectionString: 'mongodb+srv://u:p@c.example.net/shop?retryWrites=true&w=majority' })).toEqual({ uri: 'mongodb+srv://u:p@c.example.net/shop?retryWrites=true&w=majority', database: 'shop' });
    expect(mongoTarget({ host: 'db.example.net', port: '27017', user: 'a b', password: 'p@', tls: 'true' })).toEqual({ uri: 'mongodb://a%20b:p%40@db.example.net:27017/?tls=true&authSource=admin', database: 'test' });
    for (const option of ['tlsCAFile=/etc/passwd', 'tlsCertificateKeyFile=/x', 'proxyHost=10.0.0.1', 'authMechanism=MONGODB-AWS', 'authMechanism=GSSAPI']) {
      expect(() => mongoTarget({ connectionString: `mongodb://u:hidden@h/?${option}` })).toThrow(/is refused$/);
    }
    expect(() => mongoTarget({ connectionString: 'mongodb://%2Ftmp%2Fmongodb.sock/x' })).toThrow('refused');
    expect(() => mongoTarget({ connectionString: 'postgres://u:hidden@h' })).toThrow('not valid');
  });
});
