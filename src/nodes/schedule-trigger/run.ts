// Schedule trigger: the slot it was started for, or now in a manual run.
import type { RunNode } from '../contract';
import type { scheduleTrigger } from './definition';
import { scheduleItem } from './item';

export const runScheduleTrigger: RunNode<typeof scheduleTrigger> = ({ items, tools, execution }) => [
  items.length > 0 ? items : [scheduleItem(tools.now(), execution.timezone)],
];
