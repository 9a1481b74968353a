// Pinned data as text: a list of objects, bare or as items.
import { isPlainObject, type Json } from '~/lib/json';
import type { DataItem } from '~/ui/data/kinds';

const MAX_BYTES = 4_000_000;

export type ReadPinned = { ok: true; items: Json[] } | { ok: false; message: string };

/** One object is a list of one. */
export function readPinned(text: string): ReadPinned {
  if (text.length > MAX_BYTES) return { ok: false, message: 'At most 4 MB can be pinned' };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'This is no JSON' };
  }
  const items = Array.isArray(value) ? value : [value];
  const wrong = items.findIndex(item => !isPlainObject(item));
  return wrong < 0 ? { ok: true, items } : { ok: false, message: `Item ${wrong + 1} is not an object` };
}

export function pinnedItem(value: Json): DataItem {
  if (isPlainObject(value)) return isPlainObject(value.json) ? (value as unknown as DataItem) : { json: value };
  return { json: { data: value } };
}
