// Execute workflow: calls another workflow and continues with its result.
import { defineNode } from '../contract';
import { boolean, collection, json, locator, mapper, options, string } from '../fields';

export const executeWorkflow = defineNode({
  type: 'executeWorkflow',
  label: 'Execute workflow',
  description: 'Runs another workflow with the items and continues with its result',
  group: 'flow',
  icon: 'workflow',
  aliases: ['sub-workflow', 'call', 'subflow', 'child'],
  versions: [1, 1.1, 1.2, 1.3],
  n8nTypes: ['n8n-nodes-base.executeWorkflow'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    source: options({
      label: 'Source',
      default: 'database',
      fixed: true,
      options: [
        { value: 'database', label: 'Workflow of this organization' },
        { value: 'parameter', label: 'Workflow JSON' },
        { value: 'localFile', label: 'Local file', help: "In the organization's file area" },
        { value: 'url', label: 'URL' },
      ],
    }),
    workflowId: locator({ label: 'Workflow', list: 'workflows', required: true, show: { source: ['database'] } }),
    workflowPath: string({ label: 'Path', show: { source: ['localFile'] } }),
    workflowUrl: string({ label: 'URL', show: { source: ['url'] } }),
    workflowJson: json({ label: 'Workflow JSON', show: { source: ['parameter'] } }),
    workflowInputs: mapper({ label: 'Workflow inputs', show: { source: ['database'] } }),
    mode: options({
      label: 'Mode',
      default: 'once',
      options: [
        { value: 'once', label: 'Once with all items' },
        { value: 'each', label: 'Once for each item' },
      ],
    }),
    options: collection({
      label: 'Options',
      fields: { waitForSubWorkflow: boolean({ label: 'Wait for it to finish', default: true, help: 'If off, the items go on at once.' }) },
    }),
  },
  effect: 'write',
  keyed: true,
  subtitle: ({ mode }) => (mode === 'each' ? 'once for each item' : 'once with all items'),
});
