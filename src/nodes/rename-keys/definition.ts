// Rename keys: gives fields other names, one by one or by regular expression.
import { defineNode } from '../contract';
import { boolean, collection, number, rows, string } from '../fields';
import { count, rowCount } from '../subtitle';

export const renameKeys = defineNode({
  type: 'renameKeys',
  label: 'Rename keys',
  description: 'Gives fields other names',
  group: 'data',
  icon: 'pencil-line',
  aliases: ['fields', 'names', 'map', 'columns'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.renameKeys'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    keys: rows({
      label: 'Keys',
      key: 'key',
      addLabel: 'Add key',
      fields: { currentKey: string({ label: 'Current name', placeholder: 'address.zip' }), newKey: string({ label: 'New name', placeholder: 'address.postcode' }) },
    }),
    additionalOptions: collection({
      label: 'Options',
      fields: {
        regexReplacement: rows({
          label: 'By regular expression',
          key: 'replacements',
          addLabel: 'Add expression',
          fields: {
            searchRegex: string({ label: 'Regular expression', placeholder: '^in_(.*)' }),
            replaceRegex: string({ label: 'Replace with', placeholder: 'out_$1' }),
            options: collection({
              label: 'Options',
              fields: { caseInsensitive: boolean({ label: 'Ignore case' }), depth: number({ label: 'Depth', default: -1, min: -1, help: '0 means top level only, -1 all levels' }) },
            }),
          },
        }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ keys }) => count(rowCount(keys, 'key'), 'key'),
});
