// Items: the unit of data between nodes (engine.md, section 7).
import { getOwn, type Json, type JsonObject } from '~/lib/json';

/** A file that travels with an item. The bytes lie in payload storage under `id`, never in run data. */
export interface BinaryRef {
  id: string;
  mimeType: string;
  fileName?: string;
  fileExtension?: string;
  /** Bytes. */
  fileSize: number;
  directory?: string;
}

/** Which item of which input of the same step an output item was made from. */
export interface PairedItem {
  item: number;
  input?: number;
  /** An earlier run of the same node whose input it was (a loop hands out items that arrived in its first run). */
  run?: number;
}

export interface ItemError {
  message: string;
  description?: string;
}

export interface Item {
  json: JsonObject;
  binary?: Record<string, BinaryRef>;
  pairedItem?: number | PairedItem | (number | PairedItem)[];
  error?: ItemError;
}

export const itemOf = (json: JsonObject): Item => ({ json });

/** Reads items given by people (pinned data, `--input`): bare objects are wrapped. */
export function toItems(values: Json[]): Item[] {
  return values.map(value => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inner = value.json;
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return value as unknown as Item;
      return { json: value };
    }
    return { json: { data: value } };
  });
}

/** Parents of an item as a list; empty when unknown. */
export function parentsOf(item: Item): PairedItem[] {
  const paired = item.pairedItem;
  if (paired === undefined) return [];
  return (Array.isArray(paired) ? paired : [paired]).map(parent => (typeof parent === 'number' ? { item: parent } : parent));
}

const FILE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of the files that items refer to, each once. Code can make references of its own: what is no id is left out. */
export function fileIdsOf(outputs: readonly (readonly Item[])[]): string[] {
  const ids = outputs.flatMap(items => items.flatMap(item => Object.values(item.binary ?? {}).map((file: unknown) => getOwn(file, 'id'))));
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && FILE_ID.test(id)))];
}
