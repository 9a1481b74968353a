// Manual trigger: the items it was started with, or one empty item.
import type { RunNode } from '../contract';
import type { manualTrigger } from './definition';

export const runManualTrigger: RunNode<typeof manualTrigger> = ({ items }) => [items.length > 0 ? items : [{ json: {} }]];
