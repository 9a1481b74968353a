// Who may run now: so many executions in the process, and of one workflow no more than its settings allow.
import type { ExecutionMode } from '~/nodes/contract';
import { createGate } from './gate';

export interface Applicant { workflowId: string; mode: ExecutionMode; /** Executions of this workflow at once; absent means no limit. */ limit?: number }

/** A person waits for a manual run and a caller for a sub-workflow: neither stands in the workflow's own queue. */
const UNLIMITED = new Set<ExecutionMode>(['manual', 'integrated', 'error']);

export function createAdmission(places: number) {
  const process = createGate(places);
  const workflows = new Map<string, ReturnType<typeof createGate>>();

  function own({ workflowId, mode, limit }: Applicant): ReturnType<typeof createGate> | null {
    if (limit === undefined || UNLIMITED.has(mode)) return null;
    const gate = workflows.get(workflowId) ?? createGate(limit);
    gate.resize(limit);
    workflows.set(workflowId, gate);
    return gate;
  }

  return {
    free: process.free,
    /** Enters if there is room at once. */
    tryEnter(who: Applicant): boolean {
      const gate = own(who);
      if (gate && !gate.tryEnter()) return false;
      if (process.tryEnter()) return true;
      gate?.leave();
      return false;
    },
    /** Waits for its workflow's turn first, so that it takes no place in the process meanwhile. */
    async enter(who: Applicant): Promise<void> {
      await own(who)?.enter();
      await process.enter();
    },
    leave({ workflowId, mode, limit }: Applicant): void {
      process.leave();
      if (limit === undefined || UNLIMITED.has(mode)) return;
      const gate = workflows.get(workflowId);
      gate?.leave();
      if (gate?.idle()) workflows.delete(workflowId);
    },
  };
}
