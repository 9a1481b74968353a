// Sticky note: has no ports, so the engine never calls this.
import { NodeError, type RunNode } from '../contract';
import type { stickyNote } from './definition';

export const runStickyNote: RunNode<typeof stickyNote> = () => {
  throw new NodeError('A sticky note cannot run');
};
