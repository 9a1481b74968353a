// A workflow as an MCP server: its tools listed and called by Weft's own MCP client, with a token.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeError } from '~/nodes/contract';
import { openMcp } from '~/nodes/mcp-client-tool/protocol';
import { testTools } from '~/nodes/testing';
import { createEgress } from '~/server/egress/client';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, startIngress } from '~/server/testing/http';
import { chain, node } from '~/server/testing/workflows';

let server: TestServer;
let ingress: Listening;
beforeAll(async () => {
  server = await startTestServer();
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await server.stop();
});

let count = 0;
async function published() {
  const api = server.as(server.owner);
  const { id: credential } = await api.credentials.create({ name: `Token ${++count}`, type: 'httpBearerAuth', fields: { token: 'open' } });
  const definition = chain(node('Server', 'mcpTrigger', 1.1, { authentication: 'bearerAuth' }, { credentials: { httpBearerAuth: { id: credential, name: 'Token' } } }));
  const tools = [node('Calculator', 'toolCalculator', 1), node('Set city', 'setTool', 3.4, { descriptionType: 'manual', toolDescription: 'Sets a city', assignments: { assignments: [{ id: '1', name: 'city', type: 'string', value: "={{ $fromAI('city', 'Its name') }}!" }] } })];
  for (const tool of tools) {
    definition.nodes.push(tool);
    definition.edges.push({ id: `${tool.id}-e`, source: tool.id, sourcePort: 'ai_tool:0', target: 'Server', targetPort: 'ai_tool:0' });
  }
  const { id } = await api.workflows.create({ name: 'Tools', definition });
  await api.workflows.publish({ id, revision: 1 });
  const [hook] = (await api.workflows.get({ id })).webhooks;
  return { id, url: `${ingress.url}${new URL(hook?.url ?? '').pathname}` };
}

/** Weft's MCP client over the real egress. */
const client = (url: string, token: string) => {
  const egress = createEgress({ allow: ['127.0.0.0/8'] });
  const signal = new AbortController().signal;
  const http = (request: Parameters<typeof egress.send>[0]) => egress.send(request, { signal, credential: { name: 'T', type: 'httpBearerAuth', allowedHosts: ['127.0.0.1'], fields: { token } } });
  return openMcp(testTools({ http }), { url, credentialType: 'httpBearerAuth' });
};

describe('an MCP server', () => {
  it('lists its tools and runs them as executions', async () => {
    const { id, url } = await published();
    const session = await client(url, 'open');
    expect(await session.tools()).toEqual([
      { name: 'Calculator', description: expect.stringContaining('arithmetic'), schema: expect.objectContaining({ properties: { input: { type: 'string', description: 'The expression' } } }) },
      { name: 'Set_city', description: 'Sets a city', schema: { type: 'object', properties: { city: { type: 'string', description: 'Its name' } }, required: ['city'], additionalProperties: false } },
    ]);
    expect((await server.as(server.owner).executions.list({ workflowId: id })).items).toEqual([]);
    expect(await session.call('Calculator', { input: '6*7' })).toEqual({ response: '42' });
    expect(await session.call('Set_city', { city: 'Rome' })).toEqual({ response: '[{"city":"Rome!"}]' });
    await expect(session.call('Calculator', { input: 'x' })).rejects.toThrow(NodeError);
    await expect(session.call('Nope', {})).rejects.toThrow('There is no tool "Nope"');
    await server.container.journal.drain();
    const { items } = await server.as(server.owner).executions.list({ workflowId: id });
    expect(items.map(item => item.status)).toEqual(['failed', 'failed', 'success', 'success']);
    const { steps } = await server.as(server.owner).executions.get({ id: items[3]?.id ?? '' });
    expect(steps.map(step => step.node)).toEqual(['Server', 'Calculator']);
  });

  it('lets nobody in without the token, and speaks JSON-RPC only', async () => {
    const { url } = await published();
    await expect(client(url, 'wrong')).rejects.toThrow('401');
    const post = (body: string) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer open' }, body });
    expect((await post('{"jsonrpc":"2.0","method":"notifications/initialized"}')).status).toBe(202);
    expect(await (await post('{"jsonrpc":"2.0","id":1,"method":"nope"}')).json()).toMatchObject({ id: 1, error: { code: -32601 } });
    expect((await post('[]')).status).toBe(400);
    expect((await fetch(url, { headers: { authorization: 'Bearer open' } })).status).toBe(405);
    expect((await fetch(url.replace(/[^/]+$/, 'x'.repeat(30)), { method: 'POST' })).status).toBe(404);
  });
});
