// Files in code: the sandbox has no way to storage, so bytes it asks for go in as base64 and files it makes come out so.
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type Tools } from '../contract';

const ASKS_BYTES = /getBinaryDataBuffer/;
const MAX_BYTES = 16 * 1024 * 1024;

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** By item: property -> base64. Null when the code never reads bytes. */
export async function readFiles(items: readonly Item[], code: string, tools: Tools): Promise<Json> {
  if (!ASKS_BYTES.test(code)) return null;
  const total = items.flatMap(item => Object.values(item.binary ?? {})).reduce((sum, ref) => sum + ref.fileSize, 0);
  if (total > MAX_BYTES) throw new NodeError(`The files of these items are too large for code: ${total} bytes`, { description: `The limit is ${MAX_BYTES} bytes.` });
  return Promise.all(
    items.map(async item => {
      const files: JsonObject = {};
      for (const [name, ref] of Object.entries(item.binary ?? {})) setOwn(files, name, toBase64(await tools.files.read(ref)));
      return files;
    }),
  );
}

/** Stores files the code made (`data` as base64 instead of an id). */
export async function attachFiles(items: Item[], tools: Tools): Promise<Item[]> {
  for (const item of items) {
    for (const [name, ref] of Object.entries(item.binary ?? {})) {
      if (!isPlainObject(ref)) throw new NodeError(`The file "${name}" of a returned item is not an object`);
      const { data, mimeType, fileName } = ref as Record<string, unknown>;
      if (typeof (ref as BinaryRef).id === 'string' || typeof data !== 'string') continue;
      const stored = await tools.files.write(Buffer.from(data, 'base64'), {
        ...(typeof fileName === 'string' ? { fileName } : {}),
        ...(typeof mimeType === 'string' ? { mimeType } : {}),
      });
      setOwn(item.binary as Record<string, unknown>, name, stored);
    }
  }
  return items;
}
