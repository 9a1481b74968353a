// The simple vector store: documents and vectors in a node store, searched one by one.
import { getOwn, isPlainObject, type Json, type JsonObject, jsonEqual } from '~/lib/json';
import type { Backend, Entry, OpenBackend } from './backend';

interface Kept { id: string; text: string; metadata: JsonObject; /** Base64 of 32-bit floats. */ vector: string }

const keptOf = (value: Json | null): Kept[] => (isPlainObject(value) && Array.isArray(value.documents) ? (value.documents as unknown as Kept[]) : []);

const packed = (vector: readonly number[]): string => Buffer.from(new Float32Array(vector).buffer).toString('base64');
const unpacked = (text: string): Float32Array => {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
};

export const openInMemory: OpenBackend = async ({ tools, node }, { memoryKey, clearStore }) => {
  const scope = node.typeVersion < 1.2 ? 'workflow' : 'organization';
  const key = `vectors/${String(memoryKey || 'vector_store_key')}`;
  const backend: Backend = {
    insert: async entries => void (await tools.store.update(scope, key, value => ({ documents: merged(keptOf(value), entries) }) as unknown as Json)),
    search: async (vector, topK, filter) =>
      keptOf(await tools.store.get(scope, key))
        .filter(({ metadata }) => Object.entries(filter).every(([name, wanted]) => jsonEqual(getOwn(metadata, name) as Json | undefined, wanted)))
        .map(({ text, metadata, vector: own }) => ({ text, metadata, score: likeness(vector, unpacked(own)) }))
        .sort((a, b) => b.score - a.score).slice(0, topK),
  };
  if (clearStore === true) backend.clear = async () => void (await tools.store.update(scope, key, () => null));
  return backend;
};

function merged(kept: readonly Kept[], entries: readonly Entry[]): Kept[] {
  const fresh = new Set(entries.map(entry => entry.id));
  return [...kept.filter(each => !fresh.has(each.id)), ...entries.map(({ id, text, metadata, vector }) => ({ id, text, metadata, vector: packed(vector) }))];
}

/** Cosine of the angle; 0 for vectors that cannot be compared. */
export function likeness(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return 0;
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    dot += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
}
