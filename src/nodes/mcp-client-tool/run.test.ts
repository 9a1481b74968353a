// MCP client against a server on loopback that answers as JSON and as events.
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { startTarget, type Target } from '~/server/testing/http';
import { startModel } from '../ai/testing/model-server';
import { createEgress } from '~/server/egress/client';
import type { Tools } from '../contract';
import { testTools } from '../testing';
import { openMcp } from './protocol';
import { flow, runFlow } from '../ai/testing/run-workflow';

let mcp: Target;
const called: JsonObject[] = [];
const TOOLS = ['add', 'echo', 'break'].map(name => ({ name, description: `does ${name}`, inputSchema: { type: 'object', properties: { x: { type: 'number' } } } }));
function resultOf({ method, params }: JsonObject): JsonObject {
  const { name, arguments: given, cursor } = (params ?? {}) as { name?: string; arguments?: JsonObject; cursor?: string };
  if (method === 'initialize') return { protocolVersion: '2025-06-18', capabilities: {} };
  if (method === 'tools/list') return cursor ? { tools: TOOLS.slice(1) } : { tools: TOOLS.slice(0, 1), nextCursor: 'more' };
  called.push({ name: name ?? '', ...given });
  return name === 'break' ? { isError: true, content: [{ type: 'text', text: 'it broke' }] } : { content: [{ type: 'text', text: `${name} done` }] };
}
beforeAll(async () => {
  mcp = await startTarget((request, response) => {
    const message = JSON.parse(mcp.requests.at(-1)?.body ?? '{}') as JsonObject;
    if (request.headers.authorization !== 'Bearer t') return response.writeHead(401).end();
    if (message.id === undefined) return response.writeHead(202).end();
    const answer = JSON.stringify({ jsonrpc: '2.0', id: message.id, result: resultOf(message) });
    if (message.method !== 'tools/call') return response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 's1' }).end(answer);
    return response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\nevent: message\ndata: ${answer}\n\n`);
  });
});
afterAll(() => mcp.close());

describe('MCP client', () => {
  it('gives an agent the tools of the server', async () => {
    const model = await startModel([{ calls: [{ name: 'Mcp_echo', arguments: { x: 1 } }, { name: 'Mcp_break', arguments: {} }] }, 'fine']);
    const definition = flow({
      Start: { type: 'manualTrigger' }, Agent: { type: 'agent', parameters: { promptType: 'define', text: 'x', options: { returnIntermediateSteps: true } } }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } },
      Mcp: { type: 'mcpClientTool', parameters: { endpointUrl: `${mcp.url}/mcp`, authentication: 'bearerAuth', include: 'except', excludeTools: ['add'] } },
    }, ['Start>Agent', 'Model>ai_languageModel:Agent', 'Mcp>ai_tool:Agent']);
    const { json } = await runFlow(definition, { credentials: { openAiApi: { apiKey: 'k', url: model.url }, httpBearerAuth: { token: 't' } } });
    expect(model.asked()[0]?.tools).toMatchObject([{ function: { name: 'Mcp_echo', description: 'does echo', parameters: { properties: { x: { type: 'number' } } } } }, { function: { name: 'Mcp_break' } }]);
    expect(json('Agent')).toMatchObject([{ output: 'fine', intermediateSteps: [{ observation: '[{"response":"echo done"}]' }, { observation: '[{"error":"it broke"}]' }] }]);
    expect(called).toEqual([{ name: 'echo', x: 1 }, { name: 'break' }]);
    expect(mcp.requests.filter(request => request.body.includes('tools/call')).every(request => request.headers['mcp-session-id'] === 's1')).toBe(true);
    await model.close();
  });

  it('speaks with servers that know the old transport only', async () => {
    let stream: ServerResponse | null = null;
    const old = await startTarget((incoming, response) => {
      if (incoming.method === 'GET') {
        stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
        stream.write('event: endpoint\ndata: /messages?session=1\n\n: ping\n\n');
        return;
      }
      if (!incoming.url?.startsWith('/messages')) return response.writeHead(405).end();
      const message = JSON.parse(old.requests.at(-1)?.body ?? '{}') as JsonObject;
      response.writeHead(202).end();
      if (message.id !== undefined) stream?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: message.id, result: resultOf(message) })}\n\n`);
    });
    const model = await startModel([{ calls: [{ name: 'Mcp_echo', arguments: { x: 2 } }] }, 'fine']);
    const definition = flow({
      Start: { type: 'manualTrigger' }, Agent: { type: 'agent', parameters: { promptType: 'define', text: 'x', options: { returnIntermediateSteps: true } } }, Model: { type: 'lmChatOpenAi', parameters: { model: 'm' } },
      Mcp: { type: 'mcpClientTool', typeVersion: 1, parameters: { sseEndpoint: `${old.url}/sse`, options: { timeout: 5000 } } },
    }, ['Start>Agent', 'Model>ai_languageModel:Agent', 'Mcp>ai_tool:Agent']);
    const { json } = await runFlow(definition, { credentials: { openAiApi: { apiKey: 'k', url: model.url } } });
    expect(json('Agent')).toMatchObject([{ output: 'fine', intermediateSteps: [{ observation: '[{"response":"echo done"}]' }] }]);
    await model.close();
    await old.close();
  });
  it('sends nothing to another server than the one it was told', async () => {
    const elsewhere = await startTarget((incoming, response) => (incoming.method === 'GET' ? response.writeHead(200, { 'content-type': 'text/event-stream' }).end('event: endpoint\ndata: http://evil.test/messages\n\n') : response.writeHead(404).end()));
    const egress = createEgress({ allow: ['127.0.0.0/8'] });
    const http: Tools['http'] = asked => egress.send(asked, { signal: new AbortController().signal });
    await expect(openMcp(testTools({ http }), { url: `${elsewhere.url}/sse` }, true)).rejects.toThrow('another server');
    await expect(openMcp(testTools({ http }), { url: `${elsewhere.url}/sse` })).rejects.toThrow('404');
    await egress.close();
    await elsewhere.close();
  });
});
