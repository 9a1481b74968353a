// SearXNG tool: an agent searches the web through a search engine of one's own.
import { defineNode } from '../contract';
import { collection, number, options, string } from '../fields';
import { toolBase } from '../ai/tool-fields';
import { oneText, toolName } from '../ai/tool-schema';

export const toolSearXng = defineNode({
  ...toolBase,
  type: 'toolSearXng',
  label: 'SearXNG',
  description: 'Searches the web through SearXNG when an agent asks for it',
  icon: 'search',
  aliases: ['search', 'web', 'agent', 'tool'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolSearXng'],
  parameters: {
    options: collection({
      label: 'Options',
      fields: {
        numResults: number({ label: 'Results', default: 10, min: 1, max: 50 }),
        pageNumber: number({ label: 'Page', default: 1, min: 1 }),
        language: string({ label: 'Language', default: 'en' }),
        safesearch: options({ label: 'Safe search', default: '0', options: [{ value: '0', label: 'Off' }, { value: '1', label: 'Moderate' }, { value: '2', label: 'Strict' }] }),
      },
    }),
  },
  credentials: [{ type: 'searXngApi', label: 'SearXNG', required: true }],
  effect: 'read',
  tool: of => ({ name: toolName(of.node.name), description: 'Searches the web: for current events and facts', schema: oneText('What to search for') }),
});
