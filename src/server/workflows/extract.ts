// What is read from a definition on every save: its hash, node types, credential types, triggers and webhooks.
import { canonicalJson } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import type { NodeDefinition, TriggerKind } from '~/nodes/contract';
import { findDefinition } from '~/nodes/definitions';
import { sha256 } from '~/server/crypto/hash';
import type { Extract } from '~/server/repositories/workflows';

export const definitionOf: (type: string) => NodeDefinition | undefined = findDefinition;

export function extract(definition: WorkflowDefinition): Extract {
  const executable = definition.nodes.filter(node => !definitionOf(node.type)?.inert);
  const unique = (values: string[]) => [...new Set(values)].sort();
  return {
    contentHash: sha256(canonicalJson(definition)),
    nodeTypes: unique(executable.map(node => node.type)),
    requiredCredentialTypes: unique(executable.flatMap(node => Object.keys(node.credentials ?? {}))),
    nodeCount: executable.length,
  };
}

export function triggersOf(definition: WorkflowDefinition): { nodeId: string; node: string; kind: TriggerKind }[] {
  return definition.nodes.flatMap(node => {
    const kind = definitionOf(node.type)?.trigger;
    return kind && !node.disabled ? [{ nodeId: node.id, node: node.name, kind }] : [];
  });
}

/** Triggers with a URL of their own. */
const TAKES_CALLS = new Set<TriggerKind | undefined>(['webhook', 'form', 'chat', 'mcp']);

export const webhookNodesOf = (definition: WorkflowDefinition): { nodeId: string; methods: string[] }[] =>
  definition.nodes.filter(node => TAKES_CALLS.has(definitionOf(node.type)?.trigger) && !node.disabled).map(node => ({ nodeId: node.id, methods: methodsOf(node) }));

export function methodsOf(node: WorkflowNode): string[] {
  if (['form', 'chat', 'mcp'].includes(definitionOf(node.type)?.trigger ?? '')) return ['GET', 'POST'];
  const { multipleMethods, httpMethod, httpMethods } = node.parameters;
  const list = multipleMethods === true && Array.isArray(httpMethods) ? httpMethods : multipleMethods === true ? ['GET', 'POST'] : [httpMethod ?? 'GET'];
  return list.filter((method): method is string => typeof method === 'string' && /^[A-Z]{3,7}$/.test(method));
}

/** Every id anywhere in the definition: credentials of other organizations may hide in any parameter (security.md C7). */
export function idsIn(definition: WorkflowDefinition): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const match of value.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)) found.add(match[0]);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  for (const node of definition.nodes) {
    visit(node.parameters);
    visit(node.credentials);
  }
  return [...found];
}

