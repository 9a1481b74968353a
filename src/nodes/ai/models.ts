// The models connected to a root: the first, and the one that stands in when it fails.
import type { SubNode } from '../contract';
import { askOne, type ModelAnswer, type ModelRequest, needed } from './protocols';

export interface Model { ask(request: ModelRequest): Promise<ModelAnswer> }

export function modelOf(subNodes: readonly SubNode[], index: number, fallback = false): Model {
  const first = needed(subNodes, 'model');
  const second = fallback ? (subNodes.find(node => node.port === 1) ?? subNodes[1]) : undefined;
  return {
    async ask(request) {
      try {
        return await askOne<ModelAnswer>(first, request, index);
      } catch (error) {
        if (!second || second === first) throw error;
        return askOne<ModelAnswer>(second, request, index);
      }
    },
  };
}

/** A model's text without the fence some put around JSON. */
export function unfenced(text: string): string {
  return /^\s*```[a-zA-Z]*\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text)?.[1] ?? /```json\s*\n([\s\S]*?)\n?\s*```/.exec(text)?.[1] ?? text;
}
