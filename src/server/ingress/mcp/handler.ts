// MCP servers: the tools of a workflow for clients of the Model Context Protocol, over HTTP without sessions. A call of a
// tool is an execution; listing tools is none.
import { runExecution } from '~/engine/run';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { AppError, isAppError } from '~/lib/errors';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { findRun } from '~/nodes/runs';
import { errorResponse, jsonResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import type { LoadedWorkflow } from '~/server/execution/loaded-workflow';
import { clientOf } from '~/server/request';
import { parseBody, readBody } from '../body';
import { withLimit } from '../webhook/handler';
import { authorizeCall } from '../webhook/auth';

const unknown = () => new AppError('not_found', 'There is no MCP server here.');
const VERSIONS = new Set(['2024-11-05', '2025-03-26', '2025-06-18']);
const CODES = { method: -32601, params: -32602, request: -32600 } as const;

interface Server { orgId: string; workflowId: string; versionId: string; node: WorkflowNode; workflow: LoadedWorkflow }

export async function handleMcp(container: Container, request: Request): Promise<Response> {
  try {
    const server = await findServer(container, new URL(request.url));
    if (request.method !== 'POST') throw new AppError('invalid', 'MCP is spoken by POST here.', { status: 405, details: { allow: 'POST' } });
    await authorizeCall(container.repositories, server.orgId, server.node, request.headers, new Uint8Array(), Date.now());
    const { body } = await parseBody(await readBody(request), request.headers.get('content-type'));
    return await answer(container, server, body);
  } catch (error) {
    const response = errorResponse(container, error, clientOf(container, request.headers).requestId);
    const challenge = isAppError(error) ? error.details?.challenge : undefined;
    if (typeof challenge === 'string') response.headers.set('www-authenticate', challenge);
    return response;
  }
}

async function findServer(container: Container, url: URL): Promise<Server> {
  const [, , token = ''] = url.pathname.split('/');
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw unknown();
  const target = await container.repositories.webhooks.findByToken(token);
  if (!target?.liveVersionId) throw unknown();
  const workflow = await container.loader.load(target.orgId, target.liveVersionId);
  const node = workflow.definition.nodes.find(candidate => candidate.id === target.nodeId && candidate.type === 'mcpTrigger');
  if (!node) throw unknown();
  return { orgId: target.orgId, workflowId: target.workflowId, versionId: target.liveVersionId, node, workflow };
}

async function answer(container: Container, server: Server, message: Json | undefined): Promise<Response> {
  if (!isPlainObject(message) || typeof message.method !== 'string') return jsonResponse({ jsonrpc: '2.0', id: null, error: { code: CODES.request, message: 'Send one JSON-RPC message.' } }, 400);
  // Notifications want no answer.
  if (message.id === undefined) return new Response(null, { status: 202 });
  const params = isPlainObject(message.params) ? (message.params as JsonObject) : {};
  const id = message.id as Json;
  const reply = (part: JsonObject): Response => jsonResponse({ jsonrpc: '2.0', id, ...part });
  switch (message.method) {
    case 'initialize': {
      const wanted = String(params.protocolVersion);
      return reply({ result: { protocolVersion: VERSIONS.has(wanted) ? wanted : '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: server.workflow.name, version: '1' } } });
    }
    case 'ping': return reply({ result: {} });
    case 'tools/list': return reply({ result: { tools: await list(server) } });
    case 'tools/call': return typeof params.name === 'string' ? reply({ result: await call(container, server, params.name, isPlainObject(params.arguments) ? (params.arguments as JsonObject) : {}) }) : reply({ error: { code: CODES.params, message: 'The tool has no name.' } });
    default: return reply({ error: { code: CODES.method, message: `"${message.method}" is not known here.` } });
  }
}

/** Nothing is run for it: the tools say what they are, in memory. */
async function list({ node, workflow }: Server): Promise<Json[]> {
  const host = createMemoryHost({ definition: findDefinition, behaviour: findRun });
  const outcome = await runExecution(workflow.graph, manualRequest(host, { node: node.name, outputs: [[{ json: { method: 'list' } }]] }));
  if (outcome.status !== 'success') throw new AppError('unavailable', outcome.status === 'error' ? `The tools cannot be listed: ${outcome.error.message}` : 'The tools cannot be listed.');
  const step = host.steps().findLast(each => each.node === node.name);
  return (step?.outputs?.[0] ?? []).map(({ json: { name, description, schema } }) => ({ name: name ?? '', description: description ?? '', inputSchema: schema ?? { type: 'object' } }));
}

async function call(container: Container, { orgId, workflowId, versionId, node }: Server, tool: string, given: JsonObject): Promise<JsonObject> {
  const started = await container.executor.start({ orgId, workflowId, versionId, mode: 'webhook', startNode: node.name, input: [[{ json: { method: 'call', tool, arguments: given } }]] });
  const { outcome, lastItems } = await withLimit(started.finished, new AppError('unavailable', 'The tool did not answer in time.', { status: 504 }));
  const text = (value: string, isError: boolean): JsonObject => ({ content: [{ type: 'text', text: value }], isError });
  if (outcome.status === 'success') return text(String(lastItems[0]?.json.response ?? ''), false);
  return text(outcome.status === 'error' ? outcome.error.message : `The execution ended as ${outcome.status}.`, true);
}
