// Edit fields: sets, converts, keeps and drops fields of items.
import { defineNode } from '../contract';
import { assignments, boolean, collection, json, number, options, string } from '../fields';
import { count, rowCount } from '../subtitle';
import { foldSet } from './versions';

export const set = defineNode({
  type: 'set',
  label: 'Edit fields',
  description: 'Adds, changes or removes fields of each item',
  group: 'data',
  icon: 'pencil',
  aliases: ['set', 'assign', 'map', 'transform', 'variables', 'json'],
  versions: [1, 2, 3, 3.1, 3.2, 3.3, 3.4],
  n8nTypes: ['n8n-nodes-base.set'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'manual',
      fixed: true,
      options: [
        { value: 'manual', label: 'Field by field' },
        { value: 'raw', label: 'JSON', help: 'Write the whole item as JSON' },
      ],
    }),
    duplicateItem: boolean({ label: 'Duplicate item', help: 'Makes more items out of each, to try things out. Used in manual runs only.' }),
    duplicateCount: number({ label: 'Duplicates', default: 0, min: 0, max: 1000, show: { duplicateItem: [true] } }),
    jsonOutput: json({ label: 'JSON', default: '{\n  "my_field_1": "value",\n  "my_field_2": 1\n}\n', show: { mode: ['raw'] } }),
    assignments: assignments({ label: 'Fields to set', show: { mode: ['manual'] } }),
    includeOtherFields: boolean({ label: 'Include other input fields', help: 'Keeps the fields of the input besides those set here.' }),
    include: options({
      label: 'Input fields to include',
      default: 'all',
      show: { includeOtherFields: [true] },
      options: [
        { value: 'all', label: 'All' },
        { value: 'selected', label: 'Selected' },
        { value: 'except', label: 'All except' },
      ],
    }),
    includeFields: string({ label: 'Fields to include', placeholder: 'name, address.city', help: 'Names separated by commas', show: { includeOtherFields: [true], include: ['selected'] } }),
    excludeFields: string({ label: 'Fields to exclude', placeholder: 'name, address.city', help: 'Names separated by commas', show: { includeOtherFields: [true], include: ['except'] } }),
    options: collection({
      label: 'Options',
      fields: {
        dotNotation: boolean({ label: 'Support dot notation', default: true, help: 'The name a.b writes the field b inside a.' }),
        ignoreConversionErrors: boolean({ label: 'Ignore type conversion errors', show: { '/mode': ['manual'] } }),
        stripBinary: boolean({ label: 'Drop files', default: true, help: 'Files of the input are dropped.', show: { '/includeOtherFields': [true] } }),
        includeBinary: boolean({ label: 'Include files', default: true, help: 'From an older workflow: files of the input are kept.', show: { '@version': { from: 3, to: 3.3 } } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ mode = 'manual', assignments: value }) => (mode === 'raw' ? 'JSON' : count(rowCount(value, 'assignments'), 'field')),
  fold: foldSet,
});
