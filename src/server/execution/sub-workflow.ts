// Workflows that start workflows: Execute Workflow, and the error workflow of one that failed.
import type { RunOutcome } from '~/engine/execution';
import type { Item } from '~/engine/items';
import { AppError, isAppError } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import { NodeError, type Tools } from '~/nodes/contract';
import type { OpenExecution } from '~/server/repositories/journal';
import type { Repositories } from '~/server/repositories/repositories';
import type { Executor } from './executor';
import type { LoadedWorkflow } from './loaded-workflow';

type Call = Parameters<Tools['workflow']>[0];

export function createSubWorkflows(repositories: Repositories) {
  let executor: Executor | null = null;

  async function versionOf(orgId: string, workflowId: string) {
    const workflow = await repositories.workflows.get(orgId, workflowId).catch(error => {
      if (isAppError(error)) throw new NodeError('The workflow to call does not exist', { description: `Id: ${workflowId.slice(0, 64)}` });
      throw error;
    });
    if (workflow.publishedVersionId) {
      const { id, definition } = await repositories.versions.get(orgId, workflow.publishedVersionId);
      return { versionId: id, definition, name: workflow.name };
    }
    const draft = await repositories.versions.snapshot(orgId, { workflowId, definition: workflow.definition, contentHash: workflow.contentHash, reason: 'run', authorId: null });
    return { versionId: draft.id, definition: workflow.definition, name: workflow.name };
  }

  return {
    use(made: Executor): void { executor = made; },

    /** Calls the live version (the draft where none is live) and returns the items of its last node. */
    async run(call: Call, parentId: string, depth: number, orgId: string): Promise<Item[]> {
      if (!executor) throw new AppError('internal', 'The executor is not ready');
      if (!call.workflowId) throw new NodeError('No workflow to call is chosen');
      const { versionId, definition, name } = await versionOf(orgId, call.workflowId);
      const trigger = definition.nodes.find(node => node.type === 'executeWorkflowTrigger' && !node.disabled);
      if (!trigger) throw new NodeError(`"${name}" has no "When called by another workflow" trigger`);
      const started = await executor.start({ orgId, workflowId: call.workflowId, versionId, mode: 'integrated', startNode: trigger.name, input: [call.items], parentId, depth });
      if (!call.wait) return call.items;
      const { outcome, lastItems } = await started.finished;
      if (outcome.status === 'success') return lastItems;
      const reason = outcome.status === 'error' ? outcome.error.message : `it ended as ${outcome.status}`;
      throw new NodeError(`"${name}" failed: ${reason}`, { description: `Execution ${started.executionId}` });
    },

    /** Starts the error workflow that the failed one names, unless it is itself an error run. */
    async runErrorWorkflow(open: OpenExecution, workflow: LoadedWorkflow, outcome: RunOutcome): Promise<void> {
      const target = workflow.definition.settings.errorWorkflowId;
      if (!target || !executor || open.mode === 'error' || outcome.status !== 'error') return;
      const found = await versionOf(open.orgId, target).catch(() => null);
      const trigger = found?.definition.nodes.find(node => node.type === 'errorTrigger' && !node.disabled);
      if (!found || !trigger) return;
      const json: JsonObject = {
        execution: { id: open.id, mode: open.mode, lastNodeExecuted: outcome.lastNode, error: { message: outcome.error.message, ...(outcome.error.description ? { description: outcome.error.description } : {}), ...(outcome.error.node ? { node: { name: outcome.error.node } } : {}) } },
        workflow: { id: open.workflowId, name: workflow.name },
      };
      await executor.start({ orgId: open.orgId, workflowId: target, versionId: found.versionId, mode: 'error', startNode: trigger.name, input: [[{ json }]], parentId: open.id });
    },
  };
}

