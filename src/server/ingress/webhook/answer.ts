// What the caller of a webhook is answered. User content never runs as a page of Weft's origin (security.md B4, W37).
import { AppError } from '~/lib/errors';
import { getPath, type Json } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import type { HttpAnswer } from '~/nodes/contract';
import { jsonResponse } from '~/server/answers';
import type { Finished } from '~/server/execution/executor';
import { type StoredFile, streamOf } from '~/server/repositories/execution-files';

const MAX_ANSWER = 20 * 1024 * 1024;
/** Of files, which are sent as they are read. */
const MAX_FILE_ANSWER = 100 * 1024 * 1024;
const STRIPPED = new Set(['set-cookie', 'clear-site-data', 'service-worker-allowed', 'strict-transport-security', 'content-security-policy', 'content-length', 'transfer-encoding', 'connection', 'x-weft-execution-id', 'public-key-pins']);
/** Types no browser treats as a document or guesses at. */
const INERT = /^(application\/(json|octet-stream|pdf|zip)|text\/plain|text\/csv|image\/(png|jpeg|gif|webp)|audio\/|video\/)/;

type OpenFile = (id: string) => Promise<StoredFile>;
type Pair = [string, string];

function optionsOf(node: WorkflowNode): Record<string, Json> {
  const options = node.parameters.options;
  return typeof options === 'object' && options !== null && !Array.isArray(options) ? options : {};
}

function statusOf(node: WorkflowNode): number {
  const values = getPath(optionsOf(node), 'responseCode.values') as { responseCode?: Json; customCode?: Json } | undefined;
  const code = Number(values?.responseCode === 'customCode' ? values.customCode : (values?.responseCode ?? node.parameters.responseCode ?? 200));
  return Number.isInteger(code) && code >= 200 && code <= 599 ? code : 200;
}

function headersOf(node: WorkflowNode): Pair[] {
  const entries = getPath(optionsOf(node), 'responseHeaders.entries');
  return (Array.isArray(entries) ? entries : []).map(entry => [String(entry?.name ?? ''), String(entry?.value ?? '')]);
}

const withCharset = (type: string): string => (/^text\/[^;]+$/.test(type) ? `${type}; charset=utf-8` : type);

/** Response mode "immediately". */
export function receivedAnswer(node: WorkflowNode, executionId: string): Response {
  const options = optionsOf(node);
  const status = statusOf(node);
  if (options.noResponseBody === true) return finish(null, status, headersOf(node), executionId);
  const text = options.responseData;
  if (typeof text === 'string' && text !== '') return finish(text, status, [['content-type', 'text/html; charset=utf-8'], ...headersOf(node)], executionId);
  return finish(JSON.stringify({ message: 'Workflow was started' }), status, [['content-type', 'application/json; charset=utf-8'], ...headersOf(node)], executionId);
}

/** Response mode "when the workflow ends". */
export async function lastNodeAnswer(node: WorkflowNode, finished: Finished, executionId: string, openFile: OpenFile): Promise<Response> {
  const failure = failureOf(finished, executionId);
  if (failure) return failure;
  const options = optionsOf(node);
  const status = statusOf(node);
  const headers = headersOf(node);
  const [first] = finished.lastItems;
  switch (node.parameters.responseData ?? 'firstEntryJson') {
    case 'noData':
      return finish(null, status, headers, executionId);
    case 'allEntries':
      return finish(JSON.stringify(finished.lastItems.map(item => item.json)), status, [['content-type', 'application/json; charset=utf-8'], ...headers], executionId);
    case 'firstEntryBinary': {
      const file = first?.binary?.[String(node.parameters.responseBinaryPropertyName ?? 'data')];
      if (!file) return jsonResponse({ error: { code: 'no_file', message: 'The last item has no such file.', requestId: executionId } }, 500);
      return finish(await openFile(file.id), status, [['content-type', file.mimeType], ...headers], executionId);
    }
    default: {
      const property = typeof options.responsePropertyName === 'string' ? options.responsePropertyName : '';
      const value = property ? getPath(first?.json ?? {}, property) : first?.json;
      if (!first) return jsonResponse({ error: { code: 'no_item', message: 'The last step gave no item to answer with.', requestId: executionId } }, 500, { 'x-weft-execution-id': executionId });
      const type = withCharset(typeof options.responseContentType === 'string' ? options.responseContentType : '');
      if (typeof value === 'string' && type) return finish(value, status, [['content-type', type], ...headers], executionId);
      return finish(JSON.stringify(value ?? null), status, [['content-type', type || 'application/json; charset=utf-8'], ...headers], executionId);
    }
  }
}

/** Response mode "by a node", once that node has run. */
export async function nodeAnswer(answer: HttpAnswer, executionId: string, openFile: OpenFile): Promise<Response> {
  const has = (name: string) => answer.headers.some(([header]) => header.toLowerCase() === name);
  const typed = (type: string): Pair[] => (has('content-type') ? answer.headers : [['content-type', type], ...answer.headers]);
  switch (answer.body.kind) {
    case 'empty':
      return finish(null, answer.status, answer.headers, executionId);
    case 'json':
      return finish(JSON.stringify(answer.body.value), answer.status, typed('application/json; charset=utf-8'), executionId);
    case 'text':
      return finish(answer.body.text, answer.status, typed('text/html; charset=utf-8'), executionId);
    case 'file':
      return finish(await openFile(answer.body.file.id), answer.status, typed(answer.body.file.mimeType), executionId);
  }
}

/** Response mode "by a node", when the execution ended without reaching one. */
export const unansweredAnswer = (finished: Finished, executionId: string): Response =>
  failureOf(finished, executionId) ?? finish(JSON.stringify({ message: 'Workflow executed successfully' }), 200, [['content-type', 'application/json; charset=utf-8']], executionId);

/** The caller learns that it failed and where to look, not what the workflow does. */
function failureOf(finished: Finished, executionId: string): Response | null {
  const { status } = finished.outcome;
  if (status === 'success' || status === 'waiting') return null;
  return jsonResponse({ error: { code: 'workflow_failed', message: 'The workflow failed. Its owner finds the reason in the execution.', requestId: executionId } }, 500, { 'x-weft-execution-id': executionId });
}

function finish(body: string | StoredFile | null, status: number, pairs: Pair[], executionId: string): Response {
  const limit = body !== null && typeof body !== 'string' ? MAX_FILE_ANSWER : MAX_ANSWER;
  if ((typeof body === 'string' ? body.length : (body?.size ?? 0)) > limit) throw new AppError('internal', `The answer is larger than ${limit / 1024 / 1024} MB.`, { status: 502, details: { reason: 'answer_too_large' } });
  const headers = new Headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  for (const [name, value] of pairs) {
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || /[\r\n\0]/.test(value) || STRIPPED.has(name.toLowerCase())) continue;
    headers.set(name, value);
  }
  headers.set('x-weft-execution-id', executionId);
  if (!INERT.test(headers.get('content-type') ?? '')) headers.set('content-security-policy', 'sandbox');
  const empty = body === null || [204, 205, 304].includes(status);
  if (empty) return new Response(null, { status, headers });
  if (typeof body === 'string') return new Response(body, { status, headers });
  headers.set('content-length', String(body.size));
  return new Response(streamOf(body), { status, headers });
}
