// Think tool: room for a model to think before it goes on.
import { defineNode } from '../contract';
import { descriptionField, toolBase } from '../ai/tool-fields';
import { oneText, textOf, toolName } from '../ai/tool-schema';

export const toolThink = defineNode({
  ...toolBase,
  type: 'toolThink',
  label: 'Think tool',
  description: 'Lets an agent think before it goes on',
  icon: 'lightbulb',
  aliases: ['reasoning', 'agent'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolThink'],
  parameters: { description: descriptionField('Use the tool to think about something. It gets no new information and changes nothing: the thought is only noted. Use it when complex reasoning or some memory is needed.') },
  effect: 'pure',
  tool: of => ({ name: of.node.typeVersion < 1.1 ? 'thinking_tool' : toolName(of.node.name), description: textOf(of, 'description'), schema: oneText('The thought') }),
});
