// If: sends each item to the true or the false output.
import { defineNode } from '../contract';
import { conditions } from '../fields';
import { count, rowCount } from '../subtitle';
import { foldIf } from './versions';

export const ifNode = defineNode({
  type: 'if',
  label: 'If',
  description: 'Sends each item to the true or the false output, by conditions',
  group: 'flow',
  icon: 'split',
  aliases: ['condition', 'branch', 'else', 'decision'],
  versions: [1, 2, 2.1, 2.2, 2.3],
  n8nTypes: ['n8n-nodes-base.if'],
  inputs: [{}],
  outputs: [{ label: 'True' }, { label: 'False' }],
  parameters: {
    conditions: conditions({ label: 'Conditions' }),
  },
  effect: 'pure',
  subtitle: ({ conditions: value }) => count(rowCount(value, 'conditions'), 'condition'),
  fold: foldIf,
});
