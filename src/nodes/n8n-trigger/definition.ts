// Weft trigger (n8n's n8nTrigger): starts the workflow when Weft starts, or when the workflow is published or updated.
import { defineNode } from '../contract';
import { multiOptions } from '../fields';

export const n8nTrigger = defineNode({
  type: 'n8nTrigger',
  label: 'Weft trigger',
  description: 'Starts the workflow when Weft starts, or when it is published or updated',
  group: 'trigger',
  icon: 'power',
  aliases: ['activated', 'published', 'updated', 'lifecycle'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.n8nTrigger'],
  trigger: 'event',
  stands: true,
  inputs: [],
  outputs: [{}],
  parameters: {
    events: multiOptions({ label: 'Events', default: [], required: true, options: [{ value: 'init', label: 'Weft started' }, { value: 'activate', label: 'Workflow published' }, { value: 'update', label: 'Published workflow updated' }] }),
  },
  effect: 'read',
});
