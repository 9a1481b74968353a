// n8n's cards are narrower than Weft's: columns and the widths of notes are drawn apart on import and together on export.
import type { WorkflowNode } from '~/lib/workflow';

const STRETCH = 1.4;
const NOTE = 'stickyNote';
const NOTE_WIDTH = 240;

type Drawn = Pick<WorkflowNode, 'type' | 'position' | 'parameters'>;

export function fromN8nCanvas<N extends Drawn>(node: N): N {
  const stretched = { ...node, position: { x: Math.round(node.position.x * STRETCH * 100) / 100, y: node.position.y } };
  if (node.type !== NOTE) return stretched;
  const width = typeof node.parameters.width === 'number' ? node.parameters.width : NOTE_WIDTH;
  return { ...stretched, parameters: { ...node.parameters, width: Math.round(width * STRETCH) } };
}

/** `[x, y]` as n8n draws it. */
export const toN8nPosition = (node: Pick<WorkflowNode, 'position'>): [number, number] => [Math.round(node.position.x / STRETCH), node.position.y];

export const toN8nParameters = (node: Drawn): WorkflowNode['parameters'] =>
  node.type === NOTE && typeof node.parameters.width === 'number' ? { ...node.parameters, width: Math.round(node.parameters.width / STRETCH) } : node.parameters;
