// Limit: keeps the first or last items.
import { defineNode } from '../contract';
import { number, options } from '../fields';
import { count } from '../subtitle';

export const limit = defineNode({
  type: 'limit',
  label: 'Limit',
  description: 'Keeps the first or the last items and drops the others',
  group: 'data',
  icon: 'list-end',
  aliases: ['take', 'head', 'tail', 'truncate', 'slice'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.limit'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    maxItems: number({ label: 'Max items', default: 1, min: 1 }),
    keep: options({
      label: 'Keep',
      default: 'firstItems',
      options: [
        { value: 'firstItems', label: 'First items' },
        { value: 'lastItems', label: 'Last items' },
      ],
    }),
  },
  effect: 'pure',
  subtitle: ({ maxItems = 1, keep }) => (typeof maxItems === 'number' ? `${keep === 'lastItems' ? 'last' : 'first'} ${count(maxItems, 'item')}` : ''),
});
