// Forms of executions that wait for one: the page, its check, and going on with the answers. One use each.
import { isAppError } from '~/lib/errors';
import { isPlainObject, type JsonObject } from '~/lib/json';
import { AppError } from '~/lib/errors';
import { readAnswers } from '~/nodes/forms/page';
import type { Container } from '~/server/container';
import { clientOf } from '~/server/request';
import { parseBody, readBody } from './body';
import { formPage, messagePage } from './form-page';
import { findWaiting, takeWaiting } from './waiting';
import { webhookItem } from './webhook-item';

export async function handleForm(container: Container, request: Request): Promise<Response> {
  try {
    const url = new URL(request.url);
    const { wait, hash } = await findWaiting(container, url);
    if (!wait.form) throw new AppError('not_found', 'No form waits here.');
    if (request.method === 'GET') return formPage(wait.form, {}, new Map());
    if (request.method !== 'POST') throw new AppError('invalid', 'A form is opened or sent.', { status: 405, details: { allow: 'GET, POST' } });
    const parsed = await parseBody(await readBody(request), request.headers.get('content-type'), false);
    const sent = isPlainObject(parsed.body) ? (parsed.body as JsonObject) : {};
    const uploads = parsed.files.filter(file => file.bytes.length > 0);
    const read = readAnswers(wait.form, sent, new Set(uploads.map(file => file.field)));
    if ('problems' in read) return formPage(wait.form, sent, read.problems, 400);
    const open = await takeWaiting(container, hash);
    const { item, files } = webhookItem({ headers: {}, params: {}, query: new URLSearchParams(), parsed: { body: {}, files: uploads }, url: url.pathname, test: false, filePrefix: null });
    const json: JsonObject = { ...read.json, submittedAt: new Date().toISOString(), formMode: open.mode === 'manual' ? 'test' : 'production' };
    container.executor.goOn(open, { items: [{ json, ...(item.binary ? { binary: item.binary } : {}) }], files }).catch(error => container.log.error({ executionId: open.id, err: error }, 'resume failed'));
    return messagePage(200, 'Thank you', 'Your answers were received.');
  } catch (error) {
    if (!isAppError(error)) container.log.error({ requestId: clientOf(container, request.headers).requestId, err: error }, 'form failed');
    return isAppError(error) ? messagePage(error.status ?? 404, 'This form cannot be used', error.message) : messagePage(500, 'This form cannot be used', 'Weft could not do this because of an error on its side.');
  }
}
