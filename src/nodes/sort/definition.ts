// Sort: orders items by fields, at random, or by code.
import { defineNode } from '../contract';
import { boolean, code, collection, options, rows, string } from '../fields';
import { count, rowCount } from '../subtitle';

export const sort = defineNode({
  type: 'sort',
  label: 'Sort',
  description: 'Changes the order of the items',
  group: 'data',
  icon: 'arrow-up-down',
  aliases: ['order', 'arrange', 'shuffle', 'random'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.sort'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    type: options({
      label: 'Type',
      default: 'simple',
      options: [
        { value: 'simple', label: 'By fields' },
        { value: 'random', label: 'Random' },
        { value: 'code', label: 'Code' },
      ],
    }),
    sortFieldsUi: rows({
      label: 'Fields to sort by',
      key: 'sortField',
      addLabel: 'Add field',
      show: { type: ['simple'] },
      fields: {
        fieldName: string({ label: 'Field name', required: true, placeholder: 'customer.name' }),
        order: options({
          label: 'Order',
          default: 'ascending',
          options: [
            { value: 'ascending', label: 'Ascending' },
            { value: 'descending', label: 'Descending' },
          ],
        }),
      },
    }),
    code: code({
      label: 'Code',
      language: 'javascript',
      fixed: true,
      help: 'Compares the items a and b; return a number below, equal to or above 0.',
      default: 'const field = "name";\n\nif (a.json[field] < b.json[field]) return -1;\nif (a.json[field] > b.json[field]) return 1;\nreturn 0;',
      show: { type: ['code'] },
    }),
    options: collection({
      label: 'Options',
      show: { type: ['simple'] },
      fields: { disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.' }) },
    }),
  },
  effect: 'pure',
  subtitle: ({ type = 'simple', sortFieldsUi }) => (type === 'simple' ? `by ${count(rowCount(sortFieldsUi, 'sortField'), 'field')}` : type === 'random' ? 'random' : 'by code'),
});
