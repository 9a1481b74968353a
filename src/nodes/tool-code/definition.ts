// Code tool: an agent runs the person's own JavaScript.
import { effectOfCode } from '../code/effect';
import { defineNode } from '../contract';
import { code, options } from '../fields';
import { inputSchemaFields } from '../ai/schema-fields';
import { descriptionField, nameField, toolBase } from '../ai/tool-fields';
import { chosenSchema, oneText, textOf, toolName } from '../ai/tool-schema';

export const toolCode = defineNode({
  ...toolBase,
  type: 'toolCode',
  label: 'Code tool',
  description: 'Runs your own JavaScript when an agent asks for it',
  icon: 'square-code',
  aliases: ['javascript', 'function', 'agent'],
  versions: [1, 1.1, 1.2, 1.3],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolCode'],
  parameters: {
    name: nameField(1.1),
    description: descriptionField(),
    language: options({ label: 'Language', default: 'javaScript', fixed: true, options: [{ value: 'javaScript', label: 'JavaScript' }, { value: 'python', label: 'Python', help: 'Cannot run in Weft' }], show: { language: ['python'] } }),
    jsCode: code({ label: 'JavaScript', language: 'javascript', default: '// `query` is what the model gave\nreturn query.split("").reverse().join("");', fixed: true }),
    ...inputSchemaFields,
  },
  effect: ({ jsCode }) => effectOfCode(jsCode),
  tool: of => ({
    name: toolName((of.node.typeVersion < 1.2 && textOf(of, 'name')) || of.node.name),
    description: textOf(of, 'description'),
    schema: of.raw.specifyInputSchema === true ? chosenSchema(name => of.parameter(name), of.node.typeVersion >= 1.3) : oneText('The input of the tool'),
  }),
});
