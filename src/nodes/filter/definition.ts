// Filter: keeps the items that meet conditions.
import { defineNode } from '../contract';
import { conditions } from '../fields';
import { count, rowCount } from '../subtitle';
import { foldFilter } from './versions';

export const filter = defineNode({
  type: 'filter',
  label: 'Filter',
  description: 'Keeps the items that meet the conditions and drops the others',
  group: 'flow',
  icon: 'filter',
  aliases: ['where', 'condition', 'remove', 'keep'],
  versions: [1, 2, 2.1, 2.2, 2.3],
  n8nTypes: ['n8n-nodes-base.filter'],
  inputs: [{}],
  outputs: [{ label: 'Kept' }],
  parameters: {
    conditions: conditions({ label: 'Conditions' }),
  },
  effect: 'pure',
  subtitle: ({ conditions: value }) => count(rowCount(value, 'conditions'), 'condition'),
  fold: foldFilter,
});
