// SerpApi tool: an agent searches the web.
import { defineNode } from '../contract';
import { collection, options, string } from '../fields';
import { toolBase } from '../ai/tool-fields';
import { oneText, toolName } from '../ai/tool-schema';

export const toolSerpApi = defineNode({
  ...toolBase,
  type: 'toolSerpApi',
  label: 'SerpApi',
  description: 'Searches Google when an agent asks for it',
  icon: 'search',
  aliases: ['google', 'search', 'web', 'agent', 'tool'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolSerpApi'],
  parameters: { options: collection({ label: 'Options', fields: { gl: string({ label: 'Country', default: 'us' }), hl: string({ label: 'Language', default: 'en' }), google_domain: string({ label: 'Google domain', default: 'google.com' }), device: options({ label: 'Device', default: 'desktop', options: [{ value: 'desktop', label: 'Desktop' }, { value: 'mobile', label: 'Mobile' }, { value: 'tablet', label: 'Tablet' }] }) } }) },
  credentials: [{ type: 'serpApi', label: 'SerpApi', required: true }],
  effect: 'read',
  tool: of => ({ name: toolName(of.node.name), description: 'Searches the web with Google: for current events and facts', schema: oneText('What to search for') }),
});
