// Summarize: counts, sums and collects, for all items or by group (a pivot table).
import { defineNode } from '../contract';
import { boolean, collection, options, rows, string } from '../fields';
import { count, rowCount, shortText } from '../subtitle';

export const summarize = defineNode({
  type: 'summarize',
  label: 'Summarize',
  description: 'Counts, sums and collects fields, for all items or by group',
  group: 'data',
  icon: 'sigma',
  aliases: ['pivot', 'group by', 'sum', 'count', 'average', 'min', 'max', 'concatenate', 'item lists'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.summarize'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    fieldsToSummarize: rows({
      label: 'Fields to summarize',
      key: 'values',
      addLabel: 'Add field',
      fields: {
        aggregation: options({
          label: 'Aggregation',
          default: 'count',
          options: [
            { value: 'append', label: 'Append', help: 'A list of the values' },
            { value: 'average', label: 'Average' },
            { value: 'concatenate', label: 'Concatenate', help: 'One text of the values' },
            { value: 'count', label: 'Count' },
            { value: 'countUnique', label: 'Count unique' },
            { value: 'max', label: 'Max' },
            { value: 'min', label: 'Min' },
            { value: 'sum', label: 'Sum' },
          ],
        }),
        field: string({ label: 'Field', required: true, placeholder: 'price' }),
        includeEmpty: boolean({ label: 'Include empty values', show: { aggregation: ['append', 'concatenate', 'count', 'countUnique'] } }),
        separateBy: options({
          label: 'Separator',
          default: ',',
          show: { aggregation: ['concatenate'] },
          options: [
            { value: ',', label: 'Comma' },
            { value: ', ', label: 'Comma and space' },
            { value: '\n', label: 'New line' },
            { value: '', label: 'None' },
            { value: ' ', label: 'Space' },
            { value: 'other', label: 'Other' },
          ],
        }),
        customSeparator: string({ label: 'Custom separator', show: { aggregation: ['concatenate'], separateBy: ['other'] } }),
      },
    }),
    fieldsToSplitBy: string({ label: 'Fields to group by', placeholder: 'country, city', help: 'Names separated by commas' }),
    options: collection({
      label: 'Options',
      fields: {
        continueIfFieldNotFound: boolean({ label: 'Continue if a field is not found', show: { '@version': [1] } }),
        disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.' }),
        outputFormat: options({
          label: 'Output',
          default: 'separateItems',
          options: [
            { value: 'separateItems', label: 'One item for each group' },
            { value: 'singleItem', label: 'All groups in one item' },
          ],
        }),
        skipEmptySplitFields: boolean({ label: 'Ignore items without a group' }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ fieldsToSummarize, fieldsToSplitBy }) => {
    const by = shortText(fieldsToSplitBy, 24);
    return `${count(rowCount(fieldsToSummarize, 'values'), 'field')}${by === '' ? '' : ` by ${by}`}`;
  },
});
