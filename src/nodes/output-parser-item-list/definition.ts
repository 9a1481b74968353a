// Item list output parser: the model's answer is a list, one entry a line.
import { defineNode } from '../contract';
import { collection, number, string } from '../fields';

export const outputParserItemList = defineNode({
  type: 'outputParserItemList',
  label: 'Item List Output Parser',
  description: 'Makes a model answer with a list',
  group: 'ai',
  icon: 'list-ordered',
  aliases: ['lines', 'array'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.outputParserItemList'],
  inputs: [],
  outputs: [{ type: 'ai_outputParser', label: 'Output parser' }],
  parameters: { options: collection({ label: 'Options', fields: { numberOfItems: number({ label: 'Number of items', default: 3, help: '-1 takes any number' }), separator: string({ label: 'Separator', default: '\\n' }) } }) },
  effect: 'pure',
});
