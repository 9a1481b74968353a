// Vector stores that are services: Pinecone, Qdrant and Supabase over their HTTP interfaces.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { type HttpRequest, NodeError } from '../contract';
import { baseUrl, callJson, callService, objectsIn } from '../ai/service';
import type { OpenBackend } from './backend';

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectIn = (value: unknown): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});
const named = (value: unknown, what: string): string => {
  const name = textIn(value).trim();
  if (name === '') throw new NodeError(`Choose the ${what}`);
  return name;
};
const body = (value: Json): HttpRequest['body'] => ({ kind: 'json', value });

export const openPinecone: OpenBackend = async ({ tools }, { pineconeIndex, options }) => {
  const credentialType = 'pineconeApi';
  const index = named(pineconeIndex, 'index');
  const { pineconeNamespace, clearNamespace } = objectIn(options);
  const namespace = textIn(pineconeNamespace);
  const { host } = await callJson(tools, { method: 'GET', url: `https://api.pinecone.io/indexes/${encodeURIComponent(index)}`, credentialType, retries: 1 });
  const base = `https://${named(host, 'index').replace(/^https?:\/\//, '')}`;
  return {
    async insert(entries) {
      const vectors = entries.map(({ id, vector, text, metadata }) => ({ id, values: vector, metadata: { ...flat(metadata), text } }));
      await callJson(tools, { url: `${base}/vectors/upsert`, credentialType, body: body({ vectors, namespace }), retries: 2 });
    },
    async search(vector, topK, filter) {
      const { matches } = await callJson(tools, { url: `${base}/query`, credentialType, retries: 2, body: body({ vector, topK, namespace, includeMetadata: true, ...(Object.keys(filter).length > 0 ? { filter } : {}) }) });
      return objectsIn(matches).map(({ metadata, score }) => {
        const { text, ...rest } = objectIn(metadata);
        return { text: textIn(text), metadata: rest, score: typeof score === 'number' ? score : null };
      });
    },
    // An empty namespace cannot be emptied: the service says 404.
    ...(clearNamespace === true ? { clear: async () => void (await callService(tools, { url: `${base}/vectors/delete`, credentialType, body: body({ deleteAll: true, namespace }) }).catch(ignoreMissing)) } : {}),
  };
};

const ignoreMissing = (error: unknown): void => {
  if (!(error instanceof Error && /\(404\)/.test(error.message))) throw error;
};

/** Pinecone takes texts, numbers, flags and lists of texts only; nested objects become dotted names. */
function flat(metadata: JsonObject, prefix = ''): JsonObject {
  const made: JsonObject = {};
  for (const [name, value] of Object.entries(metadata)) {
    if (isPlainObject(value)) for (const [inner, each] of Object.entries(flat(value as JsonObject, `${name}.`))) setOwn(made, `${prefix}${inner}`, each);
    else if (value !== null) setOwn(made, `${prefix}${name}`, Array.isArray(value) ? value.map(String) : value);
  }
  return made;
}

export const openQdrant: OpenBackend = async ({ tools }, { qdrantCollection, options }) => {
  const credentialType = 'qdrantApi';
  const { qdrantUrl } = await tools.credential(credentialType);
  const collection = `${baseUrl(qdrantUrl, 'http://localhost:6333')}/collections/${encodeURIComponent(named(qdrantCollection, 'collection'))}`;
  const { contentPayloadKey, metadataPayloadKey, collectionConfig, searchFilterJson } = objectIn(options);
  const content = textIn(contentPayloadKey) || 'content';
  const meta = textIn(metadataPayloadKey) || 'metadata';
  let exists = false;
  const ensure = async (size: number): Promise<void> => {
    if (exists) return;
    const { result } = await callJson(tools, { method: 'GET', url: `${collection}/exists`, credentialType });
    if (objectIn(result).exists !== true) await callJson(tools, { method: 'PUT', url: collection, credentialType, body: body({ vectors: { size, distance: 'Cosine' }, ...jsonIn(collectionConfig) }) });
    exists = true;
  };
  return {
    async insert(entries) {
      await ensure(entries[0]?.vector.length ?? 0);
      const points = entries.map(({ id, vector, text, metadata }) => ({ id, vector, payload: { [content]: text, [meta]: metadata } }));
      await callJson(tools, { method: 'PUT', url: `${collection}/points`, query: [['wait', 'true']], credentialType, body: body({ points }), retries: 2 });
    },
    async search(vector, topK, filter) {
      const must = Object.entries(filter).map(([name, value]) => ({ key: `${meta}.${name}`, match: { value } }));
      const own = jsonIn(searchFilterJson);
      const { result } = await callJson(tools, { url: `${collection}/points/search`, credentialType, retries: 2, body: body({ vector, limit: topK, with_payload: true, ...(Object.keys(own).length > 0 ? { filter: own } : must.length > 0 ? { filter: { must } } : {}) }) });
      return objectsIn(result).map(({ payload, score }) => ({ text: textIn(objectIn(payload)[content]), metadata: objectIn(objectIn(payload)[meta]), score: typeof score === 'number' ? score : null }));
    },
  };
};

function jsonIn(value: unknown): JsonObject {
  if (typeof value !== 'string') return objectIn(value);
  if (value.trim() === '') return {};
  try {
    return objectIn(JSON.parse(value));
  } catch {
    throw new NodeError('An option is not valid JSON');
  }
}

export const openSupabase: OpenBackend = async ({ tools }, { tableName, options }) => {
  const credentialType = 'supabaseApi';
  const { host } = await tools.credential(credentialType);
  const base = `${baseUrl(host, '')}/rest/v1`;
  const table = named(tableName, 'table');
  const { queryName } = objectIn(options);
  return {
    async insert(entries) {
      const rows = entries.map(({ text, metadata, vector }) => ({ content: text, metadata, embedding: vector }));
      await callService(tools, { url: `${base}/${encodeURIComponent(table)}`, headers: [['prefer', 'return=minimal']], credentialType, body: body(rows) });
    },
    async search(vector, topK, filter) {
      const name = textIn(queryName) || 'match_documents';
      const response = await callService(tools, { url: `${base}/rpc/${encodeURIComponent(name)}`, credentialType, retries: 2, body: body({ query_embedding: vector, match_count: topK, filter }) });
      return objectsIn(JSON.parse(Buffer.from(response.body).toString('utf8')) as unknown).map(({ content, metadata, similarity }) => ({ text: textIn(content), metadata: objectIn(metadata), score: typeof similarity === 'number' ? similarity : null }));
    },
  };
};
