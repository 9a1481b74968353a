// Sticky note: text on the canvas; never executed.
import { defineNode } from '../contract';
import { number, string } from '../fields';

export const stickyNote = defineNode({
  type: 'stickyNote',
  label: 'Sticky note',
  description: 'A note on the canvas',
  group: 'flow',
  icon: 'sticky-note',
  aliases: ['comment', 'annotation', 'text'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.stickyNote'],
  inputs: [],
  outputs: [],
  parameters: {
    content: string({ label: 'Content', as: 'markdown', lines: 8, fixed: true }),
    height: number({ label: 'Height', default: 160, unit: 'px', fixed: true }),
    width: number({ label: 'Width', default: 240, unit: 'px', fixed: true }),
    color: number({ label: 'Color', default: 1, min: 1, max: 7, fixed: true }),
  },
  effect: 'pure',
  inert: true,
});
