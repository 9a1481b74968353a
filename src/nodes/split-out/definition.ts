// Split out: turns the elements of a list into items.
import { defineNode } from '../contract';
import { boolean, collection, options, string } from '../fields';
import { shortText } from '../subtitle';

export const splitOut = defineNode({
  type: 'splitOut',
  label: 'Split out',
  description: 'Turns each element of a list inside an item into an item of its own',
  group: 'data',
  icon: 'ungroup',
  aliases: ['list', 'array', 'explode', 'unnest', 'flatten', 'item lists'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.splitOut'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    fieldToSplitOut: string({ label: 'Fields to split out', required: true, placeholder: 'orders', help: 'Names separated by commas. $binary makes one item per file.' }),
    include: options({
      label: 'Include',
      default: 'noOtherFields',
      options: [
        { value: 'noOtherFields', label: 'No other fields' },
        { value: 'allOtherFields', label: 'All other fields' },
        { value: 'selectedOtherFields', label: 'Selected other fields' },
      ],
    }),
    fieldsToInclude: string({ label: 'Fields to include', placeholder: 'id, customer.name', help: 'Names separated by commas', show: { include: ['selectedOtherFields'] } }),
    options: collection({
      label: 'Options',
      fields: {
        disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.' }),
        destinationFieldName: string({ label: 'Destination field name', help: 'One name per field, separated by commas' }),
        includeBinary: boolean({ label: 'Include files' }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ fieldToSplitOut }) => shortText(fieldToSplitOut),
});
