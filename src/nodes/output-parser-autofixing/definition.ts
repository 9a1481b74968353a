// Auto-fixing output parser: puts wrong answers right with a model before another parser reads them.
import { defineNode } from '../contract';

export const outputParserAutofixing = defineNode({
  type: 'outputParserAutofixing',
  label: 'Auto-fixing Output Parser',
  description: 'Asks a model to correct an answer its parser refuses',
  group: 'ai',
  icon: 'wrench',
  aliases: ['repair', 'json'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.outputParserAutofixing'],
  inputs: [{ type: 'ai_languageModel', label: 'Model', required: true }, { type: 'ai_outputParser', label: 'Output parser' }],
  outputs: [{ type: 'ai_outputParser', label: 'Output parser' }],
  parameters: {},
  effect: 'pure',
});
