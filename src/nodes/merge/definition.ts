// Merge: joins the items of several inputs.
import { defineNode, type Port } from '../contract';
import { boolean, collection, group, notice, number, options, rows, string } from '../fields';
import { foldMerge } from './versions';

const BY_KEY = { mode: ['combine'], combineBy: ['combineByKey'] } as const;
const BY_FIELDS = { mode: ['combine'], combineBy: ['combineByFields'] } as const;

const HOW: Readonly<Record<string, string>> = { combineByPosition: 'by position', combineAll: 'all combinations', combineByKey: 'by key' };

export const merge = defineNode({
  type: 'merge',
  label: 'Merge',
  description: 'Joins the items of several inputs once they have arrived',
  group: 'flow',
  icon: 'merge',
  aliases: ['join', 'combine', 'append', 'concatenate', 'union', 'wait'],
  versions: [1, 2, 2.1, 3, 3.1, 3.2],
  n8nTypes: ['n8n-nodes-base.merge'],
  inputs: parameters => {
    const wanted = Math.floor(Number(parameters.numberInputs ?? 2));
    const length = Number.isFinite(wanted) ? Math.min(10, Math.max(2, wanted)) : 2;
    const required = parameters.mode === 'chooseBranch';
    return Array.from({ length }, (_, index): Port => ({ label: `Input ${index + 1}`, ...(required && index < 2 ? { required } : {}) }));
  },
  outputs: [{}],
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'append',
      fixed: true,
      options: [
        { value: 'append', label: 'Append', help: 'All items of input 1, then of input 2, and so on' },
        { value: 'combine', label: 'Combine', help: 'Joins items of the inputs into one' },
        { value: 'combineBySql', label: 'SQL query', help: 'The inputs are tables' },
        { value: 'chooseBranch', label: 'Choose branch', help: 'Waits for the inputs and passes one of them on' },
      ],
    }),
    combineBy: options({
      label: 'Combine by',
      default: 'combineByFields',
      fixed: true,
      show: { mode: ['combine'] },
      options: [
        { value: 'combineByFields', label: 'Matching fields' },
        { value: 'combineByPosition', label: 'Position' },
        { value: 'combineAll', label: 'All possible combinations' },
        { value: 'combineByKey', label: 'One key', help: 'As in files of older versions: input 1, with what input 2 knows under the same key' },
      ],
    }),
    numberInputs: number({
      label: 'Number of inputs',
      default: 2,
      min: 2,
      max: 10,
      fixed: true,
      help: 'Matching fields uses the first two.',
    }),
    advanced: boolean({ label: 'Fields have different names', show: BY_FIELDS }),
    fieldsToMatchString: string({ label: 'Fields to match', placeholder: 'id, email', help: 'Names separated by commas', show: { ...BY_FIELDS, advanced: [false] } }),
    mergeByFields: rows({
      label: 'Fields to match',
      key: 'values',
      addLabel: 'Add fields',
      show: { ...BY_FIELDS, advanced: [true] },
      fields: { field1: string({ label: 'Input 1 field', placeholder: 'id' }), field2: string({ label: 'Input 2 field', placeholder: 'customer_id' }) },
    }),
    propertyName1: string({ label: 'Key of input 1', placeholder: 'id', required: true, show: BY_KEY }),
    propertyName2: string({ label: 'Key of input 2', placeholder: 'customer_id', required: true, show: BY_KEY }),
    keyJoin: options({
      label: 'Output',
      default: 'merge',
      show: BY_KEY,
      options: [
        { value: 'merge', label: 'Input 1 with the data of input 2' },
        { value: 'keep', label: 'Items of input 1 that match' },
        { value: 'remove', label: 'Items of input 1 that do not match' },
      ],
    }),
    overwrite: options({
      label: 'Fields of input 2',
      default: 'always',
      show: { ...BY_KEY, keyJoin: ['merge'] },
      options: [
        { value: 'always', label: 'Replace those of input 1' },
        { value: 'blank', label: 'Fill what is empty' },
        { value: 'undefined', label: 'Fill what is missing' },
      ],
    }),
    joinMode: options({
      label: 'Output',
      default: 'keepMatches',
      show: BY_FIELDS,
      options: [
        { value: 'keepMatches', label: 'Items that match' },
        { value: 'keepNonMatches', label: 'Items that do not match' },
        { value: 'keepEverything', label: 'All items' },
        { value: 'enrichInput1', label: 'Input 1 with the data of input 2' },
        { value: 'enrichInput2', label: 'Input 2 with the data of input 1' },
      ],
    }),
    outputDataFrom: options({
      label: 'Data from',
      default: 'both',
      show: { ...BY_FIELDS, joinMode: ['keepMatches', 'keepNonMatches'] },
      options: [
        { value: 'both', label: 'Both inputs' },
        { value: 'input1', label: 'Input 1' },
        { value: 'input2', label: 'Input 2' },
      ],
    }),
    query: string({ label: 'Query', as: 'sql', lines: 5, default: 'SELECT * FROM input1 LEFT JOIN input2 ON input1.name = input2.id', show: { mode: ['combineBySql'] } }),
    sqlNotice: notice('SQLite: the inputs are the tables input1, input2 and so on; objects and lists are JSON text.', { mode: ['combineBySql'] }),
    output: options({
      label: 'Output',
      default: 'specifiedInput',
      show: { mode: ['chooseBranch'] },
      options: [
        { value: 'specifiedInput', label: 'Items of one input' },
        { value: 'empty', label: 'A single empty item' },
      ],
    }),
    useDataOfInput: number({ label: 'Use data of input', default: 1, min: 1, max: 10, show: { mode: ['chooseBranch'], output: ['specifiedInput'] } }),
    options: collection({
      label: 'Options',
      show: { mode: ['combine', 'combineBySql'] },
      fields: {
        emptyQueryResult: options({
          label: 'When the query gives no rows',
          default: 'empty',
          show: { '/mode': ['combineBySql'] },
          options: [
            { value: 'empty', label: 'No items' },
            { value: 'success', label: 'One item that says so' },
          ],
        }),
        clashHandling: group({
          label: 'Clash handling',
          key: 'values',
          show: { '/mode': ['combine'] },
          help: 'What to do when inputs have a field of the same name',
          fields: {
            resolveClash: options({
              label: 'When fields clash',
              default: 'preferLast',
              options: [
                { value: 'preferLast', label: 'Prefer the last input' },
                { value: 'addSuffix', label: 'Always add the input number to the names' },
                ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(index => ({ value: `preferInput${index}`, label: `Prefer input ${index}` })),
              ],
            }),
            mergeMode: options({
              label: 'Merge nested fields',
              default: 'deepMerge',
              options: [
                { value: 'deepMerge', label: 'Deep' },
                { value: 'shallowMerge', label: 'Shallow' },
              ],
            }),
            overrideEmpty: boolean({ label: 'Take the other value when the preferred one is empty' }),
          },
        }),
        disableDotNotation: boolean({ label: 'Disable dot notation', help: 'A dot in a field name is part of the name.', show: { '/mode': ['combine'], '/combineBy': ['combineByFields'] } }),
        fuzzyCompare: boolean({ label: 'Fuzzy compare', help: 'Treats 3 and "3", and null and "", as equal.', show: { '/mode': ['combine'], '/combineBy': ['combineByFields'] } }),
        includeUnpaired: boolean({ label: 'Include unpaired items', show: { '/mode': ['combine'], '/combineBy': ['combineByPosition'] } }),
        unpairedFrom: options({
          label: 'Unpaired items of',
          default: 'all',
          show: { '/mode': ['combine'], '/combineBy': ['combineByPosition'], includeUnpaired: [true] },
          options: [
            { value: 'all', label: 'All inputs' },
            { value: 'input1', label: 'Input 1 only' },
          ],
        }),
        multipleMatches: options({
          label: 'Multiple matches',
          default: 'all',
          show: { '/mode': ['combine'], '/combineBy': ['combineByFields'] },
          options: [
            { value: 'all', label: 'Include all matches' },
            { value: 'first', label: 'Include the first match only' },
            { value: 'last', label: 'Include the last match only' },
          ],
        }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ mode = 'append', combineBy = 'combineByFields' }) =>
    mode === 'combine'
      ? HOW[String(combineBy)] ?? 'by fields'
      : mode === 'chooseBranch' ? 'choose branch' : mode === 'combineBySql' ? 'SQL query' : 'append',
  fold: foldMerge,
});
