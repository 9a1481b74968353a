// The URLs of a workflow's webhooks and forms, for the editor and the API.
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Container } from '~/server/container';
import { methodsOf } from './extract';

export interface WebhookUrl { nodeId: string; node: string; method: string; url: string; testUrl: string }

/** An own path after the token is kept; `:name` segments stand as they are. */
export async function webhookUrls(container: Pick<Container, 'repositories' | 'env'>, orgId: string, workflowId: string, definition: WorkflowDefinition): Promise<WebhookUrl[]> {
  const nodes = definition.nodes.filter(node => node.type === 'webhook' || node.type === 'formTrigger' || node.type === 'chatTrigger' || node.type === 'mcpTrigger');
  if (nodes.length === 0) return [];
  const rows = await container.repositories.webhooks.list(orgId, workflowId);
  return nodes.flatMap(node => {
    const token = rows.find(row => row.nodeId === node.id)?.token;
    if (!token) return [];
    if (node.type === 'formTrigger') return [{ nodeId: node.id, node: node.name, method: 'GET', url: `${container.env.url}/form/${token}`, testUrl: `${container.env.url}/form-test/${token}` }];
    if (node.type === 'mcpTrigger') return [{ nodeId: node.id, node: node.name, method: 'POST', url: `${container.env.url}/mcp/${token}`, testUrl: `${container.env.url}/mcp/${token}` }];
    if (node.type === 'chatTrigger') return [{ nodeId: node.id, node: node.name, method: 'POST', url: `${container.env.url}/chat/${token}`, testUrl: `${container.env.url}/chat-test/${token}` }];
    const own = typeof node.parameters.path === 'string' ? node.parameters.path.replace(/^\/+|\/+$/g, '') : '';
    const tail = own ? `/${own.split('/').map(part => (part.startsWith(':') ? part : encodeURIComponent(part))).join('/')}` : '';
    return methodsOf(node).map(method => ({ nodeId: node.id, node: node.name, method, url: `${container.env.url}/webhook/${token}${tail}`, testUrl: `${container.env.url}/webhook-test/${token}${tail}` }));
  });
}
