// Resume URLs of executions that wait for a call: one use each, found by the hash of their token.
import { AppError } from '~/lib/errors';
import { errorResponse, jsonResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import { sha256 } from '~/server/crypto/hash';
import { clientOf } from '~/server/request';
import { parseBody, readBody } from './body';
import { visibleHeaders, webhookItem } from './webhook-item';

export async function handleResume(container: Container, request: Request): Promise<Response> {
  const client = clientOf(container, request.headers);
  try {
    const url = new URL(request.url);
    const token = url.pathname.split('/')[2] ?? '';
    if (request.method === 'OPTIONS' || request.method === 'HEAD') return new Response(null, { status: 204 });
    if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw new AppError('not_found', 'No execution waits here.');
    const parsed = await parseBody(await readBody(request), request.headers.get('content-type'), false);
    const open = await container.journalRepository.claimByResume(container.processId, sha256(token));
    if (!open) throw new AppError('not_found', 'No execution waits here. It has gone on or ended.');
    const { item } = webhookItem({ headers: visibleHeaders(request.headers, null), params: {}, query: url.searchParams, parsed, url: `${container.env.url}${url.pathname}`, test: open.mode === 'manual', filePrefix: null });
    container.executor.goOn(open, { items: [item] }).catch(error => container.log.error({ executionId: open.id, err: error }, 'resume failed'));
    return jsonResponse({ message: 'The workflow goes on', executionId: open.id }, 200, { 'x-weft-execution-id': open.id });
  } catch (error) {
    return errorResponse(container, error, client.requestId);
  }
}
