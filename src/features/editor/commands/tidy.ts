// Tidy up: lays the graph out left to right. One undo step; notes stay where they are.
import type * as Dagre from '@dagrejs/dagre';
import { NOTE_TYPE, sizeOf } from '../canvas/flow-elements';
import { parsePort, type WorkflowNode } from '~/lib/workflow';
import type { Doc } from '../store/definition';
import type { Editor } from '../store/editor';
import type { Point } from '../store/view';
import { moveNodes } from './change';
import { snapPoint } from './place';
import { fitView } from './view';

const GAP = 24;
const DROP = 96;

interface Cluster { width: number; height: number; members: { node: WorkflowNode; x: number; y: number }[] }

/** A step and, in rows below it, what supplies it: laid out as one. */
function cluster(node: WorkflowNode, suppliers: (id: string) => WorkflowNode[]): Cluster {
  const own = sizeOf(node);
  const below = suppliers(node.id).map(each => cluster(each, suppliers));
  const row = below.reduce((sum, each) => sum + each.width, 0) + GAP * Math.max(0, below.length - 1);
  const width = Math.max(own.width, row);
  const members = [{ node, x: (width - own.width) / 2, y: 0 }];
  let x = (width - row) / 2;
  for (const each of below) {
    for (const member of each.members) members.push({ node: member.node, x: x + member.x, y: own.height + DROP + member.y });
    x += each.width + GAP;
  }
  return { width, height: own.height + (below.length > 0 ? DROP + Math.max(...below.map(each => each.height)) : 0), members };
}

/** Which step each supplier stands under: the first one it supplies. */
function supplied(doc: Doc, moved: ReadonlySet<string>): Map<string, string> {
  const under = new Map<string, string>();
  const isUnder = (id: string | undefined, other: string): boolean => id !== undefined && (id === other || isUnder(under.get(id), other));
  for (const edge of doc.edges.values()) {
    if (parsePort(edge.sourcePort).type === 'main' || !moved.has(edge.source) || !moved.has(edge.target)) continue;
    // A ring of suppliers makes no sense, but a file may hold one.
    if (!under.has(edge.source) && !isUnder(edge.target, edge.source)) under.set(edge.source, edge.target);
  }
  return under;
}

/** New places of the given steps, or of all; the top left corner stays. */
export function layout(dagre: typeof Dagre, doc: Doc, ids?: readonly string[]): Map<string, Point> {
  const nodes = (ids && ids.length > 1 ? ids.flatMap(id => doc.nodes.get(id) ?? []) : [...doc.nodes.values()]).filter(node => node.type !== NOTE_TYPE);
  const under = supplied(doc, new Set(nodes.map(node => node.id)));
  const roots = nodes.filter(node => !under.has(node.id)).map(node => ({ id: node.id, head: sizeOf(node).height, ...cluster(node, id => nodes.filter(each => under.get(each.id) === id)) }));
  const headOf = new Map(roots.flatMap(root => root.members.map(({ node }) => [node.id, root.id] as const)));
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 60, align: 'UL' });
  graph.setDefaultEdgeLabel(() => ({}));
  // Dagre lines up middles, and the middle must be the head's, not that of the head and what hangs below it.
  for (const { id, width, height, head } of roots) graph.setNode(id, { width, height: 2 * height - head });
  for (const edge of doc.edges.values()) {
    const [source, target] = [headOf.get(edge.source), headOf.get(edge.target)];
    if (source && target && source !== target) graph.setEdge(source, target, {}, edge.id);
  }
  dagre.layout(graph);
  const left = Math.min(...nodes.map(node => node.position.x));
  const top = Math.min(...nodes.map(node => node.position.y));
  const placed = roots.flatMap(root => {
    const at = graph.node(root.id);
    return root.members.map(({ node, x, y }) => ({ id: node.id, x: at.x - root.width / 2 + x, y: at.y - root.head / 2 + y }));
  });
  const [minX, minY] = [Math.min(...placed.map(each => each.x)), Math.min(...placed.map(each => each.y))];
  return new Map(placed.map(({ id, x, y }) => [id, snapPoint({ x: x - minX + left, y: y - minY + top })]));
}

export async function tidy(editor: Editor, ids?: readonly string[]): Promise<void> {
  const places = layout(await import('@dagrejs/dagre'), editor.document.getState().doc, ids);
  if (places.size === 0) return;
  moveNodes(editor, places, 'Tidy up');
  if (!ids || ids.length < 2) fitView(editor);
}
