// Memory over several executions, its window, and the node that manages it.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { lastExchanges } from '../ai/chat-history';
import { startModel } from '../ai/testing/model-server';
import { flow, runFlow } from '../ai/testing/run-workflow';
import { foldMemory } from './versions';

const chat = (memory: JsonObject = {}) => flow(
  { Start: { type: 'manualTrigger' }, Agent: { type: 'agent' }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } }, Memory: { type: 'memoryBufferWindow', parameters: memory } },
  ['Start>Agent', 'Model>ai_languageModel:Agent', 'Memory>ai_memory:Agent'],
);
/** A store that outlives a run, as the database does. */
function keeping() {
  const kept = new Map<string, Json>();
  return { kept, store: { get: async (_: string, key: string) => kept.get(key) ?? null, update: async (_: string, key: string, change: (value: Json | null) => Json | null) => { const value = change(kept.get(key) ?? null); if (value === null) kept.delete(key); else kept.set(key, value); return value; } } };
}

describe('simple memory', () => {
  it('remembers each session from one execution to the next', async () => {
    const server = await startModel((body, n) => `answer ${n + 1} of ${(body.messages as Json[]).length}`);
    const tools = { store: keeping().store };
    const credentials = { openAiApi: { apiKey: 'k', url: server.url } };
    let executions = 0;
    const say = async (sessionId: string, chatInput: string, memory = {}) => (await runFlow(chat(memory), { items: [{ sessionId, chatInput }], credentials, tools, executionId: `e${++executions}` })).json('Agent')[0]?.output;
    expect(await say('a', 'one')).toBe('answer 1 of 1');
    expect(await say('a', 'two')).toBe('answer 2 of 3');
    expect(await say('b', 'other')).toBe('answer 3 of 1');
    expect(await say('a', 'three', { contextWindowLength: 1 })).toBe('answer 4 of 3');
    expect(server.asked()[3]?.messages).toEqual([{ role: 'user', content: 'two' }, { role: 'assistant', content: 'answer 2 of 3' }, { role: 'user', content: 'three' }]);
    expect(await say('', 'x')).toBeUndefined(); // no session: the step fails
    await server.close();
  });

  it('keeps an exchange once, though it was saved twice', async () => {
    const server = await startModel(['hi', 'hi']);
    const { kept, store } = keeping();
    const run = { items: [{ sessionId: 's', chatInput: 'x' }], credentials: { openAiApi: { apiKey: 'k', url: server.url } }, tools: { store } };
    await runFlow(chat(), run);
    await runFlow(chat(), run); // the same execution, as after a crash before its record
    expect(Object.values(Object.fromEntries(kept))).toMatchObject([{ messages: [{ content: 'x' }, { content: 'hi' }] }]);
    await server.close();
  });

  it('has a window that starts with a question', () => {
    const messages = [{ role: 'user', content: '1' }, { role: 'assistant', content: '2' }, { role: 'system', content: '3' }, { role: 'user', content: '4' }, { role: 'assistant', content: '5' }] as const;
    expect(lastExchanges(messages, 2).map(message => message.content)).toEqual(['4', '5']);
    expect(lastExchanges(messages, 9)).toHaveLength(5);
  });

  it('reads older files', () => {
    expect(foldMemory({}, 1).parameters).toEqual({ sessionIdType: 'customKey', sessionKey: 'chat_history' });
    expect(foldMemory({ sessionKey: '=x' }, 1.1).parameters).toEqual({ sessionIdType: 'customKey', sessionKey: '=x' });
    expect(foldMemory({}, 1.2).parameters).toEqual({});
  });
});

describe('chat memory manager', () => {
  it('inserts, reads, deletes and replaces', async () => {
    const tools = { store: keeping().store };
    const definition = (parameters: JsonObject) => flow({ Start: { type: 'manualTrigger' }, Manager: { type: 'memoryManager', parameters }, Memory: { type: 'memoryBufferWindow', parameters: { sessionIdType: 'customKey', sessionKey: 'k' } } }, ['Start>Manager', 'Memory>ai_memory:Manager']);
    let executions = 0;
    const run = async (parameters: JsonObject) => (await runFlow(definition(parameters), { tools, executionId: `e${++executions}` })).json('Manager');
    const rows = (...texts: string[]) => ({ messageValues: texts.map((message, index) => ({ type: index % 2 === 0 ? 'user' : 'ai', message })) });
    expect(await run({ mode: 'insert', insertMode: 'override', messages: rows('q1', 'a1', 'q2', 'a2') })).toEqual([{ success: true }]);
    expect(await run({})).toEqual([{ messages: [{ human: 'q1', ai: 'a1' }, { human: 'q2', ai: 'a2' }], messagesCount: 2 }]);
    await run({ mode: 'delete' });
    await run({ mode: 'insert', messages: rows('q3') });
    expect(await run({})).toEqual([{ messages: [{ human: 'q1', ai: 'a1' }, { human: 'q3' }], messagesCount: 2 }]);
    await run({ mode: 'delete', deleteMode: 'all' });
    expect(await run({})).toEqual([{ messages: [], messagesCount: 0 }]);
  });
});
