// Tidy up: lays the graph out left to right. One undo step; notes stay where they are.
import type * as Dagre from '@dagrejs/dagre';
import { NOTE_TYPE, sizeOf } from '../canvas/flow-elements';
import type { Editor } from '../store/editor';
import type { Point } from '../store/view';
import { moveNodes } from './change';
import { snapPoint } from './place';
import { fitView } from './view';

/** New places of the given steps, or of all; the top left corner stays. */
export function layout(dagre: typeof Dagre, editor: Editor, ids?: readonly string[]): Map<string, Point> {
  const { doc } = editor.document.getState();
  const nodes = (ids && ids.length > 1 ? ids.flatMap(id => doc.nodes.get(id) ?? []) : [...doc.nodes.values()]).filter(node => node.type !== NOTE_TYPE);
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 60, align: 'UL' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...sizeOf(node) });
  for (const edge of doc.edges.values()) if (graph.hasNode(edge.source) && graph.hasNode(edge.target)) graph.setEdge(edge.source, edge.target, {}, edge.id);
  dagre.layout(graph);
  const left = Math.min(...nodes.map(node => node.position.x));
  const top = Math.min(...nodes.map(node => node.position.y));
  const placed = nodes.map(node => {
    const at = graph.node(node.id);
    const size = sizeOf(node);
    return { id: node.id, x: at.x - size.width / 2, y: at.y - size.height / 2 };
  });
  const [minX, minY] = [Math.min(...placed.map(each => each.x)), Math.min(...placed.map(each => each.y))];
  return new Map(placed.map(({ id, x, y }) => [id, snapPoint({ x: x - minX + left, y: y - minY + top })]));
}

export async function tidy(editor: Editor, ids?: readonly string[]): Promise<void> {
  const places = layout(await import('@dagrejs/dagre'), editor, ids);
  if (places.size === 0) return;
  moveNodes(editor, places, 'Tidy up');
  if (!ids || ids.length < 2) fitView(editor);
}
