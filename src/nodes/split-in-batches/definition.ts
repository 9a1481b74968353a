// Loop over items: hands out items in batches and collects what comes back.
import { defineNode } from '../contract';
import { boolean, collection, number } from '../fields';
import { shortText } from '../subtitle';

export const splitInBatches = defineNode({
  type: 'splitInBatches',
  label: 'Loop over items',
  description: 'Hands out the items in batches; connect the end of the loop back to it',
  group: 'flow',
  icon: 'repeat',
  aliases: ['split in batches', 'for each', 'iterate', 'batch', 'while'],
  versions: [1, 2, 3],
  n8nTypes: ['n8n-nodes-base.splitInBatches'],
  inputs: [{}],
  outputs: (_parameters, version) => (version >= 3 ? [{ label: 'Done' }, { label: 'Loop' }] : version >= 2 ? [{ label: 'Loop' }, { label: 'Done' }] : [{ label: 'Loop' }]),
  parameters: {
    batchSize: number({ label: 'Batch size', default: 1, min: 1, help: 'Items handed out in each round' }),
    options: collection({ label: 'Options', fields: { reset: boolean({ label: 'Reset', help: 'Starts over with the items that arrive.' }) } }),
  },
  effect: 'pure',
  subtitle: ({ batchSize = 1 }) => `batches of ${shortText(batchSize)}`,
});
