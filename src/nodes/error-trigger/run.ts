// Error trigger: the failure it was started with; in a test run, an example of one.
import type { RunNode } from '../contract';
import type { errorTrigger } from './definition';

export const runErrorTrigger: RunNode<typeof errorTrigger> = ({ items, execution }) => {
  if (items.length > 0) return [items];
  const example = {
    execution: { id: '231', url: '', error: { message: 'Example error message', stack: '' }, lastNodeExecuted: 'Node with error', mode: 'manual' },
    workflow: { id: execution.workflow.id, name: 'Example workflow' },
  };
  return [[{ json: example }]];
};
