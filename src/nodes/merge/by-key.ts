// Joins by one key as version 1 does: texts and numbers are keys, the last item of input 2 with a key counts, and input 1 stays the parent.
import type { Item } from '~/engine/items';
import { getPath, type JsonObject, setOwn } from '~/lib/json';
import { passed } from '../passed';

export interface KeyJoin {
  /** Paths of the key in both inputs. */
  key1: string;
  key2: string;
  /** `merge`: input 1 with what input 2 knows; `keep` and `remove`: items of input 1 with and without a partner. */
  how: 'merge' | 'keep' | 'remove';
  /** Fields of input 2 that are taken: all, those that are empty in input 1, or those it does not have. */
  overwrite: 'always' | 'blank' | 'undefined';
}

/** 3 and "3" are one key; 0, "" and everything else is none. */
const keyOf = (value: unknown): string | null => ((typeof value === 'string' || typeof value === 'number') && value ? String(value) : null);

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

export function joinByKey(lefts: readonly Item[], rights: readonly Item[], { key1, key2, how, overwrite }: KeyJoin): Item[] {
  const known = new Map<string, Item>();
  for (const item of rights) {
    const key = keyOf(getPath(item.json, key2));
    if (key !== null) known.set(key, item);
  }
  return lefts.flatMap((item, index): Item[] => {
    const value = getPath(item.json, key1);
    const key = keyOf(value);
    const partner = key === null ? undefined : known.get(key);
    if (how !== 'merge') return (partner !== undefined) === (how === 'keep') ? [passed(item, index)] : [];
    if (partner) return [{ ...passed(item, index), json: filled(item.json, partner.json, key2, overwrite) }];
    // What cannot be a key at all is left out; an empty one only finds nobody.
    return value === null || typeof value === 'string' || typeof value === 'number' ? [passed(item, index)] : [];
  });
}

function filled(own: JsonObject, other: JsonObject, key2: string, overwrite: KeyJoin['overwrite']): JsonObject {
  const json = { ...own };
  for (const [name, value] of Object.entries(other)) {
    if (name === key2) continue;
    const before = Object.hasOwn(own, name) ? own[name] : undefined;
    if (overwrite === 'always' || (overwrite === 'blank' ? isBlank(before) : before === undefined)) setOwn(json, name, value);
  }
  return json;
}
