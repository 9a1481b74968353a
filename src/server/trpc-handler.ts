// tRPC over HTTP: refuses what a browser page of another origin could send, then hands on to the router.
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { newId } from '~/lib/ids';
import { AppError } from '~/lib/errors';
import { actorOfCookie } from './auth/session';
import { errorResponse } from './answers';
import { getContainer } from './container';
import { clientOf } from './request';
import { appRouter } from './router';
import type { Context } from './trpc';

const MAX_BATCH = 20;

export async function handleTrpc(request: Request): Promise<Response> {
  const container = await getContainer();
  const client = clientOf(container, request.headers);
  try {
    refuseForeign(request);
    const actor = await actorOfCookie(container, request.headers.get('cookie'));
    return await fetchRequestHandler<typeof appRouter>({
      endpoint: '/api/trpc', req: request, router: appRouter, maxBatchSize: MAX_BATCH,
      createContext: (): Context => ({ container, actor, ip: client.ip, requestId: client.requestId || newId() }),
      responseMeta: () => ({ headers: new Headers({ 'cache-control': 'private, no-store' }) }),
    });
  } catch (error) {
    return errorResponse(container, error, client.requestId);
  }
}

/** Cross-site requests: wrong content types and foreign origins (security.md B12, T15). */
function refuseForeign(request: Request): void {
  const url = new URL(request.url);
  const procedures = decodeURIComponent(url.pathname.replace(/^\/api\/trpc\/?/, '')).split(',');
  if (procedures.length > MAX_BATCH) throw new AppError('invalid', `More than ${MAX_BATCH} calls in one request.`);
  if (request.method === 'GET') return;
  if (request.method !== 'POST') throw new AppError('invalid', `${request.method} is not allowed here.`, { status: 405 });
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new AppError('invalid', 'The content type must be application/json.', { status: 415 });
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') throw new AppError('forbidden', 'Requests from other sites are refused.');
  const origin = request.headers.get('origin');
  if (origin && new URL(origin).host !== (request.headers.get('host') ?? url.host)) throw new AppError('forbidden', 'Requests from other origins are refused.');
}
