// Runs that people start: a draft by hand, a retry of an earlier execution.
import { type Item, toItems } from '~/engine/items';
import { AppError, messageOf } from '~/lib/errors';
import type { Json } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { scheduleItem } from '~/nodes/schedule-trigger/item';
import type { Repositories } from '~/server/repositories/repositories';
import { definitionOf } from '~/server/workflows/extract';
import type { Executor, Started } from './executor';
import type { Polled, PollRequest } from './poll';
import { hasResult, reusable } from './reuse';

interface Services { repositories: Repositories; executor: Executor; timezone: string; poll(request: PollRequest): Promise<Polled> }

export interface ManualRun {
  id: string;
  /** Node ids: the trigger to start from; the last step to run; the first step to run again with what is before it kept. */
  startNode?: string;
  destination?: string;
  from?: string;
  /** An earlier execution whose results are kept where they still hold. */
  reuse?: string;
  items?: Json[];
}

/** Runs the draft as it is stored, with its pinned data: all of it, up to one step, or from one step on. */
export async function runDraft(services: Services, orgId: string, userId: string, request: ManualRun): Promise<Started> {
  const draft = await services.repositories.workflows.get(orgId, request.id);
  const destination = nameOf(draft.definition, request.destination, 'destination');
  nameOf(draft.definition, request.from, 'from');
  const again = request.from ?? request.destination;
  const kept = request.reuse && again && !request.items ? await reusable(services.repositories, orgId, draft.id, draft.definition, request.reuse, again) : null;
  const { startNode, input, ...rest } = kept ?? (await fresh(services, orgId, draft, request));
  const version = await services.repositories.versions.snapshot(orgId, { workflowId: draft.id, definition: draft.definition, contentHash: draft.contentHash, reason: 'run', authorId: userId });
  return services.executor.start({ orgId, workflowId: draft.id, versionId: version.id, mode: 'manual', startNode, input, startedBy: userId, ...rest, ...(destination ? { destination } : {}) });
}

function nameOf(definition: WorkflowDefinition, id: string | undefined, field: string): string | undefined {
  const name = definition.nodes.find(node => node.id === id)?.name;
  if (id !== undefined && name === undefined) throw new AppError('invalid', `The step to run ${field === 'from' ? 'from' : 'to'} is not part of the stored draft.`, { details: { field } });
  return name;
}

async function fresh(services: Services, orgId: string, { id, name, definition }: { id: string; name: string; definition: WorkflowDefinition }, request: ManualRun): Promise<{ startNode: string; input: Item[][]; files?: Polled['files'] }> {
  const node = startNodeOf(definition, request.startNode);
  if (request.items) return { startNode: node.name, input: [toItems(request.items)] };
  const { polls = false, stands = false } = definitionOf(node.type) ?? {};
  if (!(polls || stands) || pinnedOf(definition, node) !== null) return { startNode: node.name, input: [startItems(definition, node, services.timezone)] };
  const { items, files } = await tryPoll(services, { orgId, workflowId: id, workflowName: name, definition, node, mode: 'manual', state: {} });
  return { startNode: node.name, input: [items], files };
}

/** Looks once, as the trigger would. Throws `invalid` with its words, or when there is nothing to run with. */
async function tryPoll(services: Services, request: PollRequest): Promise<Polled> {
  const { name } = request.node;
  const polled = await services.poll(request).catch(error => {
    throw new AppError('invalid', definitionOf(request.node.type)?.stands ? `"${name}": ${messageOf(error, 500)}` : `"${name}" cannot look for new items: ${messageOf(error, 500)}`, { details: { node: name } });
  });
  if (polled.items.length === 0) throw new AppError('invalid', `"${name}" found nothing to run with. Wait until there is something new, or pin data to it.`, { details: { node: name, reason: 'needs_event' } });
  return polled;
}

function startNodeOf(definition: WorkflowDefinition, wanted: string | undefined): WorkflowNode {
  const triggers = definition.nodes.filter(node => definitionOf(node.type)?.trigger && !node.disabled);
  const chosen = wanted ? triggers.find(node => node.id === wanted) : (triggers.find(node => node.type === 'manualTrigger') ?? triggers.find(node => pinnedOf(definition, node) !== null) ?? triggers[0]);
  if (chosen) return chosen;
  throw new AppError('invalid', wanted ? 'The chosen trigger is not part of the stored draft.' : 'The workflow has no trigger to start from. Add one first, for example a manual trigger.', { details: { field: 'startNode' } });
}

/** What is pinned to the node; null for nothing. */
function pinnedOf({ pinData }: WorkflowDefinition, { name }: WorkflowNode): Json[] | null {
  const pinned = Object.hasOwn(pinData, name) ? pinData[name] : undefined;
  return pinned && pinned.length > 0 ? pinned : null;
}

function startItems(definition: WorkflowDefinition, node: WorkflowNode, timezone: string): Item[] {
  const pinned = pinnedOf(definition, node);
  if (pinned) return toItems(pinned);
  const kind = definitionOf(node.type)?.trigger;
  if (kind === 'schedule') return [scheduleItem(Date.now(), definition.settings.timezone ?? timezone)];
  if (kind === 'chat') throw new AppError('invalid', `"${node.name}" starts with a message. Write one in its panel, or pin data to it, and run again.`, { details: { node: node.name, reason: 'needs_event' } });
  if (kind === 'webhook' || kind === 'form') throw new AppError('invalid', `"${node.name}" waits for a call. Listen for a test call, or pin data to it, and run again.`, { details: { node: node.name, reason: 'needs_event' } });
  return [{ json: {} }];
}

/** Runs an ended execution again: from its start, or from the step that failed with everything before it kept. */
export async function retryExecution(services: Services, orgId: string, userId: string, request: { id: string; version: 'original' | 'current'; from: 'start' | 'failed' }): Promise<Started> {
  const original = await services.repositories.executions.get(orgId, request.id);
  if (['pending', 'running', 'waiting'].includes(original.status)) throw new AppError('conflict', 'This execution has not ended yet. Cancel it first.');
  let versionId = original.versionId;
  let definition = original.definition;
  if (request.version === 'current') {
    const workflow = await services.repositories.workflows.get(orgId, original.workflowId);
    versionId = workflow.publishedVersionId ?? (await services.repositories.versions.snapshot(orgId, { workflowId: workflow.id, definition: workflow.definition, contentHash: workflow.contentHash, reason: 'run', authorId: userId })).id;
    definition = (await services.repositories.versions.get(orgId, versionId)).definition;
  }
  if (!definition.nodes.some(node => node.name === original.startNode)) throw new AppError('conflict', `The current version has no trigger "${original.startNode}". Run it with the original version.`);
  const names = new Set(definition.nodes.map(node => node.name));
  const recorded = request.from === 'failed' ? (await services.repositories.executions.steps(orgId, request.id)).filter(step => names.has(step.node) && !step.call && hasResult(step)) : [];
  return services.executor.start({ orgId, workflowId: original.workflowId, versionId, mode: 'retry', startNode: original.startNode, input: original.input, retryOf: original.id, startedBy: userId, recorded, filesOf: original.id });
}
