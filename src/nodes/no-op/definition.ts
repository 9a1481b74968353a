// No operation: passes its items on.
import { defineNode } from '../contract';

export const noOp = defineNode({
  type: 'noOp',
  label: 'No operation',
  description: 'Passes items on unchanged; a place to join or label branches',
  group: 'flow',
  icon: 'arrow-right',
  aliases: ['do nothing', 'pass', 'placeholder'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.noOp'],
  inputs: [{}],
  outputs: [{}],
  parameters: {},
  effect: 'pure',
});
