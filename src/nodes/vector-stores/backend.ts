// What a vector store can do, whatever keeps the documents.
import type { JsonObject } from '~/lib/json';
import type { RunContext } from '../contract';
import type { Document, FoundDocument } from '../ai/protocols';

export interface Entry extends Document { id: string; vector: number[] }

export interface Backend {
  insert(entries: readonly Entry[]): Promise<void>;
  /** The most alike first. */
  search(vector: number[], topK: number, filter: JsonObject): Promise<FoundDocument[]>;
  /** Called once before the first insert. */
  clear?(): Promise<void>;
}

export type OpenBackend = (context: RunContext<unknown>, parameters: Record<string, unknown>) => Promise<Backend>;

/** A stable UUID from a key, so that an insert that is run again replaces what it wrote. */
export function uuidOf(key: string): string {
  const hex = key.replace(/[^0-9a-f]/g, '').padEnd(32, '0').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
