// Weft trigger: says which events start it; by hand it gives what publishing would give.
import type { RunNode } from '../contract';
import { lifecycleItem } from '../lifecycle';
import type { n8nTrigger } from './definition';

export const runN8nTrigger: RunNode<typeof n8nTrigger> = ({ parameters, execution, tools }) => [
  [execution.mode === 'manual' ? lifecycleItem('n8nTrigger', 'activate', execution.workflow.id, tools.now()) : { json: { events: parameters.at().events } }],
];
