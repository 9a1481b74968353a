// Execution data: notes values with the execution.
import { defineNode } from '../contract';
import { notice, options, rows, string } from '../fields';
import { count, rowCount } from '../subtitle';

export const executionData = defineNode({
  type: 'executionData',
  label: 'Execution data',
  description: "Notes values in the execution's log, and for $execution.customData",
  group: 'flow',
  icon: 'save',
  aliases: ['search', 'metadata', 'custom data', 'log'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.executionData'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    limits: notice('Names have up to 50 characters, values up to 255, and an execution up to 10 of them.'),
    operation: options({ label: 'Operation', default: 'save', fixed: true, options: [{ value: 'save', label: 'Save values' }] }),
    dataToSave: rows({ label: 'Values', key: 'values', addLabel: 'Add value', fields: { key: string({ label: 'Name', placeholder: 'orderId' }), value: string({ label: 'Value' }) } }),
  },
  effect: 'pure',
  subtitle: ({ dataToSave }) => count(rowCount(dataToSave, 'values'), 'value'),
});
