// The credentials an n8n node names, by type.
import { isPlainObject, type JsonObject, setOwn } from '~/lib/json';

/** Credential type -> name as in the file. Very old files hold the name alone. */
export function credentialNames(raw: JsonObject): Record<string, string> {
  const names: Record<string, string> = {};
  if (!isPlainObject(raw.credentials)) return names;
  for (const [type, value] of Object.entries(raw.credentials as JsonObject)) {
    const name = typeof value === 'string' ? value : isPlainObject(value) ? (value as JsonObject).name : undefined;
    // What is longer than any type or name of Weft's could not be saved.
    if (type.length <= 100) setOwn(names, type, typeof name === 'string' ? name.slice(0, 200) : '');
  }
  return names;
}
