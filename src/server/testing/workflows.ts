// Small definitions for server tests.
import type { Json, JsonObject } from '~/lib/json';
import { emptyDefinition, type WorkflowDefinition, type WorkflowNode } from '~/lib/workflow';

/** A node at a grid place; `name` is its id too. */
export const node = (name: string, type: string, typeVersion: number, parameters: JsonObject = {}, more: Partial<WorkflowNode> = {}): WorkflowNode => ({ id: name.replaceAll(' ', '_'), name, type, typeVersion, position: { x: 0, y: 0 }, parameters, ...more });

/** Nodes wired in a row, each from its first output. */
export function chain(...nodes: WorkflowNode[]): WorkflowDefinition {
  return {
    ...emptyDefinition(),
    nodes: nodes.map((one, index) => ({ ...one, position: { x: index * 240, y: 0 } })),
    edges: nodes.slice(1).map((one, index) => ({ id: `e${index}`, source: (nodes[index] as WorkflowNode).id, sourcePort: 'main:0', target: one.id, targetPort: 'main:0' })),
  };
}

export const manual = () => node('Start', 'manualTrigger', 1);
export const hook = (parameters: JsonObject = {}, more: Partial<WorkflowNode> = {}) => node('Webhook', 'webhook', 2.1, { httpMethod: 'POST', ...parameters }, more);

export const setFields = (name: string, fields: Record<string, Json>) => node(name, 'set', 3.4, {
  assignments: { assignments: Object.entries(fields).map(([field, value], index) => ({ id: String(index), name: field, value, type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string' })) },
});
