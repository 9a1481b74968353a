// Services of the AI family that speak in their own way: what they are sent, and what is made of their answers.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import { type HttpRequest, type NodeDefinition, NodeError, type Tools } from '../contract';
import { findDefinition } from '../definitions';
import { findRun } from '../runs';
import { jsonOf, outputsOf, testContext } from '../testing';
import { memoryMongoDbChat } from '../memory-mongo-db-chat/definition';
import { runMemoryMongoDbChat } from '../memory-mongo-db-chat/run';

const CREDENTIALS: Record<string, Record<string, string>> = { cohereApi: { apiKey: 'c' }, huggingFaceApi: { apiKey: 'h' }, vercelAiGatewayApi: { apiKey: 'v' }, searXngApi: { apiUrl: 'https://searx.test/' }, wolframAlphaApi: { appId: 'w' } };

async function ask(type: string, input: JsonObject, parameters: JsonObject, said: Json | string) {
  const sent: HttpRequest[] = [];
  const tools: Partial<Tools> = {
    credential: async name => CREDENTIALS[name] ?? Promise.reject(new NodeError(`no ${name}`)),
    http: async request => {
      sent.push(request);
      return { status: 200, statusText: '', headers: {}, url: request.url, body: new TextEncoder().encode(typeof said === 'string' ? said : JSON.stringify(said)) };
    },
  };
  const definition = findDefinition(type) as NodeDefinition;
  const output = await findRun(type)?.(testContext(definition, { parameters, tools, items: [{}], call: { type: 'x', input } }) as never);
  return { json: jsonOf(outputsOf(output as Item[][])[0])[0] as JsonObject, sent: sent.map(({ url, body, query, credentialType }) => ({ url, query, credentialType, body: body?.kind === 'json' ? body.value : null })) };
}

describe('services of the AI family', () => {
  it('embeds with Cohere, which tells questions from documents', async () => {
    const texts = Array.from({ length: 97 }, (_, index) => `t${index}`);
    await expect(ask('embeddingsCohere', { texts }, {}, { embeddings: { float: [[1]] } })).rejects.toThrow('1 vectors for 96 texts');
    const { json, sent } = await ask('embeddingsCohere', { texts: ['a', 'b'], query: true }, { modelName: 'm' }, { embeddings: { float: [[1, 2], [3, 4]] } });
    expect(json).toEqual({ vectors: [[1, 2], [3, 4]] });
    expect(sent).toMatchObject([{ url: 'https://api.cohere.com/v2/embed', credentialType: 'cohereApi', body: { model: 'm', texts: ['a', 'b'], input_type: 'search_query' } }]);
  });
  it('embeds with Hugging Face', async () => {
    const { json, sent } = await ask('embeddingsHuggingFaceInference', { texts: ['a'] }, { modelName: 'org/model name' }, [[0.5]]);
    expect(json).toEqual({ vectors: [[0.5]] });
    expect(sent).toMatchObject([{ url: 'https://router.huggingface.co/hf-inference/models/org/model%20name/pipeline/feature-extraction', body: { inputs: ['a'] } }]);
    await expect(ask('embeddingsHuggingFaceInference', { texts: ['a'] }, {}, 'no')).rejects.toThrow('did not answer with JSON');
  });
  it('ranks with Cohere', async () => {
    const documents = ['x', 'y', 'z'];
    const { json, sent } = await ask('rerankerCohere', { query: 'q', documents }, { topN: 2 }, { results: [{ index: 2, relevance_score: 0.9 }, { index: 0, relevance_score: 0.1 }] });
    expect(json).toEqual({ ranking: [{ index: 2, score: 0.9 }, { index: 0, score: 0.1 }] });
    expect(sent).toMatchObject([{ url: 'https://api.cohere.com/v2/rerank', body: { model: 'rerank-v3.5', query: 'q', documents, top_n: 2 } }]);
    await expect(ask('rerankerCohere', { query: 'q', documents }, {}, { results: [{ index: 7, relevance_score: 1 }] })).rejects.toThrow('not given');
  });
  it.each([['lmChatCohere', 'https://api.cohere.com/compatibility/v1/chat/completions'], ['lmChatVercelAiGateway', 'https://ai-gateway.vercel.sh/v1/chat/completions'], ['lmOpenHuggingFaceInference', 'https://router.huggingface.co/v1/chat/completions']])('%s answers', async (type, url) => {
    const { json, sent } = await ask(type, { messages: [{ role: 'user', content: 'hi' }] }, { model: 'm' }, { choices: [{ message: { content: 'ho' } }] });
    expect([json.message, sent[0]?.url]).toEqual([{ content: 'ho', toolCalls: [] }, url]);
  });
  it('searches with SearXNG', async () => {
    const { json, sent } = await ask('toolSearXng', { arguments: { input: 'cats' } }, { options: { numResults: 1 } }, { answers: ['42'], results: [{ title: 'T', url: 'u', content: 'c' }, { title: 'more' }] });
    expect(json.response).toBe('42\n[{"title":"T","link":"u","snippet":"c"}]');
    expect(sent).toMatchObject([{ url: 'https://searx.test/search', query: expect.arrayContaining([['q', 'cats'], ['format', 'json']]) }]);
    expect((await ask('toolSearXng', { arguments: { input: 'x' } }, {}, {})).json.response).toBe('No good results found.');
  });
  it('asks Wolfram|Alpha', async () => {
    const { json, sent } = await ask('toolWolframAlpha', { arguments: { input: '2+2' } }, {}, 'Result: 4');
    expect([json.response, sent[0]?.query, sent[0]?.credentialType]).toEqual(['Result: 4', [['input', '2+2']], 'wolframAlphaApi']);
  });
});

describe('MongoDB chat memory', () => {
  it('keeps one document a session, and each save once', async () => {
    const sent: JsonObject[] = [];
    const stored = [{ sessionId: 's', messages: [{ type: 'human', data: { content: 'q' } }, { type: 'ai', data: { content: 'a' } }] }];
    const tools: Partial<Tools> = { credential: async () => ({ database: 'shop' }), mongo: async ({ collection, operations }) => operations.map(({ operation, input }) => { sent.push({ collection, operation, ...input }); return operation === 'find' ? stored : { matchedCount: 1 }; }) };
    const call = async (input: JsonObject, parameters: JsonObject = {}) => jsonOf(outputsOf(await runMemoryMongoDbChat(testContext(memoryMongoDbChat, { items: [{ sessionId: 's' }], parameters, tools, call: { type: 'ai_memory', input } })))[0])[0];
    expect(await call({ action: 'load' })).toEqual({ messages: [{ role: 'user', content: 'q' }, { role: 'assistant', content: 'a' }] });
    await call({ action: 'save', messages: [{ role: 'user', content: 'x' }] });
    expect(sent.slice(1)).toMatchObject([{ operation: 'updateOne', upsert: true, update: { $setOnInsert: { messages: [] } } }, { filter: { sessionId: 's', 'messages.data.additional_kwargs.weftSave': { $ne: 'key-0' } }, update: { $push: { messages: { $each: [{ type: 'human', data: { content: 'x' } }] } } } }]);
    await call({ action: 'replace', messages: [] });
    expect(sent.at(-1)).toMatchObject({ update: { $set: { messages: [] } }, upsert: true });
    await expect(call({ action: 'load' }, { databaseName: 'other' })).rejects.toThrow('database of its credential');
  });
});
