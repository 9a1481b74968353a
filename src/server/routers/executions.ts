// Executions: history, data of steps, retry, cancel, live events.
import { z } from 'zod';
import { EXECUTION_STATUSES } from '~/db/schema/executions';
import { AppError } from '~/lib/errors';
import type { ExecutionSummary, StepSummary } from '~/server/execution/live';
import { retryExecution } from '~/server/execution/manual-run';
import { pageInput } from '~/server/repositories/page';
import { allowed, router } from '~/server/trpc';
import { byId, idInput, searchInput } from './inputs';

const MAX_STREAMS = 50;
const streams = new Map<string, number>();

export const executionsRouter = router({
  list: allowed('execution:read')
    .input(z.strictObject({ ...pageInput, workflowId: idInput.optional(), status: z.array(z.enum(EXECUTION_STATUSES)).max(8).optional(), mode: z.enum(['manual', 'trigger', 'webhook', 'retry', 'integrated', 'error', 'chat']).optional(), from: z.iso.datetime().optional(), to: z.iso.datetime().optional(), search: searchInput.optional() }))
    .query(({ ctx, input }) => ctx.repositories.executions.list(ctx.orgId, { ...input, from: input.from ? new Date(input.from) : undefined, to: input.to ? new Date(input.to) : undefined })),

  get: allowed('execution:read').input(byId).query(({ ctx, input }) => ctx.repositories.executions.get(ctx.orgId, input.id)),

  stepData: allowed('execution:read')
    .input(z.strictObject({ executionId: idInput, stepId: idInput, side: z.enum(['input', 'output']), port: z.number().int().min(0).max(100).default(0), offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(100).default(50) }))
    .query(({ ctx, input }) => ctx.repositories.executions.stepData(ctx.orgId, input)),

  logs: allowed('execution:read').input(z.strictObject({ executionId: idInput })).query(({ ctx, input }) => ctx.repositories.executions.logs(ctx.orgId, input.executionId)),

  retry: allowed('workflow:run').input(z.strictObject({ id: idInput, version: z.enum(['original', 'current']).default('original'), from: z.enum(['start', 'failed']).default('start') })).mutation(async ({ ctx, input }) => {
    const { executionId } = await retryExecution({ ...ctx.container, timezone: ctx.container.env.timezone }, ctx.orgId, ctx.actor.userId, input);
    await ctx.audit({ action: 'execution.retried', target: input.id, details: { executionId } });
    return { executionId };
  }),

  cancel: allowed('execution:write').input(byId).mutation(async ({ ctx, input }) => {
    const asked = await ctx.repositories.executions.requestCancel(ctx.orgId, input.id);
    if (!asked) throw new AppError('conflict', 'This execution has ended already.');
    ctx.container.executor.abort(input.id);
    await ctx.audit({ action: 'execution.cancelled', target: input.id });
    return { ok: true as const };
  }),

  remove: allowed('execution:write').input(z.strictObject({ ids: z.array(idInput).min(1).max(100) })).mutation(async ({ ctx, input }) => {
    const removed = await ctx.repositories.executions.remove(ctx.orgId, input.ids);
    await ctx.audit({ action: 'execution.removed', target: input.ids.join(','), details: { removed } });
    return { removed };
  }),

  live: allowed('execution:read').input(z.strictObject({ workflowId: idInput.optional(), executionId: idInput.optional() })).subscription(async function* ({ ctx, input, signal }): AsyncGenerator<{ kind: 'execution'; execution: ExecutionSummary } | { kind: 'step'; executionId: string; step: StepSummary }> {
    const person = ctx.actor.userId;
    const open = streams.get(person) ?? 0;
    if (open >= MAX_STREAMS) throw new AppError('limited', `More than ${MAX_STREAMS} live views are open. Close some tabs.`, { details: { retryAfter: 10 } });
    streams.set(person, open + 1);
    try {
      for await (const event of ctx.container.live.watch({ orgId: ctx.orgId, ...input }, signal ?? new AbortController().signal)) {
        yield event.kind === 'execution' ? { kind: 'execution', execution: event.execution } : { kind: 'step', executionId: event.executionId, step: event.step };
      }
    } finally {
      const left = (streams.get(person) ?? 1) - 1;
      if (left > 0) streams.set(person, left);
      else streams.delete(person);
    }
  }),
});
