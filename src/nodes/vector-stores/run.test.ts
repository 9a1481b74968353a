// Documents: loading, splitting, inserting, finding, and answering from what was found.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import type { HttpRequest } from '../contract';
import { splitByCharacter, splitByTokens, splitRecursively } from '../ai/splitting';
import { startModel } from '../ai/testing/model-server';
import { flow, type Run, runFlow } from '../ai/testing/run-workflow';
import { likeness } from './in-memory';

/** One dimension for each word of this list: texts are alike when they share words. */
const WORDS = ['cat', 'dog', 'fish', 'tree'];
const vector = (text: string): number[] => WORDS.map(word => text.split(word).length - 1);
const embed = (body: JsonObject): JsonObject => ({ data: (body.input as string[]).map((text, index) => ({ index, embedding: vector(text) })) });

function keeping(): NonNullable<Run['tools']> {
  const kept = new Map<string, Json>();
  return { store: { get: async (scope, key) => kept.get(scope + key) ?? null, update: async (scope, key, change) => { const value = change(kept.get(scope + key) ?? null); if (value === null) kept.delete(scope + key); else kept.set(scope + key, value); return value; } } };
}
const EMBEDDINGS = { Embeddings: { type: 'embeddingsOpenAi', parameters: { options: {} } } };
const insert = (store: JsonObject = {}, loader: JsonObject = {}) => flow({
  Start: { type: 'manualTrigger' }, Store: { type: 'vectorStoreInMemory', parameters: { mode: 'insert', ...store } }, ...EMBEDDINGS,
  Loader: { type: 'documentDefaultDataLoader', typeVersion: 1, parameters: loader }, Splitter: { type: 'textSplitterCharacterTextSplitter', parameters: { separator: '.', chunkSize: 8 } },
}, ['Start>Store', 'Embeddings>ai_embedding:Store', 'Loader>ai_document:Store', 'Splitter>ai_textSplitter:Loader']);

