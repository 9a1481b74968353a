// Fields that are given to a called workflow besides the question, in the rows of older files.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';
import { objectsIn } from './service';

/** `{ values: [{ name, type, stringValue, … }] }`, or assignments with plain values. */
export function furtherFields(fields: unknown): JsonObject {
  const made: JsonObject = {};
  for (const row of objectsIn(isPlainObject(fields) ? (fields.assignments ?? fields.values) : [])) {
    if (typeof row.name === 'string' && row.name !== '') setOwn(made, row.name, valueOf(row));
  }
  return made;
}

function valueOf(row: Record<string, unknown>): Json {
  if (row.value !== undefined) return row.value as Json;
  const type = typeof row.type === 'string' ? row.type : 'stringValue';
  const value = (row[type] ?? null) as Json;
  switch (type) {
    case 'numberValue': return Number(value);
    case 'booleanValue': return String(value ?? true) === 'true';
    case 'arrayValue': return parsed(value);
    case 'objectValue': return parsed(value);
    default: return value;
  }
}

function parsed(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError('A further field is not valid JSON');
  }
}
