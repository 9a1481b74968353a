// Aggregate: makes one item out of many.
import { defineNode } from '../contract';
import { boolean, collection, options, rows, string } from '../fields';
import { count, rowCount, shortText } from '../subtitle';

export const aggregate = defineNode({
  type: 'aggregate',
  label: 'Aggregate',
  description: 'Collects a field of many items, or whole items, into a list in one item',
  group: 'data',
  icon: 'group',
  aliases: ['combine', 'collect', 'list', 'array', 'group', 'item lists'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.aggregate'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    aggregate: options({
      label: 'Aggregate',
      default: 'aggregateIndividualFields',
      options: [
        { value: 'aggregateIndividualFields', label: 'Single fields' },
        { value: 'aggregateAllItemData', label: 'Whole items' },
      ],
    }),
    fieldsToAggregate: rows({
      label: 'Fields to aggregate',
      key: 'fieldToAggregate',
      addLabel: 'Add field',
      show: { aggregate: ['aggregateIndividualFields'] },
      fields: {
        fieldToAggregate: string({ label: 'Input field', required: true, placeholder: 'customer.name' }),
        renameField: boolean({ label: 'Rename' }),
        outputFieldName: string({ label: 'Output field', show: { renameField: [true] } }),
      },
    }),
    destinationFieldName: string({ label: 'Put the list in field', default: 'data', show: { aggregate: ['aggregateAllItemData'] } }),
    include: options({
      label: 'Include',
      default: 'allFields',
      show: { aggregate: ['aggregateAllItemData'] },
      options: [
        { value: 'allFields', label: 'All fields' },
        { value: 'specifiedFields', label: 'Specified fields' },
        { value: 'allFieldsExcept', label: 'All fields except' },
      ],
    }),
    fieldsToInclude: string({ label: 'Fields to include', help: 'Names separated by commas', show: { aggregate: ['aggregateAllItemData'], include: ['specifiedFields'] } }),
    fieldsToExclude: string({ label: 'Fields to exclude', help: 'Names separated by commas', show: { aggregate: ['aggregateAllItemData'], include: ['allFieldsExcept'] } }),
    options: collection({
      label: 'Options',
      fields: {
        groupByFields: string({ label: 'Group by', help: 'Names separated by commas: one output item for each combination of their values' }),
        disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.' }),
        mergeLists: boolean({ label: 'Merge lists', help: 'Fields that are lists are joined into one flat list.', show: { '/aggregate': ['aggregateIndividualFields'] } }),
        keepMissing: boolean({ label: 'Keep missing and null values', show: { '/aggregate': ['aggregateIndividualFields'] } }),
        includeBinaries: boolean({ label: 'Include files' }),
        keepOnlyUnique: boolean({ label: 'Keep only unique files', show: { includeBinaries: [true] } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ aggregate: what = 'aggregateIndividualFields', fieldsToAggregate, destinationFieldName }) =>
    what === 'aggregateAllItemData' ? `items into ${shortText(destinationFieldName) || 'data'}` : count(rowCount(fieldsToAggregate, 'fieldToAggregate'), 'field'),
});
