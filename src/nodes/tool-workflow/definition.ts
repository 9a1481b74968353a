// Call n8n-style workflow tool: an agent runs another workflow.
import { defineNode } from '../contract';
import { json, locator, mapper, options, rows, string } from '../fields';
import { inputSchemaFields } from '../ai/schema-fields';
import { descriptionField, nameField, toolBase } from '../ai/tool-fields';
import { chosenSchema, oneText, schemaOfAsked, textOf, toolName } from '../ai/tool-schema';

export const toolWorkflow = defineNode({
  ...toolBase,
  type: 'toolWorkflow',
  label: 'Workflow tool',
  description: 'Runs another workflow when an agent asks for it',
  icon: 'workflow',
  aliases: ['sub-workflow', 'call', 'agent'],
  versions: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolWorkflow'],
  parameters: {
    name: nameField(2.1),
    description: descriptionField(),
    source: options({ label: 'Source', default: 'database', fixed: true, options: [{ value: 'database', label: 'Workflow of this organization' }, { value: 'parameter', label: 'Workflow JSON', help: 'Cannot run in Weft' }] }),
    workflowId: locator({ label: 'Workflow', list: 'workflows', required: true, show: { source: ['database'] } }),
    workflowJson: json({ label: 'Workflow JSON', show: { source: ['parameter'] } }),
    workflowInputs: mapper({ label: 'Workflow inputs', show: { '@version': { from: 2 } } }),
    fields: rows({
      label: 'Further fields', key: 'values', addLabel: 'Add field', show: { '@version': { to: 1.3 } },
      fields: {
        name: string({ label: 'Name' }),
        type: options({ label: 'Type', default: 'stringValue', options: [{ value: 'stringValue', label: 'Text' }, { value: 'numberValue', label: 'Number' }, { value: 'booleanValue', label: 'Boolean' }, { value: 'arrayValue', label: 'List' }, { value: 'objectValue', label: 'Object' }] }),
        stringValue: string({ label: 'Value', show: { type: ['stringValue'] } }),
        numberValue: string({ label: 'Value', show: { type: ['numberValue'] } }),
        booleanValue: string({ label: 'Value', default: 'true', show: { type: ['booleanValue'] } }),
        arrayValue: json({ label: 'Value', show: { type: ['arrayValue'] } }),
        objectValue: json({ label: 'Value', default: '={}', show: { type: ['objectValue'] } }),
      },
    }),
    ...inputSchemaFields,
  },
  effect: 'write',
  keyed: true,
  subtitle: ({ description }) => (typeof description === 'string' ? description.replace(/^=/, '').split('\n')[0]?.slice(0, 80) ?? '' : ''),
  tool: of => {
    const { typeVersion } = of.node;
    const query = oneText('What the workflow is asked');
    const name = typeVersion < 2.2 ? textOf(of, 'name') : '';
    const schema = of.raw.specifyInputSchema === true ? chosenSchema(parameter => of.parameter(parameter), false) : typeVersion >= 2 && of.asked.length > 0 ? schemaOfAsked(of.asked) : query;
    return { name: toolName(name || of.node.name), description: textOf(of, 'description'), schema, answers: typeVersion >= 2.1 ? 'items' : 'item' };
  },
});
