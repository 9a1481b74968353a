// Compare datasets: finds what is only in one input, the same in both, or different.
import { defineNode } from '../contract';
import { boolean, collection, options, rows, string } from '../fields';
import { count, rowCount } from '../subtitle';
import { foldCompareDatasets } from './versions';

const INPUTS = [
  { value: 'input1', label: 'Input A' },
  { value: 'input2', label: 'Input B' },
] as const;

export const compareDatasets = defineNode({
  type: 'compareDatasets',
  label: 'Compare datasets',
  description: 'Finds items that are only in one input, the same in both, or different',
  group: 'data',
  icon: 'git-compare',
  aliases: ['diff', 'difference', 'changes', 'sync', 'match'],
  versions: [1, 2, 2.1, 2.2, 2.3],
  n8nTypes: ['n8n-nodes-base.compareDatasets'],
  inputs: [{ label: 'Input A' }, { label: 'Input B' }],
  outputs: [{ label: 'In A only' }, { label: 'Same' }, { label: 'Different' }, { label: 'In B only' }],
  parameters: {
    mergeByFields: rows({
      label: 'Fields to match',
      key: 'values',
      addLabel: 'Add fields',
      fields: { field1: string({ label: 'Input A field', placeholder: 'id' }), field2: string({ label: 'Input B field', placeholder: 'id' }) },
    }),
    resolve: options({
      label: 'When there are differences',
      default: 'includeBoth',
      options: [
        { value: 'preferInput1', label: 'Use input A' },
        { value: 'preferInput2', label: 'Use input B' },
        { value: 'mix', label: 'Use a mix' },
        { value: 'includeBoth', label: 'Include both' },
      ],
    }),
    preferWhenMix: options({ label: 'Prefer', default: 'input1', options: INPUTS, show: { resolve: ['mix'] } }),
    exceptWhenMix: string({ label: 'For everything except', placeholder: 'name, email', help: 'Names separated by commas', show: { resolve: ['mix'] } }),
    fuzzyCompare: boolean({ label: 'Fuzzy compare', help: 'Treats 3 and "3", and null and "", as equal.' }),
    options: collection({
      label: 'Options',
      fields: {
        skipFields: string({ label: 'Fields to skip comparing', placeholder: 'updated', help: 'Names separated by commas' }),
        disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.' }),
        inputNames: options({
          label: 'Names of the inputs',
          default: 'letters',
          options: [
            { value: 'letters', label: 'inputA and inputB' },
            { value: 'numbers', label: 'input1 and input2' },
          ],
        }),
        multipleMatches: options({
          label: 'Multiple matches',
          default: 'first',
          options: [
            { value: 'first', label: 'Compare the first match only' },
            { value: 'all', label: 'Compare all matches' },
          ],
        }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ mergeByFields }) => `by ${count(rowCount(mergeByFields, 'values'), 'field')}`,
  fold: foldCompareDatasets,
});
