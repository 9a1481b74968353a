// Resume URLs of executions that wait for a call: one use each.
import type { Item } from '~/engine/items';
import { AppError } from '~/lib/errors';
import { sleep } from '~/lib/sleep';
import type { ExecutionStatus } from '~/db/schema/executions';
import type { ExecutionMode, HttpAnswer, Wait } from '~/nodes/contract';
import { errorResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import { sha256 } from '~/server/crypto/hash';
import { type IncomingFiles, storeFiles } from '~/server/execution/incoming-files';
import { readResumeToken } from '~/server/execution/resume-token';
import type { ResumeClaim } from '~/server/repositories/journal';
import { clientOf } from '~/server/request';
import { parseBody, readBody } from '../body';
import { corsHeaders, withHeaders } from '../callers';
import { answerSettings } from './answer-settings';
import { answerCaller } from './handler';
import { visibleHeaders, webhookItem } from './item';

const gone = () => new AppError('not_found', 'No execution waits here.');
const over = () => new AppError('conflict', 'The execution does not wait for this call any more. It has gone on or ended.');

/** How long a call is held that comes before the execution has come to the step that waits for it. */
const HOLD_MS = 5000;
const LOOK_MS = 100;

export interface Waiting { orgId: string; executionId: string; versionId: string; mode: ExecutionMode; stepId: string; nodeId: string; key: string; wait: WebhookWait }
type WebhookWait = Extract<Wait, { kind: 'webhook' }>;

/**
 * The step that waits behind the token of a resume URL. Whoever was given the URL may call it before the execution waits: the
 * call is held for a while. `fits` chooses between steps that wait side by side. Throws `not_found`, and `conflict` when the
 * step is over or not reached yet.
 */
export async function findWaiting(container: Container, request: Request, fits: (wait: WebhookWait) => boolean = () => true): Promise<Waiting> {
  const token = new URL(request.url).pathname.split('/')[2] ?? '';
  const given = readResumeToken(container.keys, token);
  if (!given) throw gone();
  const key = sha256(token);
  for (const until = Date.now() + HOLD_MS; ;) {
    const found = await container.journalRepository.findResumable(given.executionId);
    if (!found) throw gone();
    const mine = found.waiting.flatMap(({ id, nodeId, wait }) => (wait.kind === 'webhook' && wait.key === key ? [{ stepId: id, nodeId, wait }] : []));
    const step = mine.find(({ wait }) => fits(wait)) ?? mine[0];
    if (step) return { ...step, orgId: found.orgId, executionId: found.executionId, versionId: found.versionId, mode: found.mode, key };
    // While it runs, another step with the same token may still be on record as waiting.
    if (!OPEN.has(found.status) || (found.status === 'waiting' && found.resumes > given.resumes)) throw over();
    const next = found.waiting.reduce((soonest, { wait }) => Math.min(soonest, wait.until ?? Number.POSITIVE_INFINITY), found.status === 'waiting' ? Number.POSITIVE_INFINITY : Date.now());
    if (next > until || Date.now() > until) throw new AppError('conflict', 'The execution has not come to the step that waits for this call. Call again later.', { details: { retryAfter: 5 } });
    await sleep(LOOK_MS, request.signal);
  }
}

const OPEN = new Set<ExecutionStatus>(['pending', 'running', 'waiting']);

/** What a call brings to the step that waits. */
export interface Brought { item: Item; files: IncomingFiles }

/**
 * Takes the execution, with what the call brought: from here on a crash loses neither. Of two calls at the same moment
 * one wins. Throws `conflict` for the other.
 */
export async function takeWaiting(container: Container, { orgId, ...claim }: { orgId: string } & ResumeClaim, { item, files }: Brought) {
  container.executor.requireRight(); // a process that may not execute must not take it from the one that does
  // Before it is taken: files of a call that comes second go with the execution, unseen.
  await storeFiles(container.journal, { orgId, executionId: claim.executionId }, files);
  const open = await container.journalRepository.claimByResume(container.processId, claim, [item]);
  if (!open) throw over();
  return open;
}

const trimmed = (path: string) => path.replace(/^\/+|\/+$/g, '');

export async function handleResume(container: Container, request: Request): Promise<Response> {
  const client = clientOf(container, request.headers);
  // The URL itself is the permission: a page of any origin may call it, as n8n lets it.
  const cors = corsHeaders('*', request.headers.get('origin'));
  try {
    const url = new URL(request.url);
    const suffix = trimmed(url.pathname.split('/').slice(3).join('/'));
    const asked = ({ form, suffix: wanted }: WebhookWait) => !form && trimmed(wanted ?? '') === suffix;
    const waiting = await findWaiting(container, request, wait => asked(wait) && (wait.method || 'GET') === request.method);
    if (!asked(waiting.wait)) throw gone();
    const method = waiting.wait.method || 'GET';
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: method, 'access-control-allow-methods': method, 'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '', ...cors } });
    if (request.method !== method) throw new AppError('invalid', `This execution waits for ${method}, not ${request.method}.`, { status: 405, details: { allow: method } });
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
    const answering = await answerSettings(container, workflow, node, brought.item);
    return withHeaders(await answerCaller(container, open.orgId, answering, { executionId: open.id, finished }, answered), cors);
  } catch (error) {
    return withHeaders(errorResponse(container, error, client.requestId), cors);
  }
}
