// MCP Server trigger: offers the connected tools to clients of the Model Context Protocol.
import { defineNode } from '../contract';
import { options, string } from '../fields';

export const mcpTrigger = defineNode({
  type: 'mcpTrigger',
  label: 'MCP Server Trigger',
  description: 'Offers the connected tools to MCP clients',
  group: 'trigger',
  icon: 'server',
  aliases: ['model context protocol', 'tools', 'agent'],
  versions: [1, 1.1, 2],
  n8nTypes: ['@n8n/n8n-nodes-langchain.mcpTrigger'],
  trigger: 'mcp',
  runsAtStart: true,
  inputs: [{ type: 'ai_tool', label: 'Tools', required: true }],
  outputs: [],
  parameters: {
    authentication: options({ label: 'Authentication', default: 'none', fixed: true, options: [{ value: 'none', label: 'None' }, { value: 'bearerAuth', label: 'Bearer token' }, { value: 'headerAuth', label: 'Header' }] }),
    path: string({ label: 'Path', help: 'The URL has a secret part of its own; nothing is needed here.' }),
  },
  credentials: [{ type: 'httpBearerAuth', label: 'Bearer token', required: true, show: { authentication: ['bearerAuth'] } }, { type: 'httpHeaderAuth', label: 'Header', required: true, show: { authentication: ['headerAuth'] } }],
  effect: 'pure',
});
