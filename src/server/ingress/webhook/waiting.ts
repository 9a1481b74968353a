// Resume URLs of executions that wait for a call: one use each, found by the hash of their token.
import type { Item } from '~/engine/items';
import { AppError } from '~/lib/errors';
import type { HttpAnswer } from '~/nodes/contract';
import { errorResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import { sha256 } from '~/server/crypto/hash';
import { type IncomingFiles, storeFiles } from '~/server/execution/incoming-files';
import { clientOf } from '~/server/request';
import { parseBody, readBody } from '../body';
import { answerCaller } from './handler';
import { visibleHeaders, webhookItem } from './item';

const gone = () => new AppError('not_found', 'No execution waits here. It has gone on or ended.');

/** What waits behind the token of a resume URL. Throws `not_found`. */
export async function findWaiting(container: Container, url: URL) {
  const token = url.pathname.split('/')[2] ?? '';
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw gone();
  const waiting = await container.journalRepository.findWaiting(sha256(token));
  if (!waiting || waiting.wait.kind !== 'webhook') throw gone();
  return { ...waiting, wait: waiting.wait, hash: sha256(token) };
}

/** What a call brings to the step that waits. */
export interface Brought { item: Item; files: IncomingFiles }

/**
 * Takes the execution, with what the call brought: from here on a crash loses neither. Of two calls at the same moment
 * one wins. Throws `not_found` for the other.
 */
export async function takeWaiting(container: Container, { orgId, executionId, hash }: { orgId: string; executionId: string; hash: string }, { item, files }: Brought) {
  container.executor.requireRight(); // a process that may not execute must not take it from the one that does
  // Before it is taken: files of a call that comes second go with the execution, unseen.
  await storeFiles(container.journal, { orgId, executionId }, files);
  const open = await container.journalRepository.claimByResume(container.processId, hash, [item]);
  if (!open) throw gone();
  return open;
}

export async function handleResume(container: Container, request: Request): Promise<Response> {
  const client = clientOf(container, request.headers);
  try {
    const url = new URL(request.url);
    const waiting = await findWaiting(container, url);
    if (waiting.wait.form) throw gone();
    const method = waiting.wait.method || 'GET';
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: method } });
    if (request.method !== method) throw new AppError('invalid', `This execution waits for ${method}, not ${request.method}.`, { status: 405, details: { allow: method } });
    const suffix = (waiting.wait.suffix ?? '').replace(/^\/+|\/+$/g, '');
    if (url.pathname.split('/').slice(3).join('/').replace(/\/+$/, '') !== suffix) throw gone();
    const parsed = await parseBody(await readBody(request), request.headers.get('content-type'), { brackets: false });
    const workflow = await container.loader.load(waiting.orgId, waiting.versionId);
    const node = workflow.definition.nodes.find(candidate => candidate.id === waiting.nodeId);
    if (!node) throw gone();
    const brought = webhookItem({ headers: visibleHeaders(request.headers, null), params: {}, query: url.searchParams, parsed, url: `${container.env.url}${url.pathname}`, test: waiting.mode === 'manual', filePrefix: null });
    const open = await takeWaiting(container, waiting, brought);
    let onAnswer: (answer: HttpAnswer) => void = () => {};
    const answered = new Promise<HttpAnswer>(resolve => { onAnswer = resolve; });
    const finished = container.executor.goOn(open, onAnswer);
    finished.catch(error => container.log.error({ executionId: open.id, err: error }, 'resume failed'));
    return await answerCaller(container, open.orgId, node, { executionId: open.id, finished }, answered);
  } catch (error) {
    return errorResponse(container, error, client.requestId);
  }
}
