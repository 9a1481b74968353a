// MCP client: lists the tools of the server, and calls the one the model chose.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { answer, requestOf } from '../ai/protocols';
import type { mcpClientTool } from './definition';
import { openMcp } from './protocol';

const CREDENTIALS: Record<string, string> = { bearerAuth: 'httpBearerAuth', headerAuth: 'httpHeaderAuth' };

/** Files of the first versions, and those that say so, may mean servers of the old transport. */
export const runMcpClientTool: RunNode<typeof mcpClientTool> = async ({ call, parameters, tools, node }) => {
  const request = requestOf<{ action?: string; tool?: string; arguments?: JsonObject }>(call, 'tools');
  const { sseEndpoint, endpointUrl, serverTransport, authentication, include, includeTools, excludeTools, options } = parameters.at();
  const credentialType = CREDENTIALS[authentication];
  const session = await openMcp(tools, { url: (node.typeVersion < 1.1 ? sseEndpoint : endpointUrl).trim(), timeoutMs: Number(options.timeout) || 60_000, ...(credentialType ? { credentialType } : {}) }, node.typeVersion < 1.2 || serverTransport === 'sse');
  try {
    return request.action === 'list' ? await list() : answer(await session.call(request.tool ?? '', request.arguments ?? {}));
  } finally {
    session.close();
  }

  async function list(): Promise<Item[][]> {
    const named = new Set((include === 'selected' ? includeTools : excludeTools).map(String));
    const offered = (await session.tools()).filter(({ name }) => include === 'all' || named.has(name) === (include === 'selected'));
    return [offered.map(tool => ({ json: { ...tool } }))];
  }
};
