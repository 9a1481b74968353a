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

const FENCE = '```';

/** A model's text without the fence some put around JSON. */
export function unfenced(text: string): string {
  const whole = text.trim();
  const start = whole.startsWith(FENCE) && whole.endsWith(FENCE) ? 0 : whole.indexOf(`${FENCE}json`);
  const line = start < 0 ? -1 : whole.indexOf('\n', start);
  const end = line < 0 ? -1 : start === 0 && whole.endsWith(FENCE) ? whole.length - FENCE.length : whole.indexOf(FENCE, line);
  return end < 0 ? text : whole.slice(line + 1, end).trim();
}
