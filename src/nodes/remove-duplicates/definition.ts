// Remove duplicates: drops items whose fields are equal, in this run or in earlier executions.
import { defineNode } from '../contract';
import { boolean, collection, notice, number, options, string } from '../fields';
import { foldRemoveDuplicates } from './versions';

const INPUT = { operation: ['removeDuplicateInputItems'] } as const;
const SEEN = { operation: ['removeItemsSeenInPreviousExecutions'] } as const;

export const removeDuplicates = defineNode({
  type: 'removeDuplicates',
  label: 'Remove duplicates',
  description: 'Drops items that are equal to an earlier one',
  group: 'data',
  icon: 'copy-plus',
  aliases: ['unique', 'dedupe', 'distinct', 'item lists'],
  versions: [1, 1.1, 2],
  n8nTypes: ['n8n-nodes-base.removeDuplicates'],
  inputs: [{}],
  outputs: (parameters, version) => (version >= 2 && parameters.operation === SEEN.operation[0] ? [{ label: 'Kept' }, { label: 'Discarded' }] : [{}]),
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'removeDuplicateInputItems',
      fixed: true,
      options: [
        { value: 'removeDuplicateInputItems', label: 'Remove items repeated in the input' },
        { value: 'removeItemsSeenInPreviousExecutions', label: 'Remove items processed in earlier executions' },
        { value: 'clearDeduplicationHistory', label: 'Clear the history' },
      ],
    }),
    compare: options({
      label: 'Compare',
      default: 'allFields',
      show: INPUT,
      options: [
        { value: 'allFields', label: 'All fields' },
        { value: 'allFieldsExcept', label: 'All fields except' },
        { value: 'selectedFields', label: 'Selected fields' },
      ],
    }),
    fieldsToExclude: string({ label: 'Fields to exclude', help: 'Names separated by commas', show: { ...INPUT, compare: ['allFieldsExcept'] } }),
    fieldsToCompare: string({ label: 'Fields to compare', help: 'Names separated by commas', show: { ...INPUT, compare: ['selectedFields'] } }),
    logic: options({
      label: 'Keep items where',
      default: 'removeItemsWithAlreadySeenKeyValues',
      fixed: true,
      show: SEEN,
      options: [
        { value: 'removeItemsWithAlreadySeenKeyValues', label: 'Value is new' },
        { value: 'removeItemsUpToStoredIncrementalKey', label: 'Value is higher than any before' },
        { value: 'removeItemsUpToStoredDate', label: 'Value is a later date than any before' },
      ],
    }),
    dedupeValue: string({ label: 'Value', placeholder: '={{ $json.id }}', show: { ...SEEN, logic: ['removeItemsWithAlreadySeenKeyValues'] } }),
    incrementalDedupeValue: string({ label: 'Value', placeholder: '={{ $json.id }}', show: { ...SEEN, logic: ['removeItemsUpToStoredIncrementalKey'] } }),
    dateDedupeValue: string({ label: 'Value', placeholder: '={{ $json.created }}', show: { ...SEEN, logic: ['removeItemsUpToStoredDate'] } }),
    testNotice: notice('The history is kept by executions that start by themselves, not by test runs.', SEEN),
    options: collection({
      label: 'Options',
      fields: {
        disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.', show: { '/operation': INPUT.operation } }),
        removeOtherFields: boolean({ label: 'Remove all other fields', show: { '/operation': INPUT.operation, '/compare': ['selectedFields'] } }),
        scope: options({
          label: 'History of',
          default: 'node',
          fixed: true,
          show: { '/operation': ['removeItemsSeenInPreviousExecutions', 'clearDeduplicationHistory'] },
          options: [
            { value: 'node', label: 'This node' },
            { value: 'workflow', label: 'The workflow' },
          ],
        }),
        historySize: number({ label: 'History size', default: 10_000, min: 1, max: 100_000, show: { '/operation': SEEN.operation } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation, compare }) =>
    operation === SEEN.operation[0] ? 'seen in earlier executions' : operation === 'clearDeduplicationHistory' ? 'clear the history' : compare === 'selectedFields' ? 'by selected fields' : 'by all fields',
  fold: foldRemoveDuplicates,
});
