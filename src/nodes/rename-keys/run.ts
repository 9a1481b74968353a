// Rename keys: see engine-nodes.md 9.3. A renamed field moves to the end, as in n8n.
import { getPath, isPlainObject, type Json, type JsonObject, removePath, setOwn, setPath } from '~/lib/json';
import type { RunNode } from '../contract';
import { eachItem } from '../each-item';
import { regexReplaced } from '../regex';
import type { renameKeys } from './definition';

function renamed(value: Json, pattern: string, replacement: string, depth: number): Json {
  if (depth === -1) return value;
  if (Array.isArray(value)) return value.map(element => renamed(element, pattern, replacement, depth - 1));
  if (!isPlainObject(value)) return value;
  const kept: JsonObject = {};
  const moved: [string, Json][] = [];
  for (const [key, inner] of Object.entries(value as JsonObject)) {
    const name = regexReplaced(key, pattern, replacement);
    const changed = renamed(inner, pattern, replacement, depth - 1);
    if (name === key) setOwn(kept, key, changed);
    else moved.push([name, changed]);
  }
  for (const [name, inner] of moved) setOwn(kept, name, inner);
  return kept;
}

export const runRenameKeys: RunNode<typeof renameKeys> = context => [
  eachItem(context, (item, index) => {
    const { keys, additionalOptions } = context.parameters.at(index);
    let json = structuredClone(item.json);
    for (const { currentKey, newKey } of keys.key ?? []) {
      if (currentKey === '' || newKey === '' || currentKey === newKey) continue;
      const value = getPath(json, currentKey) as Json | undefined;
      if (value === undefined) continue;
      removePath(json, currentKey);
      setPath(json, newKey, value);
    }
    for (const { searchRegex, replaceRegex, options } of additionalOptions.regexReplacement?.replacements ?? []) {
      if (searchRegex === '') continue;
      const depth = options?.depth ?? -1;
      // Below -1 the walk never meets its end: all levels.
      json = renamed(json, options?.caseInsensitive === true ? `/${searchRegex}/i` : searchRegex, replaceRegex, depth < 0 ? -2 : depth) as JsonObject;
    }
    return item.binary === undefined ? { json } : { json, binary: item.binary };
  }),
];
