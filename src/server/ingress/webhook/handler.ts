// Webhooks: one function from Request to Response, used by the ingress and by the Next.js route alike. Event and execution
// are committed before any 2xx.
import { createHash } from 'node:crypto';
import { AppError, isAppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import type { WorkflowNode } from '~/lib/workflow';
import type { HttpAnswer } from '~/nodes/contract';
import { webhookMethods } from '~/nodes/webhook/methods';
import { errorResponse, jsonResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import type { Finished, Started } from '~/server/execution/executor';
import { clientOf } from '~/server/request';
import { bodyHash, parseBody, readBody } from '../body';
import { corsHeaders, ipAllowed, isBot, withHeaders } from '../callers';
import { lastNodeAnswer, nodeAnswer, receivedAnswer, unansweredAnswer } from './answer';
import { answerSettings } from './answer-settings';
import { authorizeCall } from './auth';
import { matchPath, visibleHeaders, webhookItem } from './item';

const ANSWER_MS = 120_000;
const MAX_DEPTH = 10;

/** The same answer for tokens that are unknown, disabled, of a removed workflow or not published. */
const unknown = () => new AppError('not_found', 'No webhook answers here.');

export async function handleWebhook(container: Container, request: Request): Promise<Response> {
  const client = clientOf(container, request.headers);
  try {
    return await accept(container, request, client.ip);
  } catch (error) {
    const response = errorResponse(container, error, client.requestId);
    const challenge = isAppError(error) ? error.details?.challenge : undefined;
    if (typeof challenge === 'string') response.headers.set('www-authenticate', challenge);
    return response;
  }
}

async function accept(container: Container, request: Request, ip: string): Promise<Response> {
  const url = new URL(request.url);
  const [, kind, token = '', ...rest] = url.pathname.split('/');
  const test = kind === 'webhook-test';
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw unknown();
  const webhook = await container.repositories.webhooks.findByToken(token);
  if (!webhook) throw unknown();
  const listening = test ? container.listener.peek(webhook.workflowId) : null;
  if (test && !listening) throw new AppError('not_found', 'Nobody listens for a test call. Press "Listen" in the editor and call again.', { details: { reason: 'test_listener_inactive' } });
  const versionId = listening ? listening.versionId : webhook.liveVersionId;
  if (!versionId) throw unknown();
  const workflow = await container.loader.load(webhook.orgId, versionId);
  const node = workflow.definition.nodes.find(candidate => candidate.id === webhook.nodeId && candidate.type === 'webhook');
  if (!node) throw unknown();
  const params = matchPath(String(node.parameters.path ?? ''), rest.join('/'));
  if (!params) throw unknown();

  const options = (node.parameters.options ?? {}) as Record<string, unknown>;
  const cors = corsHeaders(String(options.allowedOrigins ?? '*'), request.headers.get('origin'));
  const methods = webhookMethods(node.parameters);
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: methods.join(', '), 'access-control-allow-methods': methods.join(', '), 'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '', ...cors } });
  if (!methods.includes(request.method)) throw new AppError('invalid', `This webhook takes ${methods.join(', ')}, not ${request.method}.`, { status: 405, details: { allow: methods.join(', ') } });
  if (!ipAllowed(String(options.ipWhitelist ?? ''), ip)) throw new AppError('forbidden', 'Calls from this address are not allowed.');
  if (options.ignoreBots === true && isBot(request.headers.get('user-agent'))) throw new AppError('forbidden', 'Calls from crawlers are ignored.');
  const depth = Number(request.headers.get('x-weft-depth') ?? 0) || 0;
  if (depth >= MAX_DEPTH) throw new AppError('invalid', `Workflows call each other through webhooks more than ${MAX_DEPTH} levels deep.`, { status: 508, details: { reason: 'loop_detected' } });

  const body = await readBody(request);
  const proof = await authorizeCall(container.repositories, webhook.orgId, node, request.headers, body, Date.now());
  const hash = bodyHash(body);
  const dedupeKey = proof.eventId ?? idempotencyKey(request.headers);
  if (dedupeKey) {
    const before = await knownDelivery(container, webhook.id, dedupeKey, hash);
    if (before) return before;
  }
  const parsed = await parseBody(body, request.headers.get('content-type'), { raw: options.rawBody === true || options.binaryData === true, brackets: false });
  // What versions before 2 took as a file they kept out of the body.
  if (options.binaryData === true) parsed.body = {};
  const headers = visibleHeaders(request.headers, proof.usedHeader);
  const { item, files } = webhookItem({ headers, params, query: url.searchParams, parsed, url: `${container.env.url}${url.pathname}`, test, filePrefix: typeof options.binaryPropertyName === 'string' && options.binaryPropertyName ? options.binaryPropertyName : null });

  let onAnswer: (answer: HttpAnswer) => void = () => {};
  const answered = new Promise<HttpAnswer>(resolve => { onAnswer = resolve; });
  let started: Started;
  try {
    started = await container.executor.start({
      orgId: webhook.orgId, workflowId: webhook.workflowId, versionId, mode: test ? 'manual' : 'webhook', startNode: node.name, files, onAnswer, depth,
      input: methods.length > 1 ? methods.map(method => (method === request.method ? [item] : [])) : [[item]],
      event: { id: newId(), orgId: webhook.orgId, webhookId: webhook.id, method: request.method, path: `/${rest.join('/')}${url.search}`, headers: storedHeaders(headers), body, bodyHash: hash, sourceIp: ip, dedupeKey, test },
    });
  } catch (error) {
    // Two deliveries of one event at the same moment: the other one was first.
    const twin = dedupeKey && isAppError(error) && error.code === 'conflict' ? await knownDelivery(container, webhook.id, dedupeKey, hash) : null;
    if (twin) return twin;
    throw error;
  }
  if (listening) container.listener.disarm(webhook.workflowId);
  const answering = await answerSettings(container, workflow, node, item);
  return withHeaders(await answerCaller(container, webhook.orgId, answering, started, answered), cors);
}

/** Answers in the way the node asks for: at once, with the last node's items, or by a node. */
export async function answerCaller(container: Container, orgId: string, node: WorkflowNode, started: Started, answered: Promise<HttpAnswer>): Promise<Response> {
  const { executionId } = started;
  const mode = node.parameters.responseMode ?? 'onReceived';
  const openFile = (id: string) => container.repositories.executionFiles.open(orgId, executionId, id);
  if (mode === 'onReceived') return receivedAnswer(node, executionId);
  const late = new AppError('unavailable', `The workflow did not answer within ${ANSWER_MS / 1000} s. It goes on as execution ${executionId}.`, { status: 504, details: { reason: 'answer_timeout' } });
  const finished = withLimit(started.finished, late);
  if (mode === 'lastNode') return lastNodeAnswer(node, await finished, executionId, openFile);
  const first = await Promise.race([answered.then(given => ({ given })), finished.then(ended => ({ ended }))]);
  return 'given' in first ? nodeAnswer(first.given, executionId, openFile) : unansweredAnswer(first.ended, executionId);
}

export function withLimit(finished: Promise<Finished>, late: AppError): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late), ANSWER_MS);
    finished.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The answer to a delivery that came before: the same execution, or a conflict when its body differs (security.md W12, W13). */
async function knownDelivery(container: Container, webhookId: string, dedupeKey: string, hash: string): Promise<Response | null> {
  const before = await container.journalRepository.findEvent(webhookId, dedupeKey);
  if (!before) return null;
  if (before.bodyHash !== hash) throw new AppError('conflict', 'This event id was delivered before with another body. The first one is kept.', { details: { reason: 'event_conflict' } });
  return jsonResponse({ message: 'This event was accepted before', executionId: before.executionId }, 200, { 'x-weft-execution-id': before.executionId });
}

function idempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError('invalid', 'The header idempotency-key must be 1 to 255 visible characters.', { details: { reason: 'invalid_idempotency_key' } });
  return createHash('sha256').update(key).digest('hex');
}

/** The inbox keeps no secrets of the sender. */
const storedHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, /authorization|api-?key|token|secret/.test(name) ? '[hidden]' : value]));
