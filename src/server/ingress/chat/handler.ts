// Chats: the page behind a chat trigger's URL, and its messages. Each starts an execution; its last item is the answer.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { AppError, isAppError } from '~/lib/errors';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { historyKey } from '~/nodes/ai/chat-history';
import type { HttpAnswer } from '~/nodes/contract';
import { errorResponse, jsonResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import { clientOf } from '~/server/request';
import { corsHeaders } from '../callers';
import { withMessage } from './message';
import { chatPage } from './page';
import { createSaidStream } from './streamed';
import { answerCaller } from '../webhook/handler';
import { authorizeCall } from '../webhook/auth';

/** The same answer for tokens that are unknown, of a removed workflow, not published or not public. */
const unknown = () => new AppError('not_found', 'There is no chat here.');

interface Chat { orgId: string; workflowId: string; versionId: string; node: WorkflowNode; definition: WorkflowDefinition; test: boolean; options: JsonObject }

export async function handleChat(container: Container, request: Request): Promise<Response> {
  const { requestId } = clientOf(container, request.headers);
  try {
    return await answer(container, request);
  } catch (error) {
    const response = errorResponse(container, error, requestId);
    const challenge = isAppError(error) ? error.details?.challenge : undefined;
    if (typeof challenge === 'string') response.headers.set('www-authenticate', challenge);
    return response;
  }
}

async function answer(container: Container, request: Request): Promise<Response> {
  const chat = await findChat(container, new URL(request.url));
  const cors = corsHeaders(String(chat.options.allowedOrigins ?? '*'), request.headers.get('origin'));
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: 'GET, POST', 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '', ...cors } });
  if (request.method !== 'GET' && request.method !== 'POST') throw new AppError('invalid', 'A chat is opened or written to.', { status: 405, details: { allow: 'GET, POST' } });
  if (!chat.test) await authorizeCall(container.repositories, chat.orgId, chat.node, request.headers, new Uint8Array(), Date.now());
  if (request.method === 'GET') {
    if (chat.node.parameters.mode === 'webhook' && !chat.test) throw unknown();
    return chatPage(chat.node);
  }
  const response = await message(container, chat, request);
  for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
  return response;
}

async function findChat(container: Container, url: URL): Promise<Chat> {
  const [, kind, token = ''] = url.pathname.split('/');
  const test = kind === 'chat-test';
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw unknown();
  const target = await container.repositories.webhooks.findByToken(token);
  if (!target) throw unknown();
  const listening = test ? container.listener.peek(target.workflowId) : null;
  if (test && !listening) throw new AppError('not_found', 'Nobody listens for this chat in the editor. Press "Listen" there and write again.', { details: { reason: 'test_listener_inactive' } });
  // A conversation takes longer than a call: the editor goes on listening.
  if (listening) container.listener.arm(listening);
  const versionId = listening ? listening.versionId : target.liveVersionId;
  if (!versionId) throw unknown();
  const { definition } = await container.loader.load(target.orgId, versionId);
  const node = definition.nodes.find(candidate => candidate.id === target.nodeId && candidate.type === 'chatTrigger');
  if (!node || (!test && node.parameters.public !== true)) throw unknown();
  const { options } = node.parameters;
  return { orgId: target.orgId, workflowId: target.workflowId, versionId, node, definition, test, options: isPlainObject(options) ? (options as JsonObject) : {} };
}

async function message(container: Container, chat: Chat, request: Request): Promise<Response> {
  return withMessage(container, request, chat.options, async ({ session, action, item, files }) => {
    if (action === 'loadPreviousSession' && chat.options.loadPreviousSession !== 'manually') return jsonResponse({ data: await earlier(container, chat, session) });
    let onAnswer: (answered: HttpAnswer) => void = () => {};
    const answered = new Promise<HttpAnswer>(resolve => { onAnswer = resolve; });
    const { responseMode } = chat.options;
    const stream = responseMode === 'streaming' ? createSaidStream(chat.node) : null;
    const started = await container.executor.start({ orgId: chat.orgId, workflowId: chat.workflowId, versionId: chat.versionId, mode: chat.test ? 'manual' : 'chat', startNode: chat.node.name, input: [[item]], files, onAnswer, ...(stream ? { onSaid: stream.say } : {}) });
    const byNode = responseMode === 'responseNode' || responseMode === 'responseNodes';
    const response = answerCaller(container, chat.orgId, { ...chat.node, parameters: { responseMode: byNode ? 'responseNode' : 'lastNode' } }, started, answered);
    return stream ? stream.response(started.executionId, response) : response;
  });
}

/** Messages of the memory that is connected to the trigger, in the shape n8n's chat window reads. */
async function earlier(container: Container, chat: Chat, session: string): Promise<Json[]> {
  const { nodes, edges } = chat.definition;
  const memory = chat.options.loadPreviousSession === 'memory' ? nodes.find(node => node.type === 'memoryBufferWindow' && !node.disabled && edges.some(edge => edge.source === node.id && edge.target === chat.node.id)) : undefined;
  if (!memory || memory.parameters.sessionIdType === 'customKey') return [];
  const stored = await container.repositories.nodeStores.get(chat.orgId, chat.workflowId, historyKey(session));
  const messages = isPlainObject(stored) && Array.isArray(stored.messages) ? (stored.messages as Json[]) : [];
  return messages.flatMap(each => (isPlainObject(each) && typeof each.content === 'string' ? [shown(each.role === 'user', each.content)] : []));
}

/** As n8n's library writes messages down. */
const shown = (user: boolean, content: string): Json => ({
  lc: 1, type: 'constructor', id: ['langchain_core', 'messages', user ? 'HumanMessage' : 'AIMessage'],
  kwargs: { content, ...(user ? {} : { tool_calls: [], invalid_tool_calls: [] }), additional_kwargs: {}, response_metadata: {} },
});
