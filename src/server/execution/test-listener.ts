// Test webhooks: while the editor listens, the test URLs of a workflow accept one call.
export interface Listening { orgId: string; workflowId: string; versionId: string; userId: string; until: number }

const LISTEN_MS = 120_000;

export function createTestListener() {
  const byWorkflow = new Map<string, Listening>();
  return {
    /** Arms the workflow for 120 s or one call. Returns until when, in milliseconds since 1970. */
    arm(listening: Omit<Listening, 'until'>): number {
      const until = Date.now() + LISTEN_MS;
      byWorkflow.set(listening.workflowId, { ...listening, until });
      return until;
    },
    disarm: (workflowId: string) => byWorkflow.delete(workflowId),
    /** The armed draft of a workflow, without using it up; null when nobody listens. */
    peek(workflowId: string): Listening | null {
      const found = byWorkflow.get(workflowId);
      if (found && found.until < Date.now()) byWorkflow.delete(workflowId);
      return found && found.until >= Date.now() ? found : null;
    },
  };
}

export type TestListener = ReturnType<typeof createTestListener>;
