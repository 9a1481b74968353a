// Joins two lists of items by the values of fields (Merge, combine by matching fields).
import type { Item } from '~/engine/items';
import { canonicalJson, getPath, jsonEqual } from '~/lib/json';
import { NodeError } from '../contract';

export interface FieldPair {
  field1: string;
  field2: string;
}

export interface Matches {
  matched: { left: number; right: number }[];
  /** Indexes of items without a partner. */
  left: number[];
  right: number[];
}

interface MatchSettings {
  dots: boolean;
  fuzzy: boolean;
  /** Which of several partners an item is joined with. */
  take: 'all' | 'first' | 'last';
}

/** null, undefined and "" are one value under fuzzy compare, and so are 3 and "3". */
function normal(value: unknown, fuzzy: boolean): unknown {
  if (!fuzzy) return value;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value.trim();
  return value;
}

/** Values to compare, or null when a field is missing: such an item never matches. */
function valuesOf(item: Item, fields: readonly string[], { dots, fuzzy }: MatchSettings): unknown[] | null {
  const values: unknown[] = [];
  for (const field of fields) {
    const value = getPath(item.json, field, dots);
    if (value === undefined) return null;
    values.push(normal(value, fuzzy));
  }
  return values;
}

/** A key under which equal values meet. */
const bucket = (values: readonly unknown[]): string => values.map(value => (typeof value === 'object' && value !== null ? canonicalJson(value) : `${typeof value}:${String(value)}`)).join('\u0001');

export function fieldPairs(advanced: boolean, text: string, rows: readonly FieldPair[]): FieldPair[] {
  const pairs = advanced
    ? rows.map(({ field1, field2 }) => ({ field1: field1.trim(), field2: field2.trim() }))
    : text.split(',').map(name => ({ field1: name.trim(), field2: name.trim() })).filter(({ field1 }) => field1 !== '');
  if (pairs.length === 0 || pairs.some(({ field1, field2 }) => field1 === '' || field2 === '')) {
    throw new NodeError('Say which fields to match', { description: 'Each pair needs a field of both inputs.' });
  }
  return pairs;
}

/** Items one merge may make. */
export const MAX_COMBINATIONS = 1_000_000;

export const tooMany = (what: string): NodeError => new NodeError(`${what} are too many`, { description: `The limit is ${MAX_COMBINATIONS}.` });

/** All pairs whose fields are equal, in the order of the left items, and what stays alone. */
export function matchItems(lefts: readonly Item[], rights: readonly Item[], pairs: readonly FieldPair[], settings: MatchSettings): Matches {
  const index = new Map<string, { at: number; values: unknown[] }[]>();
  rights.forEach((item, at) => {
    const values = valuesOf(item, pairs.map(pair => pair.field2), settings);
    if (values === null) return;
    const key = bucket(values);
    const list = index.get(key);
    if (list === undefined) index.set(key, [{ at, values }]);
    else list.push({ at, values });
  });
  const result: Matches = { matched: [], left: [], right: [] };
  const used = new Set<number>();
  lefts.forEach((item, left) => {
    const values = valuesOf(item, pairs.map(pair => pair.field1), settings);
    const found = values === null ? [] : (index.get(bucket(values)) ?? []).filter(other => jsonEqual(other.values, values));
    if (found.length === 0) result.left.push(left);
    for (const { at } of found) used.add(at);
    if (settings.take === 'all' && result.matched.length + found.length > MAX_COMBINATIONS) throw tooMany(`More than ${MAX_COMBINATIONS} matches`);
    for (const { at } of settings.take === 'all' ? found : settings.take === 'first' ? found.slice(0, 1) : found.slice(-1)) result.matched.push({ left, right: at });
  });
  rights.forEach((_, at) => {
    if (!used.has(at)) result.right.push(at);
  });
  return result;
}
