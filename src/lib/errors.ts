// The one error type that crosses layers. A code decides the HTTP status and the tRPC code (see STATUS).
export const ERROR_CODES = ['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'limited', 'unavailable', 'internal'] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status by error code. Total: a new code does not compile without a status. */
export const STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
  internal: 500,
};

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** Safe to show to the caller: field names, limits, ids. Never SQL, paths or secrets. */
  readonly details?: Record<string, unknown>;
  /** Set where the default status of the code is not the right one (413, 415, 405, 408 …). */
  readonly status?: number;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: Record<string, unknown>; status?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.status = options.status;
  }
}

/** True for an AppError of any bundle: server code is compiled twice (ingress and Next.js), so `instanceof` is not enough. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && typeof (error as AppError).code === 'string';
}

/** HTTP status for an AppError. */
export function httpStatus(error: AppError): number {
  return error.status ?? STATUS[error.code];
}

/** The text of anything thrown, cut to `max` characters; never throws itself. */
export function messageOf(error: unknown, max = 4096): string {
  let text: string;
  try {
    text = error instanceof Error ? error.message : String(error);
  } catch {
    text = 'unknown error';
  }
  return text.length > max ? `${text.slice(0, max)}…` : text;
}
