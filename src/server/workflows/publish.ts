// Publishing: a numbered version goes live with its webhooks, schedules and triggers, in one transaction.
import { AppError } from '~/lib/errors';
import type { WorkflowDefinition } from '~/lib/workflow';
import { validateDefinition } from '~/engine/validate';
import { nextTimes, schedulesOf } from '~/server/execution/schedule-rules';
import type { Repositories, RepositoryBundle } from '~/server/repositories/repositories';
import { definitionOf, extract, triggersOf, webhookNodesOf } from './extract';

/** Makes the draft at `revision` (null: whatever it is now) live. Throws `invalid` when it could not run, `conflict` when the draft moved on. */
export async function publish(repositories: Repositories, timezone: string, orgId: string, userId: string, request: { id: string; revision: number | null; note?: string }): Promise<{ versionId: string; number: number }> {
  return repositories.transaction(orgId, async tx => {
    const draft = await tx.workflows.lock(orgId, request.id, request.revision);
    refuseUnrunnable(draft.definition);
    const version = await tx.versions.publish(orgId, { workflowId: request.id, definition: draft.definition, contentHash: draft.contentHash, reason: 'publish', authorId: userId, note: request.note ?? '' });
    await goLive(tx, timezone, orgId, userId, request.id, version.id, draft.definition);
    return { versionId: version.id, number: version.number as number };
  });
}

export async function unpublish(repositories: Repositories, orgId: string, userId: string, id: string): Promise<void> {
  await repositories.transaction(orgId, async tx => {
    await tx.workflows.lock(orgId, id, null);
    await takeDown(tx, orgId, userId, id);
  });
}

export async function takeDown(tx: RepositoryBundle, orgId: string, userId: string, id: string): Promise<void> {
  await tx.versions.deploy(orgId, id, null, userId);
  await tx.workflows.setPublished(orgId, id, null);
  await tx.workflows.setTriggers(orgId, id, []);
  await tx.webhooks.setLive(orgId, id, null, []);
  await tx.schedules.replace(orgId, id, []);
}

async function goLive(tx: RepositoryBundle, timezone: string, orgId: string, userId: string, id: string, versionId: string, definition: WorkflowDefinition): Promise<void> {
  const webhookNodes = webhookNodesOf(definition);
  await tx.versions.deploy(orgId, id, versionId, userId);
  await tx.workflows.setPublished(orgId, id, versionId);
  await tx.workflows.setTriggers(orgId, id, triggersOf(definition));
  await tx.webhooks.ensure(orgId, id, webhookNodes);
  await tx.webhooks.setLive(orgId, id, versionId, webhookNodes);
  // A trigger that looks for something new looks once now: from here on it knows what is new.
  const looks = new Set(definition.nodes.filter(node => definitionOf(node.type)?.polls).map(node => node.id));
  const schedules = schedulesOf(definition, timezone).map(schedule => ({ ...schedule, nextAt: looks.has(schedule.nodeId) ? new Date() : (nextTimes(schedule, new Date(), 1)[0] ?? null) }));
  await tx.schedules.replace(orgId, id, schedules);
}

/** A version that cannot run at all is not published; placeholders are let through, they fail when reached. */
function refuseUnrunnable(definition: WorkflowDefinition): void {
  if (definition.nodes.every(node => definitionOf(node.type)?.inert)) throw new AppError('invalid', 'The workflow has no steps yet. Add one before publishing.');
  if (triggersOf(definition).length === 0) throw new AppError('invalid', 'The workflow has no trigger. Add one, for example a webhook or a schedule, before publishing.');
  const [problem] = validateDefinition(definition, definitionOf).filter(found => found.kind !== 'unknownType');
  if (problem) throw new AppError('invalid', `${problem.path}: ${problem.message}`);
  for (const schedule of schedulesOf(definition, 'UTC')) {
    if (nextTimes(schedule, new Date(), 1).length === 0) throw new AppError('invalid', `The schedule "${schedule.cron}" never fires.`, { details: { cron: schedule.cron } });
  }
}

/** Puts an older version into the draft; the draft as it was is kept as a version. Returns the new revision. */
export async function restoreVersion(repositories: Repositories, orgId: string, userId: string, request: { workflowId: string; versionId: string; revision: number }): Promise<{ revision: number }> {
  return repositories.transaction(orgId, async tx => {
    const draft = await tx.workflows.lock(orgId, request.workflowId, request.revision);
    const version = await tx.versions.get(orgId, request.versionId);
    if (version.workflowId !== request.workflowId) throw new AppError('not_found', 'This version does not exist.');
    await tx.versions.snapshot(orgId, { workflowId: draft.id, definition: draft.definition, contentHash: draft.contentHash, reason: 'autosave', authorId: userId, note: `Before restoring ${version.number === null ? 'a snapshot' : `version ${version.number}`}` });
    const saved = await tx.workflows.save(orgId, userId, draft.id, request.revision, { definition: version.definition, ...extract(version.definition) });
    return { revision: saved.revision };
  });
}
