// The output parser connected to a root: what it tells the model, and what it makes of an answer.
import type { Json, JsonObject } from '~/lib/json';
import type { SubNode } from '../contract';
import { askOne } from './protocols';

export interface Instructions { instructions: string; schema?: JsonObject }
export type Parsed = { output: Json; problem: null } | { output: null; problem: string };

export const instructionsOf = (parser: SubNode, index: number): Promise<Instructions> => askOne<Instructions>(parser, { action: 'instructions' }, index);

/** An answer the parser refuses is a problem to be told to the model, not a failure. */
export async function parseWith(parser: SubNode, text: string, index: number): Promise<Parsed> {
  try {
    const { output } = await askOne<{ output: Json }>(parser, { action: 'parse', text }, index);
    return { output, problem: null };
  } catch (error) {
    return { output: null, problem: error instanceof Error ? error.message : String(error) };
  }
}
