// Vector stores: inserting, finding, and supplying what they find to chains, tools and agents.
import type { Item } from '~/engine/items';
import { isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { ask, askOne, type Document, type FoundDocument, needed, type RerankRequest, requestOf, type SearchRequest, type ToolRequest } from '../ai/protocols';
import { type Backend, type Entry, type OpenBackend, uuidOf } from './backend';
import { openInMemory } from './in-memory';
import { openPgVector } from './pg-vector';
import { openPinecone, openQdrant, openSupabase } from './services';

type Parameters = Record<string, unknown>;

const over = (open: OpenBackend): RunNode => async context => {
  const { call } = context;
  const parameters = context.parameters.at() as unknown as Parameters;
  if (call?.type === 'ai_tool') return [await asTool(context, open, parameters)];
  if (call) return [found(await search(context, await open(context, parameters), call.input as unknown as SearchRequest, parameters))];
  switch (parameters.mode) {
    case 'insert': return [await insertAll(context, open)];
    case 'load': return [await eachItemAsync(context, async (_item, index) => load(context, open, index))];
    case 'update': throw new NodeError('Documents cannot be updated', { description: 'Insert them again.' });
    default: throw new NodeError('In this mode the node supplies documents to another one and does not run by itself', { description: 'Connect it to a chain, a tool or an agent.' });
  }
};

const found = (documents: readonly FoundDocument[]): Item[] => documents.map((document): Item => ({ json: document as unknown as JsonObject }));

async function vectorsOf(context: RunContext<unknown>, texts: readonly string[], index: number, query = false): Promise<number[][]> {
  const embedding = needed(context.subNodes('ai_embedding'), 'embeddings node');
  const { vectors } = await askOne<{ vectors: number[][] }>(embedding, { texts, ...(query ? { query } : {}) }, index);
  return vectors;
}

function filterOf(parameters: Parameters): JsonObject {
  const { options } = parameters;
  const rows = isPlainObject(options) && isPlainObject(options.metadata) && Array.isArray(options.metadata.metadataValues) ? options.metadata.metadataValues : [];
  const filter: JsonObject = {};
  for (const row of rows) if (isPlainObject(row) && typeof row.name === 'string' && row.name !== '') setOwn(filter, row.name, row.value);
  return filter;
}

async function search(context: RunContext<unknown>, backend: Backend, { query, topK }: SearchRequest, parameters: Parameters, index = 0): Promise<FoundDocument[]> {
  const [vector] = await vectorsOf(context, [query], index, true);
  if (!vector) throw new NodeError('The text to look for has no vector');
  const documents = await backend.search(vector, Math.max(1, Math.floor(Number(topK ?? parameters.topK)) || 4), filterOf(parameters));
  if (parameters.useReranker !== true || documents.length === 0) return documents;
  const request: RerankRequest = { query, documents: documents.map(({ text }) => text) };
  const { ranking } = await askOne<{ ranking: { index: number; score: number }[] }>(needed(context.subNodes('ai_reranker'), 'reranker'), request, index);
  return ranking.flatMap(({ index: at, score }) => (documents[at] ? [{ ...documents[at], score }] : []));
}

async function load(context: RunContext<unknown>, open: OpenBackend, index: number): Promise<Item[]> {
  const parameters = context.parameters.at(index) as unknown as Parameters;
  const documents = await search(context, await open(context, parameters), { query: String(parameters.prompt ?? '') }, parameters, index);
  return documents.map(({ text, metadata, score }): Item => ({ json: { document: { pageContent: text, ...(parameters.includeDocumentMetadata === false ? {} : { metadata }) }, score } }));
}

async function asTool(context: RunContext<unknown>, open: OpenBackend, parameters: Parameters): Promise<Item[]> {
  const { arguments: given } = requestOf<ToolRequest>(context.call, 'a tool');
  const documents = await search(context, await open(context, parameters), { query: String(given.input ?? given.query ?? '') }, parameters);
  // In the shape n8n's agents are answered in.
  const response = documents.map(({ text, metadata }) => ({ type: 'text', text: JSON.stringify({ pageContent: text, ...(parameters.includeDocumentMetadata === false ? {} : { metadata }) }) }));
  return [{ json: { response } }];
}

async function insertAll(context: RunContext<unknown>, open: OpenBackend): Promise<Item[]> {
  const loader = needed(context.subNodes('ai_document'), 'document loader');
  let cleared = false;
  return eachItemAsync(context, async (_item, index) => {
    const parameters = context.parameters.at(index) as unknown as Parameters;
    const documents = (await ask(loader, {}, index)).map(({ json }) => json as unknown as Document);
    const backend = await open(context, parameters);
    if (!cleared) await backend.clear?.();
    cleared = true;
    const size = Math.max(1, Math.floor(Number(parameters.embeddingBatchSize)) || 200);
    for (let at = 0; at < documents.length; at += size) {
      const batch = documents.slice(at, at + size);
      const vectors = await vectorsOf(context, batch.map(document => document.text), index);
      // The key of an item has 32 hex digits; the number of the document takes the last eight.
      await backend.insert(batch.map((document, offset): Entry => ({ ...document, id: uuidOf(context.idempotencyKey(index).slice(0, 24) + (at + offset).toString(16).padStart(8, '0')), vector: vectors[offset] as number[] })));
    }
    return documents.map(({ text, metadata }): Item => ({ json: { metadata, pageContent: text } }));
  });
}

export const runVectorStorePGVector = over(openPgVector);
export const runVectorStoreInMemory = over(openInMemory);
export const runVectorStorePinecone = over(openPinecone);
export const runVectorStoreQdrant = over(openQdrant);
export const runVectorStoreSupabase = over(openSupabase);
