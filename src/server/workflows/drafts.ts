// Drafts: creating, saving, importing and duplicating. Every way in passes the same checks.
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { fieldPath, inputError, inputWords } from '~/lib/input-words';
import { emptyDefinition, type WorkflowDefinition } from '~/lib/workflow';
import { workflowDefinition } from '~/lib/workflow-schema';
import { validateDefinition } from '~/engine/validate';
import type { RepositoryBundle } from '~/server/repositories/repositories';
import { definitionOf, extract, idsIn, webhookNodesOf } from './extract';

/** Checks a definition from outside. Throws AppError `invalid` naming the first problem, with the list in details. */
export function checkDefinition(input: unknown): WorkflowDefinition {
  const parsed = workflowDefinition.safeParse(input, { error: inputWords });
  if (!parsed.success) throw new AppError('invalid', inputError(parsed.error), { details: { problems: parsed.error.issues.slice(0, 50).map(issue => ({ path: fieldPath(issue.path), message: issue.message })) } });
  const problems = validateDefinition(parsed.data, definitionOf).filter(problem => problem.kind !== 'unknownType');
  const [first] = problems;
  if (first) throw new AppError('invalid', `\`${first.path}\`: ${first.message}`, { details: { problems: problems.slice(0, 50) } });
  return parsed.data;
}

/** Refuses a definition that names a credential of another organization, wherever it stands. */
export async function refuseForeignCredentials(repositories: RepositoryBundle & { credentials: RepositoryBundle['credentials'] }, orgId: string, definition: WorkflowDefinition): Promise<void> {
  const foreign = await repositories.credentials.foreign(orgId, idsIn(definition));
  if (foreign.length === 0) return;
  const node = definition.nodes.find(candidate => JSON.stringify(candidate).includes(foreign[0] as string));
  throw new AppError('not_found', `The node "${node?.name ?? ''}" refers to a credential that does not exist.`, { details: { node: node?.name } });
}

export async function createDraft(repositories: RepositoryBundle, orgId: string, userId: string, workflow: { name?: string; description?: string; tags?: string[]; definition?: unknown }): Promise<{ id: string; definition: WorkflowDefinition }> {
  const definition = workflow.definition === undefined ? emptyDefinition() : checkDefinition(workflow.definition);
  await refuseForeignCredentials(repositories, orgId, definition);
  const { id } = await repositories.workflows.create(orgId, userId, { name: workflow.name?.trim() || 'Untitled workflow', description: workflow.description ?? '', tags: workflow.tags ?? [], definition, ...extract(definition) });
  await repositories.webhooks.ensure(orgId, id, webhookNodesOf(definition));
  return { id, definition };
}

export async function saveDraft(repositories: RepositoryBundle, orgId: string, userId: string, draft: { id: string; revision: number; definition: unknown }) {
  const definition = checkDefinition(draft.definition);
  await refuseForeignCredentials(repositories, orgId, definition);
  const saved = await repositories.workflows.save(orgId, userId, draft.id, draft.revision, { definition, ...extract(definition) });
  await repositories.webhooks.ensure(orgId, draft.id, webhookNodesOf(definition));
  return saved;
}

/** A copy under a new name; its webhooks get URLs of their own. */
export async function duplicateDraft(repositories: RepositoryBundle, orgId: string, userId: string, id: string): Promise<{ id: string }> {
  const original = await repositories.workflows.get(orgId, id);
  const definition = { ...original.definition, nodes: original.definition.nodes.map(node => (node.webhookId ? { ...node, webhookId: newId() } : node)) };
  return createDraft(repositories, orgId, userId, { name: `${original.name} copy`.slice(0, 200), description: original.description, tags: original.tags, definition });
}
