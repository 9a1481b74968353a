// A query as workflows of n8n read it: `a[]=1`, `a[0]=x`, `a[b][c]=1` become lists and objects, a name that comes twice a list.
import { isPlainObject, isSafeKey, type Json, type JsonObject } from '~/lib/json';

const MAX_DEPTH = 5;
/** Above it a number is the key of an object: lists have no holes. */
const MAX_INDEX = 20;
const MAX_PAIRS = 1000;

/** `a[b][c]` -> a, b, c. What lies deeper, or is not closed, is one more key as it stands. */
function segmentsOf(name: string): string[] {
  const [head = ''] = /^[^[]*/.exec(name) ?? [];
  const segments = head === '' ? [] : [head];
  let rest = name.slice(head.length);
  while (rest !== '' && segments.length <= MAX_DEPTH) {
    const inner = /^\[([^[\]]*)\]/.exec(rest);
    if (!inner) break;
    segments.push(inner[1] as string);
    rest = rest.slice(inner[0].length);
  }
  return rest === '' ? segments : [...segments, rest];
}

/** The value with everything around it that its name says. */
function nested([segment, ...rest]: string[], value: string): Json {
  if (segment === undefined) return value;
  const inner = nested(rest, value);
  if (segment !== '' && (!/^\d+$/.test(segment) || Number(segment) > MAX_INDEX)) return { [segment]: inner };
  const list: Json[] = [];
  list[Number(segment)] = inner;
  return list;
}

const holding = (value: Json | undefined): value is Json[] | JsonObject => Array.isArray(value) || isPlainObject(value);
const asObject = (value: Json[] | JsonObject): JsonObject => (Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : value);

function merged(before: Json | undefined, next: Json): Json {
  if (before === undefined) return next;
  if (!holding(before)) return [before, ...(Array.isArray(next) ? next : [next])];
  if (!holding(next)) {
    if (Array.isArray(before)) return [...before, next];
    return isSafeKey(String(next)) ? { ...before, [String(next)]: true } : before;
  }
  if (Array.isArray(before) && Array.isArray(next)) {
    const list = [...before];
    next.forEach((value, index) => {
      const at = before[index];
      if (at === undefined) list[index] = value;
      else if (holding(at) && holding(value)) list[index] = merged(at, value);
      else list.push(value);
    });
    return list;
  }
  const object = { ...asObject(before) };
  for (const [key, value] of Object.entries(asObject(next))) object[key] = merged(Object.hasOwn(object, key) ? object[key] : undefined, value);
  return object;
}

/** Without the holes that an index left. */
function dense(value: Json): Json {
  if (Array.isArray(value)) return value.filter(element => element !== undefined).map(dense);
  return isPlainObject(value) ? Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, dense(inner)])) : value;
}

/** Names that could reach a prototype are left out. */
export function queryToJson(query: URLSearchParams): JsonObject {
  const json: JsonObject = {};
  for (const [name, value] of [...query].slice(0, MAX_PAIRS)) {
    const [first = '', ...rest] = segmentsOf(name);
    if (first === '' || ![first, ...rest].every(isSafeKey)) continue;
    json[first] = merged(Object.hasOwn(json, first) ? json[first] : undefined, nested(rest, value));
  }
  return dense(json) as JsonObject;
}
