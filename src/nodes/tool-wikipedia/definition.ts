// Wikipedia tool: an agent looks something up.
import { defineNode } from '../contract';
import { toolBase } from '../ai/tool-fields';
import { oneText, toolName } from '../ai/tool-schema';

export const toolWikipedia = defineNode({
  ...toolBase,
  type: 'toolWikipedia',
  label: 'Wikipedia',
  description: 'Looks up what an agent asks in Wikipedia',
  icon: 'book-open',
  aliases: ['search', 'encyclopedia', 'agent', 'tool'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolWikipedia'],
  parameters: {},
  effect: 'read',
  tool: of => ({ name: toolName(of.node.name), description: 'Looks up articles of Wikipedia, for general knowledge of people, places, companies, history and other subjects', schema: oneText('What to search for') }),
});
