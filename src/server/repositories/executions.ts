// Executions as people read them: lists, one execution with its steps, a page of a step's data. Writing is the journal's.
import { and, asc, desc, eq, gte, inArray, lt, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Scope } from '~/db/client';
import { executionLogs, executionPayloads, executions, executionSteps, type ExecutionStatus } from '~/db/schema/executions';
import { workflows, workflowVersions } from '~/db/schema/workflows';
import type { StepRecord } from '~/engine/execution';
import type { Item } from '~/engine/items';
import { AppError } from '~/lib/errors';
import { idFloor, isId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { ExecutionMode } from '~/nodes/contract';
import { decodeCursor, encodeCursor, escapeLike, toPage } from './page';

export interface ExecutionQuery {
  workflowId?: string;
  status?: ExecutionStatus[];
  mode?: ExecutionMode;
  from?: Date;
  to?: Date;
  search?: string;
  limit: number;
  cursor?: string | null;
}

const missing = () => new AppError('not_found', 'This execution does not exist.');

const listed = {
  id: executions.id, workflowId: executions.workflowId, workflowName: workflows.name, versionId: executions.versionId, versionNumber: workflowVersions.number,
  status: executions.status, mode: executions.mode, createdAt: executions.createdAt, startedAt: executions.startedAt, endedAt: executions.endedAt,
  durationMs: executions.durationMs, error: executions.error, retryOf: executions.retryOf,
};

const summary = {
  id: executionSteps.id, nodeId: executionSteps.nodeId, node: executionSteps.node, type: executionSteps.type, runIndex: executionSteps.runIndex, attempt: executionSteps.attempt,
  status: executionSteps.status, startedAt: executionSteps.startedAt, endedAt: executionSteps.endedAt, error: executionSteps.error, itemCounts: executionSteps.itemCounts, sources: executionSteps.sources, hints: executionSteps.hints,
};

export function createExecutionRepository(scope: Scope) {
  const mine = (orgId: string, id: string) => and(eq(executions.orgId, orgId), eq(executions.id, id));

  async function outputsOf(orgId: string, executionId: string, stepIds: string[]): Promise<Map<string, Item[][]>> {
    if (stepIds.length === 0) return new Map();
    return scope.org(orgId, async tx => {
      const steps = await tx.select({ id: executionSteps.id, outputs: executionSteps.outputs, bytes: executionSteps.outputBytes }).from(executionSteps)
        .where(and(eq(executionSteps.orgId, orgId), eq(executionSteps.executionId, executionId), inArray(executionSteps.id, stepIds)));
      const found = new Map<string, Item[][]>();
      const apart = steps.filter(step => step.outputs === null && step.bytes > 0).map(step => step.id);
      const payloads = apart.length === 0 ? [] : await tx.select({ id: executionPayloads.id, bytes: executionPayloads.bytes }).from(executionPayloads)
        .where(and(eq(executionPayloads.orgId, orgId), eq(executionPayloads.executionId, executionId), inArray(executionPayloads.id, apart)));
      for (const payload of payloads) found.set(payload.id, JSON.parse(Buffer.from(payload.bytes).toString('utf8')) as Item[][]);
      for (const step of steps) if (step.outputs) found.set(step.id, step.outputs);
      return found;
    });
  }

  return {
    list: (orgId: string, query: ExecutionQuery) => scope.org(orgId, async tx => {
      const where: (SQL | undefined)[] = [eq(executions.orgId, orgId)];
      if (query.workflowId) where.push(eq(executions.workflowId, query.workflowId));
      if (query.status?.length) where.push(inArray(executions.status, query.status));
      if (query.mode) where.push(eq(executions.mode, query.mode));
      // The id holds the time of creation: the range of ids is the range of time, and it prunes partitions.
      if (query.from) where.push(gte(executions.id, idFloor(query.from.getTime())));
      if (query.to) where.push(lte(executions.id, idFloor(query.to.getTime() + 1)));
      if (query.search) where.push(isId(query.search) ? eq(executions.id, query.search) : sql`(${workflows.name} ilike ${`%${escapeLike(query.search)}%`} or ${executions.error}->>'message' ilike ${`%${escapeLike(query.search)}%`})`);
      if (query.cursor) where.push(lt(executions.id, decodeCursor(query.cursor).id));
      const rows = await tx.select(listed).from(executions)
        .innerJoin(workflows, eq(workflows.id, executions.workflowId)).leftJoin(workflowVersions, eq(workflowVersions.id, executions.versionId))
        .where(and(...where)).orderBy(desc(executions.id)).limit(query.limit + 1);
      return toPage(rows, query.limit, row => encodeCursor('', row.id));
    }),

    get: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ ...listed, definition: workflowVersions.definition, input: executions.input, startNode: executions.startNode, destination: executions.destination, parentId: executions.parentId })
        .from(executions).innerJoin(workflows, eq(workflows.id, executions.workflowId)).innerJoin(workflowVersions, eq(workflowVersions.id, executions.versionId)).where(mine(orgId, id));
      if (!row) throw missing();
      const steps = await tx.select(summary).from(executionSteps).where(and(eq(executionSteps.orgId, orgId), eq(executionSteps.executionId, id))).orderBy(asc(executionSteps.id));
      return { ...row, steps };
    }),

    /** One page of what a step gave, or of what it got: that is read from the steps it came from. */
    stepData: async (orgId: string, query: { executionId: string; stepId: string; side: 'input' | 'output'; port: number; offset: number; limit: number }) => {
      const step = await scope.org(orgId, async (tx): Promise<{ id: string; port: number } | { input: JsonObject } | null> => {
        const [row] = await tx.select({ id: executionSteps.id, sources: executionSteps.sources, call: executionSteps.call }).from(executionSteps).where(and(eq(executionSteps.orgId, orgId), eq(executionSteps.executionId, query.executionId), eq(executionSteps.id, query.stepId)));
        if (!row) throw missing();
        if (query.side === 'output') return { id: row.id, port: query.port };
        if (row.call) return { input: row.call.input };
        const source = row.sources[query.port];
        if (!source) return null;
        const previous = alias(executionSteps, 'previous');
        const [from] = await tx.select({ id: previous.id }).from(previous)
          .where(and(eq(previous.orgId, orgId), eq(previous.executionId, query.executionId), eq(previous.node, source.node), eq(previous.runIndex, source.runIndex)))
          .orderBy(desc(previous.attempt)).limit(1);
        return from ? { id: from.id, port: source.output } : null;
      });
      if (!step) return { total: 0, offset: query.offset, items: [] as Item[], truncated: false };
      const items: Item[] = 'input' in step ? [{ json: step.input }] : (await outputsOf(orgId, query.executionId, [step.id])).get(step.id)?.[step.port] ?? [];
      return { total: items.length, offset: query.offset, items: items.slice(query.offset, query.offset + query.limit), truncated: query.offset + query.limit < items.length };
    },

    /** All steps with their outputs: for the API and for continuing an execution. */
    steps: async (orgId: string, executionId: string): Promise<StepRecord[]> => {
      const rows = await scope.org(orgId, tx => tx.select().from(executionSteps).where(and(eq(executionSteps.orgId, orgId), eq(executionSteps.executionId, executionId))).orderBy(asc(executionSteps.id)));
      const outputs = await outputsOf(orgId, executionId, rows.map(row => row.id));
      return rows.map(row => ({
        id: row.id, nodeId: row.nodeId, node: row.node, type: row.type, runIndex: row.runIndex, attempt: row.attempt, status: row.status, effect: row.effect, sources: row.sources,
        outputs: outputs.get(row.id) ?? null, error: row.error, startedAt: row.startedAt.getTime(), endedAt: row.endedAt?.getTime() ?? null, hints: row.hints,
        ...(row.state ? { state: row.state } : {}), ...(row.wait ? { wait: row.wait } : {}), ...(row.answer ? { answer: row.answer } : {}), ...(row.idempotencyKey ? { idempotencyKey: row.idempotencyKey } : {}), ...(row.call ? { call: row.call } : {}),
      }));
    },

    logs: (orgId: string, executionId: string) => scope.org(orgId, tx => tx
      .select({ id: executionLogs.id, at: executionLogs.at, level: executionLogs.level, node: executionLogs.node, message: executionLogs.message, data: executionLogs.data })
      .from(executionLogs).where(and(eq(executionLogs.orgId, orgId), eq(executionLogs.executionId, executionId))).orderBy(asc(executionLogs.id)).limit(1000)),

    /** The execution that answers a call of its parent, if that call was made before. */
    called: (orgId: string, parentId: string, callKey: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ id: executions.id, status: executions.status, error: executions.error, lastNode: executions.lastNode, workflowName: workflows.name })
        .from(executions).innerJoin(workflows, eq(workflows.id, executions.workflowId))
        .where(and(eq(executions.orgId, orgId), eq(executions.parentId, parentId), eq(executions.callKey, callKey))).orderBy(desc(executions.id)).limit(1);
      return row ?? null;
    }),

    /** Marks it so that whoever runs it stops; false when it has ended already. */
    requestCancel: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ status: executions.status }).from(executions).where(mine(orgId, id));
      if (!row) throw missing();
      const rows = await tx.update(executions).set({ cancelRequestedAt: new Date() }).where(and(mine(orgId, id), inArray(executions.status, ['pending', 'running', 'waiting', 'paused', 'needs_attention']))).returning({ id: executions.id });
      return rows.length > 0;
    }),

    /** Workflows that this execution called and that have not ended. */
    requestCancelOfChildren: (orgId: string, id: string) => scope.org(orgId, tx => tx.update(executions).set({ cancelRequestedAt: new Date() })
      .where(and(eq(executions.orgId, orgId), eq(executions.parentId, id), inArray(executions.status, ['pending', 'running', 'waiting', 'paused']))).then(() => undefined)),

    /** Removes ended executions with all their data; open ones are left. */
    remove: (orgId: string, ids: string[]) => scope.org(orgId, async tx => {
      const rows = await tx.delete(executions).where(and(eq(executions.orgId, orgId), inArray(executions.id, ids), inArray(executions.status, ['success', 'failed', 'cancelled']))).returning({ id: executions.id });
      return rows.length;
    }),
  };
}