describe('a vector store', () => {
  it('keeps documents and finds the most alike', async () => {
    const server = await startModel(embed);
    const run: Run = { tools: keeping(), credentials: { openAiApi: { apiKey: 'k', url: server.url } } };
    const inserted = await runFlow(insert({}, { options: { metadata: { metadataValues: [{ name: 'from', value: '={{ $json.name }}' }] } } }), { ...run, items: [{ name: 'A', text: 'a cat.a dog.cat cat' }, { name: 'B', text: 'a fish' }] });
    expect(inserted.outcome.status).toBe('success');
    expect(inserted.json('Store').map(json => json.pageContent)).toEqual(['A', 'a cat', 'a dog', 'cat cat', 'B', 'a fish']);
    expect(inserted.json('Store')[1]).toEqual({ pageContent: 'a cat', metadata: { source: 'blob', blobType: 'application/json', line: 2, loc: { lines: { from: 1, to: 1 } }, from: 'A' } });
    await runFlow(insert(), { ...run, items: [{ name: 'A', text: 'a cat.a dog.cat cat' }, { name: 'B', text: 'a fish' }] }); // again after a crash: nothing is doubled
    const load = flow({ Start: { type: 'manualTrigger' }, Store: { type: 'vectorStoreInMemory', parameters: { mode: 'load', prompt: '={{ $json.q }}', topK: 2, includeDocumentMetadata: false } }, ...EMBEDDINGS }, ['Start>Store', 'Embeddings>ai_embedding:Store']);
    const { json } = await runFlow(load, { ...run, items: [{ q: 'dog and cat' }] });
    expect(json('Store').map(({ document, score }) => [(document as JsonObject).pageContent, Number(score).toFixed(2)])).toEqual([['a cat', '0.71'], ['a dog', '0.71']]);
    await server.close();
  });

  it('answers questions: in a chain, as a tool, and through a question tool', async () => {
    const server = await startModel((body, n, path) => (path.endsWith('/embeddings') ? embed(body) : Array.isArray(body.tools) && !JSON.stringify(body.messages).includes('"role":"tool"') ? { calls: [{ name: 'Store', arguments: { input: 'fish' } }, { name: 'Asker', arguments: { input: 'cat?' } }] } : `answered ${n >= 0}`));
    const run: Run = { tools: keeping(), credentials: { openAiApi: { apiKey: 'k', url: server.url } } };
    await runFlow(insert(), { ...run, items: [{ text: 'a cat.a dog.a fish' }] });
    const chain = flow({ Start: { type: 'manualTrigger' }, QA: { type: 'chainRetrievalQa', typeVersion: 1.3, parameters: { promptType: 'define', text: 'Which dog?' } }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } }, Retriever: { type: 'retrieverVectorStore', parameters: { topK: 1 } }, Store: { type: 'vectorStoreInMemory' }, ...EMBEDDINGS }, ['Start>QA', 'Model>ai_languageModel:QA', 'Retriever>ai_retriever:QA', 'Store>ai_vectorStore:Retriever', 'Embeddings>ai_embedding:Store']);
    const answered = await runFlow(chain, run);
    expect(answered.json('QA')).toEqual([{ response: { text: 'answered true' } }]);
    expect(answered.order).toEqual(['Start', 'QA', 'Retriever', 'Store', 'Embeddings', 'Model']);
    expect(server.asked().at(-1)?.messages).toMatchObject([{ content: expect.stringMatching(/Context: a dog$/) }, { content: 'Which dog?' }]);
    const agent = flow({
      Start: { type: 'manualTrigger' }, Agent: { type: 'agent', parameters: { promptType: 'define', text: 'x', options: { returnIntermediateSteps: true } } }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } },
      Store: { type: 'vectorStoreInMemory', parameters: { mode: 'retrieve-as-tool', toolDescription: 'd', topK: 1, includeDocumentMetadata: false } }, Asker: { type: 'toolVectorStore', parameters: { topK: 1 } }, Second: { type: 'vectorStoreInMemory' }, ...EMBEDDINGS,
    }, ['Start>Agent', 'Model>ai_languageModel:Agent', 'Store>ai_tool:Agent', 'Asker>ai_tool:Agent', 'Second>ai_vectorStore:Asker', 'Model>ai_languageModel:Asker', 'Embeddings>ai_embedding:Store', 'Embeddings>ai_embedding:Second']);
    const { json, outcome } = await runFlow(agent, run);
    expect(outcome.status).toBe('success');
    expect(json('Agent')).toMatchObject([{ intermediateSteps: [{ observation: JSON.stringify([{ response: [{ type: 'text', text: '{"pageContent":"a fish"}' }] }]) }, { observation: '[{"response":"answered true"}]' }] }]);
    await server.close();
  });

  it('has a reranker put what it finds in order', async () => {
    const server = await startModel((body, _n, path) => (path.endsWith('/embeddings') ? embed(body) : { results: [{ index: 1, relevance_score: 0.7 }] }));
    const run: Run = { tools: keeping(), credentials: { openAiApi: { apiKey: 'k', url: server.url }, cohereApi: { apiKey: 'k', url: server.url } } };
    await runFlow(insert(), { ...run, items: [{ text: 'a cat.a dog.a fish' }] });
    const loading = flow({ Start: { type: 'manualTrigger' }, Store: { type: 'vectorStoreInMemory', parameters: { mode: 'load', prompt: 'cat', topK: 2, useReranker: true } }, ...EMBEDDINGS, Rank: { type: 'rerankerCohere' } }, ['Start>Store', 'Embeddings>ai_embedding:Store', 'Rank>ai_reranker:Store']);
    const { json } = await runFlow(loading, run);
    expect(json('Store')).toMatchObject([{ score: 0.7 }]);
    expect(server.asked().at(-1)).toMatchObject({ query: 'cat', documents: [expect.any(String), expect.any(String)] });
    await server.close();
  });

  it('says what is missing', async () => {
    const alone = flow({ Start: { type: 'manualTrigger' }, Store: { type: 'vectorStoreInMemory', parameters: { mode: 'insert' } } }, ['Start>Store']);
    expect((await runFlow(alone)).outcome).toMatchObject({ error: { message: 'No document loader is connected' } });
    const file: Item = { json: {}, binary: {} };
    expect((await runFlow(insert({}, { dataType: 'binary' }), { items: [file], tools: keeping() })).outcome).toMatchObject({ error: { message: 'The item has no file' } });
  });
});

