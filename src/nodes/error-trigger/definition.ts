// Error trigger: starts when an execution of another workflow failed.
import { defineNode } from '../contract';

export const errorTrigger = defineNode({
  type: 'errorTrigger',
  label: 'Error trigger',
  description: 'Starts the workflow when an execution of a workflow that names it as error workflow fails',
  group: 'trigger',
  icon: 'bug',
  aliases: ['failure', 'catch', 'exception'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.errorTrigger'],
  trigger: 'error',
  inputs: [],
  outputs: [{}],
  parameters: {},
  effect: 'pure',
});
