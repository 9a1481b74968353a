// How a run ended, as the execution's row says it; and whether such an execution is kept at all.
import type { RunOutcome } from '~/engine/execution';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Wait } from '~/nodes/contract';
import type { ExecutionChange, OpenExecution } from '~/server/repositories/journal';

export function changeOf(open: OpenExecution, outcome: RunOutcome): ExecutionChange {
  const base: ExecutionChange = { id: open.id, fence: open.fence, status: 'success', error: null, endedAt: Date.now(), lastNode: outcome.lastNode, waitUntil: null };
  switch (outcome.status) {
    case 'success': return base;
    case 'error': return { ...base, status: 'failed', error: outcome.error };
    case 'cancelled': return { ...base, status: 'cancelled' };
    case 'needs_attention': return { ...base, status: 'needs_attention', endedAt: null, error: { message: `The process ended while "${outcome.step.node}" was running. Whether it took effect is not known.`, node: outcome.step.node } };
    case 'waiting': return { ...base, status: 'waiting', endedAt: null, waitUntil: earliest(outcome.waiting.map(({ wait }) => wait)) };
  }
}

const earliest = (waits: Wait[]): number | null => {
  const times = waits.flatMap(wait => (wait.until === undefined ? [] : [wait.until]));
  return times.length > 0 ? Math.min(...times) : null;
};

/** The workflow's settings say that an execution that ended so is not kept. Those that people start by hand always are. */
export function isUnwanted({ mode }: OpenExecution, { settings }: WorkflowDefinition, status: ExecutionChange['status']): boolean {
  if (mode === 'manual') return false;
  return (status === 'success' && settings.saveDataSuccessExecution === 'none') || (status === 'failed' && settings.saveDataErrorExecution === 'none');
}
