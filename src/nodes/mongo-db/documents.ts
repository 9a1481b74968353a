// Documents and filters as MongoDB's extended JSON: ids and dates in their own notation.
import { getPath, isPlainObject, type Json, type JsonObject, setOwn, setPath } from '~/lib/json';
import { NodeError } from '../contract';

const asId = (value: Json): Json => (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value) ? { $oid: value } : value);

/** A filter with its `_id` as an id, where it is written as text; also inside `$in` and the like. */
export function withIds(filter: JsonObject): JsonObject {
  if (!Object.hasOwn(filter, '_id')) return filter;
  const id = filter._id as Json;
  if (!isPlainObject(id) || Object.hasOwn(id, '$oid')) return { ...filter, _id: asId(id) };
  return { ...filter, _id: Object.fromEntries(Object.entries(id as JsonObject).map(([key, value]) => [key, Array.isArray(value) ? value.map(asId) : asId(value)])) };
}

export function parsed(name: string, value: unknown): Json {
  if (typeof value !== 'string') return (value ?? {}) as Json;
  if (value.trim() === '') return {};
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError(`The ${name} is not valid JSON`);
  }
}

export function parsedObject(name: string, value: unknown): JsonObject {
  const object = parsed(name, value);
  if (!isPlainObject(object)) throw new NodeError(`The ${name} must be a JSON object`);
  return object as JsonObject;
}

export interface Shape { fields: string[]; dateFields: string[]; dots: boolean; /** Kept beside the fields. */ key?: string }

/** The named fields of an item; a missing one is null, as in n8n. `plain`: as items say them (dates as ISO text), not in MongoDB's notation. */
export function documentOf(item: JsonObject, { fields, dateFields, dots, key }: Shape, plain = false): JsonObject {
  const document: JsonObject = {};
  for (const name of new Set([...(key === undefined ? [] : [key]), ...fields])) {
    const value = (getPath(item, name, dots) ?? null) as Json;
    const stored = dateFields.includes(name) ? asDate(name, value, plain) : name === '_id' && !plain ? asId(value) : value;
    if (dots) setPath(document, name, stored);
    else setOwn(document, name, stored);
  }
  return document;
}

function asDate(name: string, value: Json, plain: boolean): Json {
  if (value === null) return null;
  const date = new Date(typeof value === 'number' ? value : String(value));
  if (Number.isNaN(date.getTime())) throw new NodeError(`The field "${name}" is not a date`);
  return plain ? date.toISOString() : { $date: date.toISOString() };
}
