// AI Agent tool: an agent that another agent may ask.
import { defineNode, type Port } from '../contract';
import { agent } from '../agent/definition';
import { options } from '../fields';
import { descriptionField, toolBase } from '../ai/tool-fields';
import { schemaOfAsked, textOf, toolName } from '../ai/tool-schema';

const { promptType: _promptType, text, ...shared } = agent.parameters;

export const agentTool = defineNode({
  ...toolBase,
  type: 'agentTool',
  label: 'AI Agent tool',
  description: 'An agent with tools of its own, for another agent to ask',
  icon: 'bot',
  aliases: ['assistant', 'delegate', 'team', 'sub-agent'],
  versions: [2.2, 3],
  n8nTypes: ['@n8n/n8n-nodes-langchain.agentTool'],
  inputs: (parameters, version): Port[] => (typeof agent.inputs === 'function' ? agent.inputs(parameters, version).filter(port => port.type !== undefined) : []),
  parameters: {
    toolDescription: descriptionField('AI Agent that can call other tools'),
    promptType: options({ label: 'Prompt', default: 'define', fixed: true, options: [{ value: 'define', label: 'Written here' }] }),
    text: { ...text, help: 'With {{ $fromAI("question") }} where the other agent says what it wants' },
    ...shared,
  },
  effect: 'pure',
  tool: of => ({ name: toolName(of.node.name), description: textOf(of, 'toolDescription'), schema: schemaOfAsked(of.asked) }),
});
