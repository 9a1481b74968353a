// /api/v1/executions
import { z } from 'zod';
import { EXECUTION_STATUSES } from '~/db/schema/executions';
import { AppError } from '~/lib/errors';
import { downloadOf } from '~/server/download';
import { retryExecution } from '~/server/execution/manual-run';
import { endpoint } from './endpoint';
import { execution, executionSummary, idParams, none, ok, pageOf, pageQuery } from './shapes';

const statuses = z.string().transform(text => text.split(',')).pipe(z.array(z.enum(EXECUTION_STATUSES)));

export const executionEndpoints = [
  endpoint({
    method: 'GET', path: '/executions', summary: 'List executions, newest first', permission: 'execution:read', params: none, response: pageOf(executionSummary),
    query: z.strictObject({ ...pageQuery, workflowId: z.uuid('is not an id').optional(), status: statuses.optional(), from: z.iso.datetime({ offset: true }).optional(), to: z.iso.datetime({ offset: true }).optional() }),
    handle: async ({ container, actor, query }) => {
      const page = await container.repositories.executions.list(actor.orgId, { ...query, from: query.from ? new Date(query.from) : undefined, to: query.to ? new Date(query.to) : undefined });
      return { items: page.items.map(({ workflowName: _n, versionNumber: _v, createdAt: _c, retryOf: _r, ...item }) => item), nextCursor: page.nextCursor };
    },
  }),
  endpoint({
    method: 'GET', path: '/executions/{id}', summary: 'Get an execution with its steps and their data', permission: 'execution:read', params: idParams, query: none, response: execution,
    handle: async ({ container, actor, params }) => {
      const row = await container.repositories.executions.get(actor.orgId, params.id);
      const steps = await container.repositories.executions.steps(actor.orgId, params.id);
      return {
        id: row.id, workflowId: row.workflowId, versionId: row.versionId, status: row.status, mode: row.mode, startedAt: row.startedAt, endedAt: row.endedAt, durationMs: row.durationMs, error: row.error, input: row.input,
        steps: steps.map(step => ({ node: step.node, type: step.type, runIndex: step.runIndex, attempt: step.attempt, status: step.status, startedAt: new Date(step.startedAt), endedAt: step.endedAt === null ? null : new Date(step.endedAt), error: step.error, outputs: step.outputs })),
      };
    },
  }),
  endpoint({
    method: 'GET', path: '/executions/{id}/files/{fileId}', summary: 'Download a file of an item (`binary.<name>.id`)', permission: 'execution:read', params: z.strictObject({ id: z.uuid('is not an id'), fileId: z.uuid('is not an id') }), query: none, response: 'file',
    handle: async ({ container, actor, params }) => {
      const file = await container.repositories.executionFiles.open(actor.orgId, params.id, params.fileId);
      return downloadOf(file, file.fileName ?? 'file');
    },
  }),
  endpoint({
    method: 'POST', path: '/executions/{id}/retry', summary: 'Run an ended execution again', permission: 'workflow:run', status: 202, params: idParams, query: none, body: z.strictObject({ version: z.enum(['original', 'current']).default('original'), from: z.enum(['start', 'failed']).default('start') }), response: z.object({ executionId: z.uuid() }),
    handle: async call => {
      const { executionId } = await retryExecution({ ...call.container, timezone: call.container.env.timezone }, call.actor.orgId, call.actor.userId, { id: call.params.id, ...call.body });
      await call.audit('execution.retried', call.params.id, { executionId });
      return { executionId };
    },
  }),
  endpoint({
    method: 'POST', path: '/executions/{id}/cancel', summary: 'Cancel an open execution', permission: 'execution:write', params: idParams, query: none, body: none, response: ok,
    handle: async call => {
      if (!(await call.container.repositories.executions.requestCancel(call.actor.orgId, call.params.id))) throw new AppError('conflict', 'This execution has ended already.');
      call.container.executor.abort(call.params.id);
      await call.audit('execution.cancelled', call.params.id);
      return { ok: true };
    },
  }),
];
