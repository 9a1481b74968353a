// Limit: the first or last items.
import { NodeError, type RunNode } from '../contract';
import { passAll } from '../passed';
import type { limit } from './definition';

export const runLimit: RunNode<typeof limit> = ({ items, parameters }) => {
  const { maxItems, keep } = parameters.at();
  const wanted = Math.floor(Number(maxItems));
  if (!Number.isFinite(wanted)) throw new NodeError('"Max items" must be a number');
  const most = Math.max(0, wanted);
  const all = passAll(items);
  return [keep === 'lastItems' ? all.slice(Math.max(0, all.length - most)) : all.slice(0, most)];
};
