// tRPC: context, error shape, and the three kinds of procedures: open, signed in, allowed by a permission.
import { initTRPC, TRPCError } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import { ZodError } from 'zod';
import { AppError, type ErrorCode, isAppError } from '~/lib/errors';
import { fieldPath, inputError, speakInWords } from '~/lib/input-words';
import { type Actor, auditActor, requirePermission } from './auth/actor';
import type { Permission } from './auth/permissions';
import type { Container } from './container';
import type { AuditEntry } from './repositories/audit';
import type { RepositoryBundle } from './repositories/repositories';

export interface Context {
  container: Container;
  actor: Actor | null;
  ip: string;
  requestId: string;
}

/** What the role matrix test reads of a procedure. */
export interface ProcedureMeta { access: 'public' | 'signedIn' | Permission }

const TRPC_CODE: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  invalid: 'BAD_REQUEST', unauthenticated: 'UNAUTHORIZED', forbidden: 'FORBIDDEN', not_found: 'NOT_FOUND', conflict: 'CONFLICT', limited: 'TOO_MANY_REQUESTS', unavailable: 'SERVICE_UNAVAILABLE', internal: 'INTERNAL_SERVER_ERROR',
};

const CODE_OF_TRPC: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  BAD_REQUEST: 'invalid', PARSE_ERROR: 'invalid', UNSUPPORTED_MEDIA_TYPE: 'invalid', METHOD_NOT_SUPPORTED: 'invalid', PAYLOAD_TOO_LARGE: 'invalid', UNAUTHORIZED: 'unauthenticated', FORBIDDEN: 'forbidden', NOT_FOUND: 'not_found', CONFLICT: 'conflict', TOO_MANY_REQUESTS: 'limited', SERVICE_UNAVAILABLE: 'unavailable',
};

speakInWords();

const t = initTRPC.context<Context>().meta<ProcedureMeta>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter({ shape, error, ctx }) {
    const cause = error.cause;
    const requestId = ctx?.requestId ?? '';
    const answer = isAppError(cause) ? { code: cause.code, message: cause.message, ...(cause.details ? { details: cause.details } : {}) }
      : cause instanceof ZodError ? { code: 'invalid' as const, message: inputError(cause), details: { issues: cause.issues.slice(0, 20).map(issue => ({ path: fieldPath(issue.path), message: issue.message })) } }
      : { code: CODE_OF_TRPC[error.code] ?? ('internal' as const), message: CODE_OF_TRPC[error.code] ? error.message : 'Weft could not do this because of an error on its side. It is in the log under the request id.' };
    // No stack, no SQL, no cause: only what an AppError says of itself.
    return { message: answer.message, code: shape.code, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, error: { ...answer, requestId } } };
  },
});

const guarded = t.procedure.use(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (isAppError(cause)) throw new TRPCError({ code: TRPC_CODE[cause.code], message: cause.message, cause });
  if (result.error.code === 'INTERNAL_SERVER_ERROR') ctx.container.log.error({ requestId: ctx.requestId, path, err: cause ?? result.error }, 'procedure failed');
  return result;
});

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

export const publicProcedure = guarded.meta({ access: 'public' });

const signedIn = guarded.use(({ ctx, next }) => {
  if (!ctx.actor) throw new AppError('unauthenticated', 'Sign in first.');
  const { actor, container } = ctx;
  const orgId = actor.orgId;
  return next({
    ctx: {
      ...ctx, actor, orgId, repositories: container.repositories,
      /** Writes the entry to the audit log, in the transaction of `repositories` when given. */
      audit: (entry: Omit<AuditEntry, 'actor' | 'ip' | 'requestId'>, repositories: RepositoryBundle = container.repositories) =>
        repositories.audit.record(orgId, { ...entry, actor: auditActor(actor), ip: ctx.ip, requestId: ctx.requestId }),
    },
  });
});

export const signedInProcedure = signedIn.meta({ access: 'signedIn' });

/** A procedure for roles that have the permission. */
export const allowed = (permission: Permission) => signedIn.meta({ access: permission }).use(({ ctx, next }) => {
  requirePermission(ctx.actor, permission);
  return next();
});
