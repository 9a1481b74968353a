// Workflow retriever: another workflow finds the documents.
import { defineNode } from '../contract';
import { assignments, locator, options } from '../fields';

export const retrieverWorkflow = defineNode({
  type: 'retrieverWorkflow',
  label: 'Workflow Retriever',
  description: 'Takes the items another workflow finds as documents',
  group: 'ai',
  icon: 'workflow',
  aliases: ['rag', 'search', 'sub-workflow'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.retrieverWorkflow'],
  inputs: [],
  outputs: [{ type: 'ai_retriever', label: 'Retriever' }],
  parameters: {
    source: options({ label: 'Source', default: 'database', fixed: true, options: [{ value: 'database', label: 'Workflow of this organization' }, { value: 'parameter', label: 'Workflow JSON', help: 'Cannot run in Weft' }] }),
    workflowId: locator({ label: 'Workflow', list: 'workflows', required: true, show: { source: ['database'] } }),
    fields: assignments({ label: 'Further fields' }),
  },
  effect: 'write',
  keyed: true,
});
