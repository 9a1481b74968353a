// HTTP answers of the server itself: JSON, and errors in the one shape that leaves it.
import type { Logger } from 'pino';
import { AppError, httpStatus, isAppError } from '~/lib/errors';

export function jsonResponse(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers } });
}

/** `{ error: { code, message, requestId } }`; anything but an AppError is logged and answered as `internal`. */
export function errorResponse(container: { log: Logger }, error: unknown, requestId: string): Response {
  if (!isAppError(error)) container.log.error({ requestId, err: error }, 'request failed');
  const known = isAppError(error) ? error : new AppError('internal', 'Weft could not do this because of an error on its side. It is in the log under the request id.');
  const retryAfter = known.details?.retryAfter;
  const headers: Record<string, string> = {};
  if (known.code === 'limited' || known.code === 'unavailable') headers['retry-after'] = String(retryAfter ?? 5);
  if (typeof known.details?.allow === 'string') headers.allow = known.details.allow;
  return jsonResponse({ error: { code: typeof known.details?.reason === 'string' ? known.details.reason : known.code, message: known.message, ...(Array.isArray(known.details?.problems) ? { problems: known.details.problems } : {}), requestId } }, httpStatus(known), headers);
}
