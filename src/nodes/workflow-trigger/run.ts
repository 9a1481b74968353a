// Workflow trigger: says which events start it; by hand it gives what publishing would give.
import type { RunNode } from '../contract';
import { lifecycleItem } from '../lifecycle';
import type { workflowTrigger } from './definition';

export const runWorkflowTrigger: RunNode<typeof workflowTrigger> = ({ parameters, execution, tools }) => [
  [execution.mode === 'manual' ? lifecycleItem('workflowTrigger', 'activate', execution.workflow.id, tools.now()) : { json: { events: parameters.at().events } }],
];
