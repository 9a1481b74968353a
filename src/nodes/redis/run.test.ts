// Redis against a real server, as observed on n8n 2.38.7.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { REDIS_PASSWORD, startRedis } from '~/server/testing/servers/redis';
import { systemTools } from '~/server/testing/systems';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { redis } from './definition';
import { infoOf, runRedis } from './run';

let server: Awaited<ReturnType<typeof startRedis>>;
let tools: ReturnType<typeof systemTools>;
beforeAll(async () => {
  server = await startRedis();
  tools = systemTools({ host: '127.0.0.1', port: String(server.port), password: REDIS_PASSWORD });
}, 180_000);
afterAll(() => server.stop());

const run = async (parameters: JsonObject, more: TestRun = {}) => jsonOf(outputsOf(await runRedis(testContext(redis, { items: [{ a: 1 }], parameters, tools, ...more })))[0])[0] as JsonObject;

describe('redis', () => {
  it('sets and gets text, with dots as a path or not', async () => {
    expect(await run({ operation: 'set', key: 'k', value: "v'; FLUSHALL" })).toEqual({ a: 1 });
    expect(await run({ operation: 'get', key: 'k', propertyName: 'p' })).toEqual({ p: "v'; FLUSHALL" });
    expect(await run({ operation: 'get', key: 'k', propertyName: 'a.b' })).toEqual({ a: { b: "v'; FLUSHALL" } });
    expect(await run({ operation: 'get', key: 'k', propertyName: 'a.b', options: { dotNotation: false } })).toEqual({ 'a.b': "v'; FLUSHALL" });
    expect(await run({ operation: 'get', key: 'none', propertyName: 'p' })).toEqual({ p: null });
  });

  it('keeps hashes, lists and sets', async () => {
    await run({ operation: 'set', key: 'h', keyType: 'hash', value: '{"x":1,"y":"z","__proto__":"p"}' });
    expect(Object.entries((await run({ operation: 'get', key: 'h', propertyName: 'p' })).p as JsonObject)).toEqual([['x', '1'], ['y', 'z'], ['__proto__', 'p']]);
    await run({ operation: 'set', key: 'h2', keyType: 'hash', valueIsJSON: false, value: 'x 1 y 2' });
    expect(await run({ operation: 'get', key: 'h2', keyType: 'hash', propertyName: 'p' })).toEqual({ p: { x: '1', y: '2' } });
    await run({ operation: 'set', key: 'l', keyType: 'list', value: '["a",{"b":1}]' });
    expect(await run({ operation: 'get', key: 'l', propertyName: 'p' })).toEqual({ p: ['a', '{"b":1}'] });
    await run({ operation: 'set', key: 's', keyType: 'sets', value: '["a"]' });
    expect(await run({ operation: 'get', key: 's', propertyName: 'p' })).toEqual({ p: ['a'] });
  });

  it('counts, expires, pushes and pops', async () => {
    expect(await run({ operation: 'incr', key: 'c', expire: true, ttl: 50 })).toEqual({ c: 1 });
    expect(await run({ operation: 'incr', key: 'c' })).toEqual({ c: 2 });
    await run({ operation: 'push', list: 'q', messageData: 'first' });
    await run({ operation: 'push', list: 'q', messageData: '{"m":2}', tail: true });
    expect(await run({ operation: 'llen', list: 'q' })).toEqual({ q: 2 });
    expect(await run({ operation: 'pop', list: 'q', propertyName: 'p' })).toEqual({ p: 'first' });
    expect(await run({ operation: 'pop', list: 'q', propertyName: 'p', tail: true })).toEqual({ p: { m: 2 } });
    expect(await run({ operation: 'pop', list: 'q', propertyName: 'p' })).toEqual({ p: null });
  });

  it('lists keys with and without values, deletes, publishes, tells about itself', async () => {
    await run({ operation: 'set', key: 'list:1', value: 'x' });
    expect(await run({ operation: 'keys', keyPattern: 'list:*' })).toEqual({ 'list:1': 'x' });
    expect(await run({ operation: 'keys', keyPattern: 'list:*', getValues: false })).toEqual({ keys: ['list:1'] });
    expect(await run({ operation: 'delete', key: 'list:1' })).toEqual({ a: 1 });
    expect(await run({ operation: 'keys', keyPattern: 'list:*', getValues: false })).toEqual({ keys: [] });
    expect(await run({ operation: 'publish', channel: 'ch', messageData: 'hi' })).toEqual({ a: 1 });
    expect((await run({ operation: 'info' })).redis_mode).toBe('standalone');
    expect(infoOf('# Server\r\na:1\r\nb:x:y\r\n')).toEqual({ a: 1, b: 'x:y' });
  });

  it('says what is wrong, without the password', async () => {
    await run({ operation: 'set', key: 'text', value: 'x' });
    await expect(run({ operation: 'incr', key: 'text' })).rejects.toThrow('not an integer');
    await expect(run({ operation: 'get', key: '' })).rejects.toThrow('The key is empty');
    await expect(run({ operation: 'info' }, { tools: systemTools({ host: '127.0.0.1', port: String(server.port), password: 'wrong-secret' }) })).rejects.toMatchObject({ message: expect.stringMatching(/WRONGPASS|invalid/) });
    expect(await run({ operation: 'incr', key: 'text' }, { continueOnFail: true })).toEqual({ error: expect.stringContaining('not an integer') });
  });

  it('H1: goes only where sockets may go', async () => {
    await expect(run({ operation: 'info' }, { tools: systemTools({ host: '127.0.0.1', port: String(server.port) }, { allow: [] }) })).rejects.toThrow('EGRESS_BLOCKED');
    await expect(run({ operation: 'info' }, { tools: systemTools({ host: 'localhost', port: String(server.port) }, { allow: [] }) })).rejects.toThrow('EGRESS_BLOCKED');
    await expect(run({ operation: 'info' }, { tools: systemTools({ host: '127.0.0.1', port: String(server.port) }, { allowedHosts: ['redis.example.com'] }) })).rejects.toThrow('may not be sent to 127.0.0.1');
    await expect(run({ operation: 'info' }, { tools: systemTools({ host: '127.0.0.1', port: '1' }) })).rejects.toThrow('refused the connection');
  });
});
