// Switch: sends each item to one of several outputs.
import { defineNode } from '../contract';
import { boolean, collection, conditions, number, options, rows, string } from '../fields';
import { count } from '../subtitle';
import { switchOutputs } from './outputs';
import { foldSwitch } from './versions';

export const switchNode = defineNode({
  type: 'switch',
  label: 'Switch',
  description: 'Sends each item to one of several outputs, by rules or by an output number',
  group: 'flow',
  icon: 'git-fork',
  aliases: ['router', 'case', 'branch', 'condition'],
  versions: [1, 2, 3, 3.1, 3.2, 3.3],
  n8nTypes: ['n8n-nodes-base.switch'],
  inputs: [{}],
  outputs: switchOutputs,
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'rules',
      fixed: true,
      options: [
        { value: 'rules', label: 'Rules', help: 'One output per rule' },
        { value: 'expression', label: 'Expression', help: 'The output number is computed' },
      ],
    }),
    numberOutputs: number({ label: 'Number of outputs', default: 4, min: 1, max: 100, fixed: true, show: { mode: ['expression'] } }),
    output: number({ label: 'Output number', default: 0, min: 0, help: 'Counted from 0', show: { mode: ['expression'] } }),
    rules: rows({
      label: 'Rules',
      key: 'values',
      addLabel: 'Add rule',
      show: { mode: ['rules'] },
      fields: {
        conditions: conditions({ label: 'Conditions' }),
        renameOutput: boolean({ label: 'Name the output', fixed: true }),
        outputKey: string({ label: 'Output name', fixed: true, show: { renameOutput: [true] } }),
        output: number({ label: 'Output', default: 0, min: 0, fixed: true, show: { '/fixedOutputs': { from: 1 } } }),
      },
    }),
    fixedOutputs: number({
      label: 'Fixed outputs',
      default: 0,
      min: 0,
      fixed: true,
      help: 'From an older workflow: rules choose among this many outputs, and several rules may share one.',
      show: { mode: ['rules'], fixedOutputs: { from: 1 } },
    }),
    options: collection({
      label: 'Options',
      show: { mode: ['rules'] },
      fields: {
        fallbackOutput: options<string | number>({
          label: 'When no rule matches',
          default: 'none',
          fixed: true,
          options: [
            { value: 'none', label: 'Drop the item' },
            { value: 'extra', label: 'Extra output' },
            ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(index => ({ value: index, label: `Output ${index}` })),
          ],
        }),
        renameFallbackOutput: string({ label: 'Name of the extra output', default: 'Fallback', fixed: true }),
        allMatchingOutputs: boolean({ label: 'Send to all matching outputs' }),
      },
    }),
  },
  effect: 'pure',
  subtitle: (parameters, version) => count(switchOutputs(parameters, version).length, 'output'),
  fold: foldSwitch,
});
