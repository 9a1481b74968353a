// Workflow trigger: starts the workflow when it is published or updated itself.
import { defineNode } from '../contract';
import { multiOptions } from '../fields';

export const workflowTrigger = defineNode({
  type: 'workflowTrigger',
  label: 'Workflow trigger',
  description: 'Starts the workflow when it is published or updated',
  group: 'trigger',
  icon: 'workflow',
  aliases: ['activated', 'published', 'updated', 'lifecycle'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.workflowTrigger'],
  trigger: 'event',
  stands: true,
  inputs: [],
  outputs: [{}],
  parameters: {
    events: multiOptions({ label: 'Events', default: [], required: true, options: [{ value: 'activate', label: 'Workflow published' }, { value: 'update', label: 'Published workflow updated' }] }),
  },
  effect: 'read',
});
