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
  resumeHash: string | null;
  /** What the execution waits for, if it does. */
  wait: Wait | null;
}

export function createFormRepository(scope: Scope) {
  return {
    flow: (executionId: string): Promise<FormFlow | null> => scope.system(async tx => {
      const [row] = await tx.select({ orgId: executions.orgId, versionId: executions.versionId, status: executions.status, mode: executions.mode, startNode: executions.startNode, resumeHash: executions.resumeHash })
        .from(executions).where(eq(executions.id, executionId));
      if (!row) return null;
      const [step] = row.status === 'waiting' ? await tx.select({ wait: executionSteps.wait }).from(executionSteps).where(and(eq(executionSteps.executionId, executionId), eq(executionSteps.status, 'waiting'))).orderBy(desc(executionSteps.id)).limit(1) : [];
      return { ...row, wait: step?.wait ?? null };
    }),
  };
}