describe('services', () => {
  async function talk(type: string, parameters: JsonObject, mode: JsonObject, answers: (request: HttpRequest) => Json) {
    const requests: HttpRequest[] = [];
    const http = async (request: HttpRequest) => {
      requests.push(request);
      const sent = request.body?.kind === 'json' ? (request.body.value as JsonObject) : {};
      return { status: 200, statusText: '', headers: {}, url: request.url, body: new TextEncoder().encode(JSON.stringify(request.url.endsWith('/embeddings') ? embed(sent) : answers(request))) };
    };
    const credentials = { openAiApi: { apiKey: 'k' }, qdrantApi: { qdrantUrl: 'https://q.test' }, supabaseApi: { host: 'https://s.test', serviceRole: 'r' }, pineconeApi: { apiKey: 'p' } };
    const definition = insert();
    const store = definition.nodes.find(node => node.name === 'Store');
    if (store) Object.assign(store, { type, parameters: { ...parameters, ...mode } });
    const result = await runFlow(definition, { items: [{ text: 'a cat' }], credentials, tools: { ...keeping(), http } });
    return { ...result, sent: requests.filter(request => !request.url.endsWith('/embeddings')).map(({ method, url, body }) => [method, url, body?.kind === 'json' ? body.value : null]) };
  }
  const load = { mode: 'load', prompt: 'cat', topK: 1 };

  it('speaks with Pinecone', async () => {
    const parameters = { pineconeIndex: { __rl: true, mode: 'list', value: 'idx' }, options: { pineconeNamespace: 'ns' } };
    const host = { host: 'idx-1.svc.pinecone.io' };
    const { sent } = await talk('vectorStorePinecone', parameters, { mode: 'insert' }, () => host);
    expect(sent).toEqual([['GET', 'https://api.pinecone.io/indexes/idx', null], ['POST', 'https://idx-1.svc.pinecone.io/vectors/upsert', { namespace: 'ns', vectors: [{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), values: [1, 0, 0, 0], metadata: expect.objectContaining({ text: 'a cat', blobType: 'application/json', 'loc.lines.from': 1 }) }] }]]);
    const found = await talk('vectorStorePinecone', parameters, load, ({ url }) => (url.endsWith('/query') ? { matches: [{ score: 0.5, metadata: { text: 'a cat', k: 1 } }] } : host));
    expect(found.json('Store')).toEqual([{ document: { pageContent: 'a cat', metadata: { k: 1 } }, score: 0.5 }]);
  });
  it('speaks with Qdrant, and makes a collection that is not there', async () => {
    const parameters = { qdrantCollection: { __rl: true, mode: 'id', value: 'col' } };
    const { sent } = await talk('vectorStoreQdrant', parameters, { mode: 'insert' }, ({ url }) => (url.endsWith('/exists') ? { result: { exists: false } } : { result: true }));
    expect(sent.map(([method, url]) => `${method} ${url}`)).toEqual(['GET https://q.test/collections/col/exists', 'PUT https://q.test/collections/col', 'PUT https://q.test/collections/col/points']);
    expect(sent[1]?.[2]).toEqual({ vectors: { size: 4, distance: 'Cosine' } });
    const found = await talk('vectorStoreQdrant', parameters, load, () => ({ result: [{ score: 0.9, payload: { content: 'c', metadata: { a: 1 } } }] }));
    expect(found.json('Store')).toEqual([{ document: { pageContent: 'c', metadata: { a: 1 } }, score: 0.9 }]);
  });
  it('speaks with Supabase', async () => {
    const parameters = { tableName: { __rl: true, mode: 'list', value: 'documents' } };
    const { sent } = await talk('vectorStoreSupabase', parameters, { mode: 'insert' }, () => null);
    expect(sent).toEqual([['POST', 'https://s.test/rest/v1/documents', [{ content: 'a cat', metadata: expect.objectContaining({ line: 1 }), embedding: [1, 0, 0, 0] }]]]);
    const found = await talk('vectorStoreSupabase', parameters, load, () => [{ content: 'c', metadata: {}, similarity: 0.1 }]);
    expect(found.json('Store')).toEqual([{ document: { pageContent: 'c', metadata: {} }, score: 0.1 }]);
    expect(found.sent[0]?.[1]).toBe('https://s.test/rest/v1/rpc/match_documents');
  });
});

