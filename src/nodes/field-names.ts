// Comma lists of field names, as many nodes take them.
import { getPath, type JsonObject, removePath, setPath } from '~/lib/json';

/** `a, b.c` (or a list) -> ['a', 'b.c']; a leading `$json.` is dropped, as people write it. */
export function fieldNames(text: unknown): string[] {
  const parts = Array.isArray(text) ? text.map(String) : String(text ?? '').split(',');
  return parts.map(part => part.trim().replace(/^\$json\./, '')).filter(part => part !== '');
}

/** A new object with only these fields; those that are missing are left out. */
export function pickFields(json: JsonObject, names: readonly string[], dots = true): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const value = getPath(json, name, dots);
    if (value !== undefined) setPath(picked, name, value, dots && !Object.hasOwn(json, name));
  }
  return picked;
}

/** A copy without these fields. */
export function omitFields(json: JsonObject, names: readonly string[], dots = true): JsonObject {
  const copy = names.some(name => dots && !Object.hasOwn(json, name) && name.includes('.')) ? structuredClone(json) : { ...json };
  for (const name of names) removePath(copy, name, dots);
  return copy;
}
