// The document as React Flow wants it. An element is made again only when its own entry changed.
import type { Edge, Node, NodeHandle } from 'reactflow';
import type { WorkflowEdge, WorkflowNode } from '~/lib/workflow';
import { describe } from '../node-card/described';
import { portsOf } from '../node-card/ports';
import type { Doc } from '../store/definition';

export type FlowNode = Node<{ node: WorkflowNode }, 'step' | 'note'>;
export type FlowEdge = Edge<Record<string, never>, 'wire'>;

export const NOTE_TYPE = 'stickyNote';

/** Notes stay behind steps, also when selected (which lifts an element by 1000). */
const BEHIND = -2000;

export interface Size {
  width: number;
  height: number;
}

export function noteSize(node: WorkflowNode): Size {
  const pixels = (value: unknown, standard: number): number => (typeof value === 'number' && value > 0 ? value : standard);
  return { width: pixels(node.parameters.width, 240), height: pixels(node.parameters.height, 160) };
}

/** Unknown nodes take their ports from their edges, so they depend on more than their own entry. */
function stepHandles(node: WorkflowNode, edges: readonly WorkflowEdge[]): { handles: NodeHandle[]; width: number; height: number } {
  const { inputs, outputs, width: wide, height } = portsOf(node, edges);
  const handle = (type: 'source' | 'target') => ({ key, side, x, y, width, height: tall }: (typeof inputs)[number]): NodeHandle => ({ id: key, type, position: side, x, y, width, height: tall });
  return { handles: [...inputs.map(handle('target')), ...outputs.map(handle('source'))], width: wide, height };
}

export function sizeOf(node: WorkflowNode, edges: readonly WorkflowEdge[] = []): Size {
  if (node.type === NOTE_TYPE) return noteSize(node);
  const { width, height } = portsOf(node, edges);
  return { width, height };
}

function flowNode(node: WorkflowNode, edges: readonly WorkflowEdge[], selected: boolean): FlowNode {
  const base = { id: node.id, position: node.position, data: { node }, selected };
  if (node.type === NOTE_TYPE) return { ...base, type: 'note', ...noteSize(node), handles: [], zIndex: BEHIND, connectable: false };
  const { handles, width, height } = stepHandles(node, edges);
  return { ...base, type: 'step', width, height, handles };
}

const sameHandles = (a: FlowNode, b: FlowNode): boolean =>
  a.width === b.width && a.height === b.height && a.handles?.length === b.handles?.length && (a.handles ?? []).every((handle, index) => handle.id === b.handles?.[index]?.id && handle.y === b.handles?.[index]?.y && handle.x === b.handles?.[index]?.x);

/** Keeps elements whose node, size and selection are as before. Positions of `dragging` ones are left to React Flow. */
export function syncNodes(doc: Doc, before: readonly FlowNode[], selected: ReadonlySet<string>): FlowNode[] {
  const known = new Map(before.map(node => [node.id, node]));
  const edges = [...doc.edges.values()];
  let same = before.length === doc.nodes.size;
  let index = 0;
  const next: FlowNode[] = [];
  for (const node of doc.nodes.values()) {
    const old = known.get(node.id);
    const on = selected.has(node.id);
    let element = old;
    // Only unknown types take their ports from edges, so only they may change without their own entry.
    const settled = old?.data.node === node && (node.type === NOTE_TYPE || describe(node).definition !== undefined);
    if (!old || (!settled && (old.data.node !== node || !sameHandles(old, flowNode(node, edges, on))))) {
      const made = flowNode(node, edges, on);
      // Measured handles of the old shape would be used for a frame otherwise.
      element = old && sameHandles(old, made) ? { ...old, ...made } : made;
    } else if ((old.selected ?? false) !== on) element = { ...old, selected: on };
    same &&= element === before[index++];
    next.push(element as FlowNode);
  }
  return same ? (before as FlowNode[]) : next;
}

export function syncEdges(doc: Doc, before: readonly FlowEdge[], selected: ReadonlySet<string>): FlowEdge[] {
  const known = new Map(before.map(edge => [edge.id, edge]));
  const next: FlowEdge[] = [];
  for (const edge of doc.edges.values()) {
    if (!doc.nodes.has(edge.source) || !doc.nodes.has(edge.target)) continue;
    const old = known.get(edge.id);
    const on = selected.has(edge.id);
    const kept = old && old.source === edge.source && old.target === edge.target && old.sourceHandle === edge.sourcePort && old.targetHandle === edge.targetPort && (old.selected ?? false) === on;
    next.push(kept ? old : { id: edge.id, type: 'wire', source: edge.source, target: edge.target, sourceHandle: edge.sourcePort, targetHandle: edge.targetPort, selected: on });
  }
  return next.length === before.length && next.every((edge, index) => edge === before[index]) ? (before as FlowEdge[]) : next;
}
