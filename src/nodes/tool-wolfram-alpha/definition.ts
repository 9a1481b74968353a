// Wolfram|Alpha tool: an agent asks for facts and calculations.
import { defineNode } from '../contract';
import { toolBase } from '../ai/tool-fields';
import { oneText, toolName } from '../ai/tool-schema';

export const toolWolframAlpha = defineNode({
  ...toolBase,
  type: 'toolWolframAlpha',
  label: 'Wolfram|Alpha',
  description: 'Asks Wolfram|Alpha when an agent wants to know',
  icon: 'sigma',
  aliases: ['math', 'facts', 'science', 'agent', 'tool'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolWolframAlpha'],
  parameters: {},
  credentials: [{ type: 'wolframAlphaApi', label: 'Wolfram|Alpha', required: true }],
  effect: 'read',
  tool: of => ({ name: toolName(of.node.name), description: 'Answers questions of mathematics, science, units, dates, people and places by calculation', schema: oneText('The question, in English') }),
});
