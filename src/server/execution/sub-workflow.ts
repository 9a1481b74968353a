// Workflows that start workflows: Execute Workflow, and the error workflow of one that failed.
import type { RunOutcome } from '~/engine/execution';
import { fileIdsOf, type Item } from '~/engine/items';
import { AppError, isAppError } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { NodeError, Suspended, type Tools } from '~/nodes/contract';
import type { OpenExecution } from '~/server/repositories/journal';
import type { Repositories } from '~/server/repositories/repositories';
import { checkDefinition, refuseForeignCredentials } from '~/server/workflows/drafts';
import { extract } from '~/server/workflows/extract';
import { readFile } from '~/server/workflows/files';
import type { Executor } from './executor';
import type { LoadedWorkflow } from './loaded-workflow';

type Call = Parameters<Tools['workflow']>[0];

/** The execution that calls. */
interface Parent { orgId: string; executionId: string; workflowId: string; depth: number }

type CalledExecution = NonNullable<Awaited<ReturnType<Repositories['executions']['called']>>>;

/** How often a caller looks by itself whether a workflow that waits has ended; it is also told. */
const LOOK_AGAIN_MS = 15_000;

/** Throws what a caller's step is to do about a called execution that has no result. */
function refuse(status: string, message: string | null, name: string, executionId: string): never {
  if (status === 'waiting' || status === 'running' || status === 'pending' || status === 'paused') throw new Suspended({ kind: 'workflow', executionId, until: Date.now() + LOOK_AGAIN_MS });
  throw new NodeError(message ?? `"${name}" ended as ${status}`, { description: `"${name}" failed: execution ${executionId}` });
}

/** A workflow that is not stored: from a parameter or a URL. */
async function inlineWorkflow(repositories: Repositories, orgId: string, value: JsonObject): Promise<{ name: string; definition: WorkflowDefinition }> {
  try {
    const [workflow] = readFile(JSON.stringify(value));
    if (!workflow) throw new NodeError('There is no workflow in it');
    const definition = checkDefinition(workflow.definition);
    await refuseForeignCredentials(repositories, orgId, definition);
    return { name: workflow.name, definition };
  } catch (error) {
    throw isAppError(error) ? new NodeError(`The workflow to call cannot be used: ${error.message}`) : error;
  }
}

export function createSubWorkflows(repositories: Repositories, address: string) {
  let executor: Executor | null = null;

  /** Files lie with the execution that made them: the caller gets its own. */
  async function brought(items: Item[], executionId: string, { orgId, executionId: parentId }: Parent): Promise<Item[]> {
    await repositories.executionFiles.copy(orgId, executionId, parentId, fileIdsOf([items]));
    return items;
  }

  async function resultOf({ id, status, error, lastNode, workflowName }: CalledExecution, parent: Parent): Promise<Item[]> {
    if (status !== 'success') return refuse(status, error?.message ?? null, workflowName, id);
    const last = (await repositories.executions.steps(parent.orgId, id)).filter(step => step.node === lastNode && step.outputs && !step.call).at(-1);
    return brought(last?.outputs?.find(items => items.length > 0) ?? [], id, parent);
  }

  async function targetOf(call: Call, { orgId, workflowId }: Parent): Promise<{ workflowId: string; versionId: string; definition: WorkflowDefinition; name: string }> {
    if (call.workflowId) return { workflowId: call.workflowId, ...(await versionOf(orgId, call.workflowId)) };
    if (!call.definition) throw new NodeError('No workflow to call is chosen');
    const { name, definition } = await inlineWorkflow(repositories, orgId, call.definition);
    // It has no place of its own: the caller's history is where a person looks for it.
    const version = await repositories.versions.snapshot(orgId, { workflowId, definition, contentHash: extract(definition).contentHash, reason: 'run', authorId: null });
    return { workflowId, versionId: version.id, definition, name };
  }

  async function versionOf(orgId: string, workflowId: string) {
    const workflow = await repositories.workflows.get(orgId, workflowId).catch(error => {
      if (isAppError(error)) throw new NodeError('The workflow to call does not exist', { description: `Its id is ${workflowId.slice(0, 64)}, and no workflow here has it. Import that workflow and choose it here.` });
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

    /**
     * Calls the live version (the draft where none is live), or the definition that is handed in, and returns the items
     * of its last node. A call of this key that was made before is not made again.
     */
    async run(call: Call, parent: Parent): Promise<Item[]> {
      if (!executor) throw new AppError('internal', 'The executor is not ready');
      const { orgId, executionId: parentId } = parent;
      const known = await repositories.executions.called(orgId, parentId, call.key);
      if (known) return call.wait ? resultOf(known, parent) : call.items;
      const { workflowId, versionId, definition, name } = await targetOf(call, parent);
      if (definition.settings.imported?.callerPolicy === 'none') throw new NodeError(`"${name}" does not let other workflows call it`);
      const trigger = definition.nodes.find(node => node.type === 'executeWorkflowTrigger' && !node.disabled);
      if (!trigger) throw new NodeError(`"${name}" has no "When called by another workflow" trigger`);
      const { executionId, finished } = await executor.start({ orgId, workflowId, versionId, mode: 'integrated', startNode: trigger.name, input: [call.items], parentId, callKey: call.key, depth: parent.depth + 1, filesOf: parentId });
      if (!call.wait) return call.items;
      const { outcome, lastItems } = await finished;
      if (outcome.status === 'success') return brought(lastItems, executionId, parent);
      return refuse(outcome.status === 'error' ? 'failed' : outcome.status, outcome.status === 'error' ? outcome.error.message : null, name, executionId);
    },

    /** Starts the error workflow that the failed one names, unless it is itself an error run. */
    async runErrorWorkflow(open: OpenExecution, workflow: LoadedWorkflow, outcome: RunOutcome): Promise<void> {
      const target = workflow.definition.settings.errorWorkflowId;
      if (!target || !executor || open.mode === 'error' || outcome.status !== 'error') return;
      const found = await versionOf(open.orgId, target).catch(() => null);
      const trigger = found?.definition.nodes.find(node => node.type === 'errorTrigger' && !node.disabled);
      if (!found || !trigger) return;
      const json: JsonObject = {
        execution: { id: open.id, url: `${address}/executions/${open.id}`, mode: open.mode, lastNodeExecuted: outcome.lastNode, error: { message: outcome.error.message, ...(outcome.error.description ? { description: outcome.error.description } : {}), ...(outcome.error.node ? { node: { name: outcome.error.node } } : {}) } },
        workflow: { id: open.workflowId, name: workflow.name },
      };
      await executor.start({ orgId: open.orgId, workflowId: target, versionId: found.versionId, mode: 'error', startNode: trigger.name, input: [[{ json }]], parentId: open.id });
    },
  };
}

