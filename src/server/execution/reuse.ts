// What an earlier execution leaves to go on from: its steps that still hold for the draft (engine.md 8.16).
import type { StepRecord } from '~/engine/execution';
import type { Item } from '~/engine/items';
import { andBehind, staleNodes } from '~/lib/stale';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Repositories } from '~/server/repositories/repositories';

export interface Reused {
  startNode: string;
  input: Item[][];
  recorded: StepRecord[];
  /** Whose files the recorded items refer to. */
  filesOf: string;
}

/** Whether another execution can go on from this step: it passed, or was let pass with its error. */
export const hasResult = (step: StepRecord): boolean => step.status === 'success' || step.status === 'skipped' || (step.status === 'failed' && step.outputs !== null);

/**
 * The steps of `executionId` that hold for the draft when `again` (a node id) and everything behind it are to run once
 * more. Null when nothing can be used: another workflow's execution, or a trigger that changed.
 */
export async function reusable(repositories: Repositories, orgId: string, workflowId: string, draft: WorkflowDefinition, executionId: string, again: string): Promise<Reused | null> {
  const earlier = await repositories.executions.get(orgId, executionId).catch(() => null);
  if (!earlier || earlier.workflowId !== workflowId) return null;
  const stale = new Set([...staleNodes(draft, earlier.definition), ...andBehind(draft, [again])]);
  const ids = new Map(draft.nodes.map(node => [node.name, node.id]));
  const holds = (name: string | undefined): boolean => {
    const id = name === undefined ? undefined : ids.get(name);
    return id !== undefined && !stale.has(id);
  };
  if (!holds(earlier.startNode)) return null;
  const steps = await repositories.executions.steps(orgId, executionId);
  // A call belongs to its root: without the root's result it says nothing.
  const recorded = steps.filter(step => hasResult(step) && holds(step.node) && (!step.call || holds(step.sources[0]?.node)));
  return { startNode: earlier.startNode, input: earlier.input, recorded, filesOf: executionId };
}
