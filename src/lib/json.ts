// JSON values and the few guarded operations on them. Keys come from users: nothing here can reach a prototype.
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** False for keys that could reach a prototype when used in a path or as a name. */
export function isSafeKey(key: string): boolean {
  return !FORBIDDEN_KEYS.has(key);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The value if it is an object, else an empty one. */
export const objectOf = (value: Json | undefined): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});

/** Sets an own property, also for `__proto__`, without touching a prototype. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
}

/** Own property or undefined. */
export function getOwn(target: unknown, key: string | number): unknown {
  if (typeof target !== 'object' || target === null) return undefined;
  return Object.hasOwn(target, key) ? (target as Record<string | number, unknown>)[key] : undefined;
}

/** Path text to keys: `a.b[0]["c d"]` -> ['a','b','0','c d']. */
export function pathKeys(path: string): string[] {
  const keys: string[] = [];
  const pattern = /[^.[\]]+|\[(?:(\d+)|"([^"]*)"|'([^']*)')\]/g;
  for (const match of path.matchAll(pattern)) keys.push(match[1] ?? match[2] ?? match[3] ?? match[0]);
  return keys;
}

/** Reads `a.b[0].c`; an own key with that whole text wins, as in n8n. `dots: false` reads one key only. */
export function getPath(value: unknown, path: string, dots = true): unknown {
  const whole = getOwn(value, path);
  if (!dots || whole !== undefined) return whole;
  let current = value;
  for (const key of pathKeys(path)) {
    current = getOwn(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

/** Elements a list may be filled up with by one write behind its end. */
const MAX_GAP = 10_000;

/** Refuses what would make a list of millions of holes: JSON writes every one of them. */
function checkElement(list: unknown[], key: string, path: string): void {
  if (key === 'length') throw new Error(`The length of a list cannot be set ("${path}")`);
  if (/^\d+$/.test(key) && Number(key) - list.length >= MAX_GAP) throw new Error(`The field "${path}" lies too far behind the end of its list, which has ${list.length} elements`);
}

/**
 * Writes `a.b[0].c`, making objects and arrays on the way. Throws for keys that reach a prototype and for elements far
 * behind the end of a list. Mutates `target`.
 */
export function setPath(target: Record<string, unknown>, path: string, value: unknown, dots = true): void {
  const keys = dots ? pathKeys(path) : [path];
  if (keys.length === 0) return;
  for (const key of keys) if (!isSafeKey(key)) throw new Error(`The field name "${path}" is not allowed`);
  let current: Record<string, unknown> = target;
  for (const [at, key] of keys.entries()) {
    if (Array.isArray(current)) checkElement(current, key, path);
    const below = keys[at + 1];
    if (below === undefined) {
      current[key] = value;
      return;
    }
    let next = getOwn(current, key);
    if (typeof next !== 'object' || next === null) {
      next = /^\d+$/.test(below) ? [] : {};
      current[key] = next;
    }
    current = next as Record<string, unknown>;
  }
}

/** Removes `a.b.c` if it is there. Mutates `target`. */
export function removePath(target: Record<string, unknown>, path: string, dots = true): void {
  const keys = dots && getOwn(target, path) === undefined ? pathKeys(path) : [path];
  const last = keys.at(-1) ?? '';
  let current: unknown = target;
  for (const key of keys.slice(0, -1)) current = getOwn(current, key);
  if (typeof current !== 'object' || current === null || (Array.isArray(current) && last === 'length')) return;
  delete (current as Record<string, unknown>)[last];
}

/** Deep equality of JSON values; key order does not matter. */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(key => Object.hasOwn(b, key) && jsonEqual(getOwn(a, key), getOwn(b, key)));
}

/** JSON text with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    isPlainObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
