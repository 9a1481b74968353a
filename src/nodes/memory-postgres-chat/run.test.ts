// Chat memories in databases: PostgreSQL for real, Redis by its commands; histories other products made go on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '~/db/testing/database';
import type { JsonObject } from '~/lib/json';
import { systemTools } from '~/server/testing/systems';
import type { Tools } from '../contract';
import { memoryRedisChat } from '../memory-redis-chat/definition';
import { runMemoryRedisChat } from '../memory-redis-chat/run';
import { jsonOf, outputsOf, testContext } from '../testing';
import { memoryPostgresChat } from './definition';
import { runMemoryPostgresChat } from './run';

let database: TestDatabase;
let tools: Partial<Tools>;
beforeAll(async () => {
  database = await cloneDatabase();
  const url = new URL(database.url);
  tools = systemTools({ host: url.hostname, port: url.port, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1), ssl: 'disable' });
});
afterAll(() => database.drop());

const said = (...texts: string[]) => texts.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }));
const messagesOf = (json: unknown) => ((json as JsonObject).messages as JsonObject[]).map(message => message.content);

describe('postgres chat memory', () => {
  let saves = 0;
  const ask = async (input: JsonObject, { session = 's1', key = `k${++saves}`, parameters = {} as JsonObject } = {}) =>
    jsonOf(outputsOf(await runMemoryPostgresChat({ ...testContext(memoryPostgresChat, { items: [{ sessionId: session }], parameters, tools, call: { type: 'ai_memory', input } }), idempotencyKey: () => key }))[0])[0];
  it('keeps each session in a table it makes, each save once', async () => {
    expect(messagesOf(await ask({ action: 'load' }))).toEqual([]);
    await ask({ action: 'save', messages: said('q1', "it's a1") }, { key: 'once' });
    await ask({ action: 'save', messages: said('q1', "it's a1") }, { key: 'once' });
    await ask({ action: 'save', messages: said('q2', 'a2') });
    await ask({ action: 'save', messages: said('other') }, { session: 's2' });
    expect(messagesOf(await ask({ action: 'load' }))).toEqual(['q1', "it's a1", 'q2', 'a2']);
    expect(messagesOf(await ask({ action: 'load' }, { parameters: { contextWindowLength: 1 } }))).toEqual(['q2', 'a2']);
    await ask({ action: 'replace', messages: said('new') });
    expect(messagesOf(await ask({ action: 'load' }))).toEqual(['new']);
    expect(messagesOf(await ask({ action: 'load' }, { session: 's2' }))).toEqual(['other']);
  });
  it('goes on with what another product wrote', async () => {
    const [row] = await (tools.sql as Tools['sql'])({ dialect: 'postgres', credentialType: 'postgres', batching: 'single', statements: [{ text: `INSERT INTO n8n_chat_histories (session_id, message) VALUES ('old', '{"type":"human","content":"hi","additional_kwargs":{}}'), ('old', '{"type":"tool","content":"x"}'), ('old', '{"type":"ai","content":"ho","tool_calls":[]}')`, values: [] }] });
    expect(row).toMatchObject({ affected: 3 });
    expect(messagesOf(await ask({ action: 'load' }, { session: 'old' }))).toEqual(['hi', 'ho']);
  });
  it('needs a session and a table', async () => {
    await expect(ask({ action: 'load' }, { session: '' })).rejects.toThrow('There is no session');
    await expect(ask({ action: 'load' }, { parameters: { tableName: ' ' } })).rejects.toThrow('no name');
  });
});

describe('redis chat memory', () => {
  it('keeps the newest first in a list, each save once', async () => {
    const lists = new Map<string, string[]>();
    const sent: string[] = [];
    const redis: Tools['redis'] = async ({ commands }) => commands.map(([command, name = '', value = '', end = '']) => {
      sent.push(command);
      const list = lists.get(name) ?? [];
      if (command === 'LRANGE') return list.slice(Number(value), Number(end) + 1);
      if (command === 'DEL') lists.delete(name);
      if (command === 'LPUSH') lists.set(name, [value, ...list]);
      return 'OK';
    });
    const ask = async (input: JsonObject, key: string) => jsonOf(outputsOf(await runMemoryRedisChat({ ...testContext(memoryRedisChat, { items: [{ sessionId: 's' }], parameters: { sessionTTL: 60 }, tools: { redis }, call: { type: 'ai_memory', input } }), idempotencyKey: () => key }))[0])[0];
    lists.set('s', ['{"type":"ai","data":{"content":"old answer"}}', '{"type":"human","data":{"content":"old"}}']);
    await ask({ action: 'save', messages: said('q', 'a') }, 'k1');
    await ask({ action: 'save', messages: said('q', 'a') }, 'k1');
    expect(messagesOf(await ask({ action: 'load' }, 'k2'))).toEqual(['old', 'old answer', 'q', 'a']);
    expect(sent).toContain('EXPIRE');
    await ask({ action: 'replace', messages: said('new') }, 'k3');
    await ask({ action: 'replace', messages: said('new') }, 'k3');
    expect(messagesOf(await ask({ action: 'load' }, 'k4'))).toEqual(['new']);
    expect(messagesOf(await ask({ action: 'load', all: true }, 'k4'))).toEqual(['new']);
  });
});
