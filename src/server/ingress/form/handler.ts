// Forms, by their URLs: those that start a workflow, those an execution waits for, and the way through several pages.
import { AppError, httpStatus, isAppError } from '~/lib/errors';
import type { Container } from '~/server/container';
import { clientOf } from '~/server/request';
import { withSubmission } from './answers';
import { handleFlow, hasPages, leadToFlow, zoneOf } from './flow';
import { formPage, messagePage } from './page';
import { handleFormStart } from './start';
import { findWaiting, takeWaiting } from '../webhook/waiting';

export async function handleForm(container: Container, request: Request): Promise<Response> {
  try {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/form-waiting/')) return await handleWaitingForm(container, request);
    if (url.pathname.startsWith('/form-next/')) return await handleFlow(container, request, url);
    return await handleFormStart(container, request, url);
  } catch (error) {
    if (!isAppError(error)) container.log.error({ requestId: clientOf(container, request.headers).requestId, err: error }, 'form failed');
    const response = isAppError(error) ? messagePage(httpStatus(error), 'This form cannot be used', error.message) : messagePage(500, 'This form cannot be used', 'Weft could not do this because of an error on its side.');
    const { challenge, allow } = (isAppError(error) ? (error.details ?? {}) : {}) as { challenge?: unknown; allow?: unknown };
    if (typeof challenge === 'string') response.headers.set('www-authenticate', challenge);
    if (typeof allow === 'string') response.headers.set('allow', allow);
    return response;
  }
}

/** The form behind a resume URL, which a workflow may send to anybody. One use each. */
async function handleWaitingForm(container: Container, request: Request): Promise<Response> {
  const waiting = await findWaiting(container, request, ({ form }) => form !== undefined);
  const { wait } = waiting;
  if (!wait.form) throw new AppError('not_found', 'No form waits here.');
  if (request.method === 'GET') return formPage(wait.form, {}, new Map());
  if (request.method !== 'POST') throw new AppError('invalid', 'A form is opened or sent.', { status: 405, details: { allow: 'GET, POST' } });
  const { definition } = await container.loader.load(waiting.orgId, waiting.versionId);
  const how = { test: waiting.mode === 'manual', ...zoneOf(container, definition, waiting.nodeId) };
  const open = await withSubmission(container, request, wait.form, how, async sent => ('problems' in sent ? sent : takeWaiting(container, waiting, sent)));
  if ('problems' in open) return formPage(wait.form, open.sent, open.problems, 400);
  const work = container.executor.goOn(open);
  work.catch(error => container.log.error({ executionId: open.id, err: error }, 'resume failed'));
  return hasPages(definition) ? leadToFlow(container, open.id, work) : messagePage(200, 'Thank you', 'Your answers were received.');
}
