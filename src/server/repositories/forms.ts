// Where an execution stands for the person who sent its form. Over all organizations: the URL's key is the permission.
import { and, desc, eq } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { type ExecutionStatus, executionSteps, executions } from '~/db/schema/executions';
import type { ExecutionMode, Wait } from '~/nodes/contract';

export interface FormFlow {
  orgId: string;
  versionId: string;
  status: ExecutionStatus;
  mode: ExecutionMode;
  startNode: string;
  /** The step that the execution waits for, if it does. */
  waiting: { id: string; nodeId: string; wait: Wait | null } | null;
}

export function createFormRepository(scope: Scope) {
  return {
    flow: (executionId: string): Promise<FormFlow | null> => scope.system(async tx => {
      const [row] = await tx.select({ orgId: executions.orgId, versionId: executions.versionId, status: executions.status, mode: executions.mode, startNode: executions.startNode })
        .from(executions).where(eq(executions.id, executionId));
      if (!row) return null;
      const [step] = row.status === 'waiting' ? await tx.select({ id: executionSteps.id, nodeId: executionSteps.nodeId, wait: executionSteps.wait }).from(executionSteps).where(and(eq(executionSteps.executionId, executionId), eq(executionSteps.status, 'waiting'))).orderBy(desc(executionSteps.id)).limit(1) : [];
      return { ...row, waiting: step ?? null };
    }),
  };
}
