// Sub-workflow trigger: starts when another workflow calls this one.
import { defineNode } from '../contract';
import { json, options, rows, string } from '../fields';
import { count, rowCount } from '../subtitle';
import { foldExecuteWorkflowTrigger } from './versions';

export const executeWorkflowTrigger = defineNode({
  type: 'executeWorkflowTrigger',
  label: 'When called by another workflow',
  description: 'Starts the workflow when another one calls it',
  group: 'trigger',
  icon: 'log-in',
  aliases: ['sub-workflow', 'execute workflow trigger', 'called', 'input'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.executeWorkflowTrigger'],
  trigger: 'subWorkflow',
  runsAtStart: true,
  inputs: [],
  outputs: [{}],
  parameters: {
    inputSource: options({
      label: 'Input',
      default: 'workflowInputs',
      fixed: true,
      options: [
        { value: 'workflowInputs', label: 'Fields declared below' },
        { value: 'jsonExample', label: 'Fields of a JSON example' },
        { value: 'passthrough', label: 'Accept everything' },
      ],
    }),
    workflowInputs: rows({
      label: 'Fields',
      key: 'values',
      addLabel: 'Add field',
      show: { inputSource: ['workflowInputs'] },
      fields: {
        name: string({ label: 'Name', required: true, fixed: true }),
        type: options({
          label: 'Type',
          default: 'string',
          fixed: true,
          options: [
            { value: 'any', label: 'Any' },
            { value: 'string', label: 'Text' },
            { value: 'number', label: 'Number' },
            { value: 'boolean', label: 'Boolean' },
            { value: 'array', label: 'List' },
            { value: 'object', label: 'Object' },
          ],
        }),
      },
    }),
    jsonExample: json({ label: 'JSON example', fixed: true, default: '{\n  "name": "Ada",\n  "age": 36\n}', show: { inputSource: ['jsonExample'] } }),
  },
  effect: 'pure',
  subtitle: ({ inputSource = 'workflowInputs', workflowInputs }) =>
    inputSource === 'workflowInputs' ? count(rowCount(workflowInputs, 'values'), 'field') : inputSource === 'jsonExample' ? 'JSON example' : 'accepts everything',
  fold: foldExecuteWorkflowTrigger,
});
