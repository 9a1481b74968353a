// Calculator tool: arithmetic for models, which are bad at it.
import { defineNode } from '../contract';
import { toolBase } from '../ai/tool-fields';
import { oneText, toolName } from '../ai/tool-schema';

export const toolCalculator = defineNode({
  ...toolBase,
  type: 'toolCalculator',
  label: 'Calculator',
  description: 'Calculates what an agent asks',
  icon: 'calculator',
  aliases: ['math', 'arithmetic', 'agent', 'tool'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolCalculator'],
  parameters: {},
  effect: 'pure',
  tool: of => ({ name: toolName(of.node.name), description: 'Calculates an arithmetic expression such as "(2 + 3) * sqrt(16) ^ 2". Knows + - * / % ^, parentheses, pi, e, abs, ceil, cos, exp, floor, ln, log10, log2, max, min, pow, round, sign, sin, sqrt, tan, trunc.', schema: oneText('The expression') }),
});
