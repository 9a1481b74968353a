// What the server says when it refuses: its code, sentence and details.
import { TRPCClientError } from '@trpc/client';
import { ERROR_CODES, type ErrorCode } from '~/lib/errors';
import { isPlainObject } from '~/lib/json';

export interface ApiError {
  code: ErrorCode;
  message: string;
  requestId?: string;
  details?: Record<string, unknown>;
}

/** The server's error, or null when it never answered (offline, timed out). */
export function apiError(error: unknown): ApiError | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  const inner = isPlainObject(data) ? data.error : undefined;
  if (!isPlainObject(inner) || !ERROR_CODES.includes(inner.code as ErrorCode)) return null;
  return {
    code: inner.code as ErrorCode,
    message: typeof inner.message === 'string' ? inner.message : error.message,
    requestId: typeof inner.requestId === 'string' ? inner.requestId : undefined,
    details: isPlainObject(inner.details) ? inner.details : undefined,
  };
}

export const errorCode = (error: unknown): ErrorCode | undefined => apiError(error)?.code;

/** A sentence for people. Without an answer from the server it says so. */
export function errorText(error: unknown): string {
  const known = apiError(error);
  if (known) return known.message;
  if (error instanceof TRPCClientError) return 'The server did not answer. Check the connection and try again.';
  return error instanceof Error ? error.message : String(error);
}
