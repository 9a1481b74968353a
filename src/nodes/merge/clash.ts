// Makes one item out of several, deciding which input wins where fields clash (Merge).
import type { Item, PairedItem } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';

export interface ClashSettings {
  /** `preferLast`, `preferInput1` …, `addSuffix`. */
  resolveClash?: string;
  mergeMode?: 'deepMerge' | 'shallowMerge';
  overrideEmpty?: boolean;
}

/** An item with the input and index it came from. */
export interface Part {
  item: Item;
  input: number;
  index: number;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

function mergeInto(target: Record<string, unknown>, source: Record<string, unknown>, deep: boolean, overrideEmpty: boolean): void {
  for (const [key, value] of Object.entries(source)) {
    const own = Object.hasOwn(target, key);
    if (overrideEmpty && own && isEmpty(value)) continue;
    setOwn(target, key, deep && own ? mergedValue(target[key], value, overrideEmpty) : value);
  }
}

/** Objects and lists join, element by element; anything else is replaced. */
function mergedValue(old: unknown, value: unknown, overrideEmpty: boolean): unknown {
  if (isPlainObject(old) && isPlainObject(value)) {
    const copy: Record<string, unknown> = {};
    mergeInto(copy, old, false, false);
    mergeInto(copy, value, true, overrideEmpty);
    return copy;
  }
  if (Array.isArray(old) && Array.isArray(value)) {
    return Array.from({ length: Math.max(old.length, value.length) }, (_, at): unknown =>
      at >= value.length ? old[at] : at >= old.length ? value[at] : mergedValue(old[at], value[at], overrideEmpty),
    );
  }
  return value;
}

/** Puts the preferred input last, because later parts win. */
function ordered(parts: readonly Part[], prefer: string | undefined): Part[] {
  const chosen = /^preferInput(\d+)$/.exec(prefer ?? '')?.[1];
  if (chosen === undefined) return [...parts];
  const input = Number(chosen) - 1;
  return [...parts.filter(part => part.input !== input), ...parts.filter(part => part.input === input)];
}

const linkOf = ({ index, input }: Part): PairedItem => (input === 0 ? { item: index } : { item: index, input });

/** Where no rule is set, `byDefault` decides (`preferLast`, or `preferInput1` when input 2 is enriched). */
export function combined(parts: readonly Part[], settings: ClashSettings, byDefault = 'preferLast'): Item {
  const json: JsonObject = {};
  const rule = settings.resolveClash ?? byDefault;
  const binary: NonNullable<Item['binary']> = {};
  if (rule === 'addSuffix') {
    for (const { item, input } of parts) for (const [key, value] of Object.entries(item.json)) setOwn(json, `${key}_${input + 1}`, value as Json);
  }
  const order = ordered(parts, rule);
  for (const { item } of order) {
    if (rule !== 'addSuffix') mergeInto(json, item.json, settings.mergeMode !== 'shallowMerge', settings.overrideEmpty === true);
    for (const [name, file] of Object.entries(item.binary ?? {})) setOwn(binary, name, file);
  }
  return { json, ...(Object.keys(binary).length > 0 ? { binary } : {}), pairedItem: order.map(linkOf) };
}
