// Manual trigger: a person starts the workflow from the editor.
import { defineNode } from '../contract';

export const manualTrigger = defineNode({
  type: 'manualTrigger',
  label: 'Manual trigger',
  description: 'Starts the workflow when you run it from the editor',
  group: 'trigger',
  icon: 'mouse-pointer-click',
  aliases: ['start', 'click', 'test', 'execute'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.manualTrigger'],
  trigger: 'manual',
  inputs: [],
  outputs: [{}],
  parameters: {},
  effect: 'pure',
});