describe('pgvector', () => {
  it('makes its table, writes by id, and asks by likeness', async () => {
    const sent: { text: string; values: Json[] }[] = [];
    const sql: NonNullable<Run['tools']>['sql'] = async ({ statements }) => {
      sent.push(...statements);
      return statements.map(({ text }) => (text.startsWith('SELECT') ? { rows: [{ text: 'a cat', metadata: { k: 1 }, distance: 0.25 }], hasRows: true, affected: 1 } : { rows: [], hasRows: false, affected: 1 }));
    };
    const server = await startModel(embed);
    const definition = (mode: JsonObject) => {
      const made = insert();
      Object.assign(made.nodes.find(node => node.name === 'Store') ?? {}, { type: 'vectorStorePGVector', parameters: { ...mode, options: { metadata: { metadataValues: [{ name: 'k', value: '1' }] }, columnNames: { values: { contentColumnName: 'con"tent' } } } } });
      return made;
    };
    const run: Run = { items: [{ text: 'a cat' }], tools: { ...keeping(), sql }, credentials: { openAiApi: { apiKey: 'k', url: server.url } } };
    expect((await runFlow(definition({ mode: 'insert' }), run)).outcome.status).toBe('success');
    expect(sent.map(({ text }) => text)).toEqual(['CREATE EXTENSION IF NOT EXISTS vector', expect.stringMatching(/^CREATE TABLE IF NOT EXISTS "n8n_vectors" .*"con""tent" text.*vector\(4\)\)$/), expect.stringMatching(/^INSERT .* ON CONFLICT \("id"\) DO UPDATE/)]);
    expect(sent[2]?.values).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), 'a cat', expect.stringContaining('"line":1'), '[1,0,0,0]']);
    const found = await runFlow(definition({ mode: 'load', prompt: 'cat', topK: 3 }), run);
    expect(found.json('Store')).toEqual([{ document: { pageContent: 'a cat', metadata: { k: 1 } }, score: 0.25 }]);
    expect(sent.at(-1)).toEqual({ text: expect.stringContaining('"embedding" <=> $1::text::vector AS distance FROM "n8n_vectors" WHERE "metadata" @> $3::jsonb ORDER BY distance LIMIT $2::int'), values: ['[1,0,0,0]', 3, '{"k":"1"}'] });
    await server.close();
  });
});

describe('splitting', () => {
  it('cuts like n8n: 20 characters, 5 in common', () => {
    expect(splitRecursively('A long text. A long text. A long text. ', { chunkSize: 20, chunkOverlap: 5 })).toEqual(['A long text. A long', 'A long text. A long', 'A long text.']);
    expect(splitRecursively('A long text. A long text. A long text. ', { chunkSize: 20, chunkOverlap: 0 })).toEqual(['A long text. A long', 'text. A long text.']);
  });
  it('goes from paragraphs to words, and through words that are too long', () => {
    expect(splitRecursively('one two\n\nthree\nfour five six', { chunkSize: 10, chunkOverlap: 0 })).toEqual(['one two', 'three', 'four five', 'six']);
    expect(splitRecursively('x'.repeat(25), { chunkSize: 10, chunkOverlap: 0 }).map(chunk => chunk.length)).toEqual([10, 10, 5]);
    expect(splitRecursively('', { chunkSize: 10, chunkOverlap: 0 })).toEqual([]);
  });
  it('cuts at a separator, and by tokens', () => {
    expect(splitByCharacter('aa,bb,cc', ',', { chunkSize: 5, chunkOverlap: 0 })).toEqual(['aa,bb', 'cc']);
    expect(splitByTokens('one two three four', { chunkSize: 2, chunkOverlap: 0 })).toEqual(['one two', 'three', 'four']);
  });
  it('compares vectors', () => expect([likeness([1, 0], [1, 0]), likeness([1, 0], [0, 1]), likeness([0, 0], [1, 1]), likeness([1], [1, 2])]).toEqual([1, 0, 0, 0]));
});
