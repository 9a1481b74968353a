// MCP client: the tools of a server that speaks the Model Context Protocol, for an agent.
import { defineNode } from '../contract';
import { collection, multiOptions, number, options, string } from '../fields';
import { toolBase } from '../ai/tool-fields';

export const mcpClientTool = defineNode({
  ...toolBase,
  type: 'mcpClientTool',
  label: 'MCP Client',
  description: 'Gives an agent the tools of an MCP server',
  icon: 'plug',
  aliases: ['model context protocol', 'tools', 'agent', 'server'],
  versions: [1, 1.1, 1.2],
  n8nTypes: ['@n8n/n8n-nodes-langchain.mcpClientTool'],
  toolkit: true,
  parameters: {
    sseEndpoint: string({ label: 'Address', placeholder: 'https://mcp.example.com/mcp', show: { '@version': { to: 1 } } }),
    endpointUrl: string({ label: 'Address', placeholder: 'https://mcp.example.com/mcp', show: { '@version': { from: 1.1 } } }),
    serverTransport: options({ label: 'Transport', default: 'httpStreamable', fixed: true, options: [{ value: 'httpStreamable', label: 'HTTP' }, { value: 'sse', label: 'Server-sent events (old)', help: 'Weft asks over HTTP first' }], show: { '@version': { from: 1.1 } } }),
    authentication: options({ label: 'Authentication', default: 'none', fixed: true, options: [{ value: 'none', label: 'None' }, { value: 'bearerAuth', label: 'Bearer token' }, { value: 'headerAuth', label: 'Header' }] }),
    include: options({ label: 'Tools', default: 'all', options: [{ value: 'all', label: 'All' }, { value: 'selected', label: 'Only these' }, { value: 'except', label: 'All but these' }] }),
    includeTools: multiOptions({ label: 'Names', default: [], options: [], show: { include: ['selected'] } }),
    excludeTools: multiOptions({ label: 'Names', default: [], options: [], show: { include: ['except'] } }),
    options: collection({ label: 'Options', fields: { timeout: number({ label: 'Time limit', default: 60_000, unit: 'ms' }) } }),
  },
  credentials: [{ type: 'httpBearerAuth', label: 'Bearer token', required: true, show: { authentication: ['bearerAuth'] } }, { type: 'httpHeaderAuth', label: 'Header', required: true, show: { authentication: ['headerAuth'] } }],
  effect: 'write',
});
