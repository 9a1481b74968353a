// Credentials of a definition that came from a file: which of the organization's own ones it means.
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import type { Repositories } from '~/server/repositories/repositories';

/** Those of the node that is replaced, the ones the ids name, or the only one of that type and name; open slots otherwise. */
export async function bindCredentials(repositories: Repositories, orgId: string, definition: WorkflowDefinition, before: readonly WorkflowNode[]): Promise<WorkflowDefinition> {
  if (!definition.nodes.some(node => node.credentials)) return definition;
  const known = await repositories.credentials.list(orgId);
  const find = (node: WorkflowNode, type: string, { id, name }: { id: string | null; name: string }): string | null => {
    const kept = before.find(each => each.id === node.id || each.name === node.name)?.credentials?.[type];
    if (kept?.id && kept.name === name) return kept.id;
    const own = known.filter(each => each.type === type && (each.id === id || each.name === name));
    return (own.find(each => each.id === id) ?? (own.length === 1 ? own[0] : undefined))?.id ?? null;
  };
  const nodes = definition.nodes.map(node => (node.credentials ? { ...node, credentials: Object.fromEntries(Object.entries(node.credentials).map(([type, reference]) => [type, { id: find(node, type, reference), name: reference.name }])) } : node));
  return { ...definition, nodes };
}
