// Bringing steps into view. React Flow fits only what it has measured; here sizes come from the document, so all count.
import { getViewportForBounds } from 'reactflow';
import { sizeOf } from '../canvas/flow-elements';
import type { Editor } from '../store/editor';
import { motion } from './select';

const PADDING = 0.12;
const MIN_ZOOM = 0.1;

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function boundsOf(editor: Editor, ids?: readonly string[]): Bounds | null {
  const { doc } = editor.document.getState();
  const edges = [...doc.edges.values()];
  const nodes = ids && ids.length > 0 ? ids.flatMap(id => doc.nodes.get(id) ?? []) : [...doc.nodes.values()];
  if (nodes.length === 0) return null;
  const boxes = nodes.map(node => ({ ...node.position, ...sizeOf(node, edges) }));
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return { x, y, width: Math.max(...boxes.map(box => box.x + box.width)) - x, height: Math.max(...boxes.map(box => box.y + box.height)) - y };
}

/** Fits the given steps, or all of them; never zooms in past 100 %. */
export function fitView(editor: Editor, ids?: readonly string[], ms = 200): void {
  const bounds = boundsOf(editor, ids);
  const box = editor.canvas.current?.getBoundingClientRect();
  if (!bounds || !box) return;
  void editor.flow.current?.setViewport(getViewportForBounds(bounds, box.width, box.height, MIN_ZOOM, 1, PADDING), { duration: motion(ms) });
}

/** Moves the canvas only when some of the steps lie outside of it: all are fitted then where that is readable, else the given ones. */
export function showAll(editor: Editor, ids: readonly string[]): void {
  const bounds = boundsOf(editor, ids);
  const box = editor.canvas.current?.getBoundingClientRect();
  const flow = editor.flow.current;
  if (!bounds || !box || !flow) return;
  const { x, y, zoom } = flow.getViewport();
  const left = bounds.x * zoom + x;
  const top = bounds.y * zoom + y;
  if (left >= 0 && top >= 0 && left + bounds.width * zoom <= box.width && top + bounds.height * zoom <= box.height) return;
  const whole = boundsOf(editor);
  const all = whole && getViewportForBounds(whole, box.width, box.height, MIN_ZOOM, 1, PADDING);
  fitView(editor, all && all.zoom >= 0.35 ? undefined : ids);
}

/** Where the canvas starts: everything when it is readable at that size, else the beginning of the workflow. */
export function fitAtStart(editor: Editor): void {
  const bounds = boundsOf(editor);
  const box = editor.canvas.current?.getBoundingClientRect();
  const flow = editor.flow.current;
  if (!bounds || !box || !flow) return;
  const all = getViewportForBounds(bounds, box.width, box.height, MIN_ZOOM, 1, PADDING);
  if (all.zoom >= 0.35) void flow.setViewport(all);
  else void flow.setViewport({ x: 80 - bounds.x * 0.6, y: 80 - bounds.y * 0.6, zoom: 0.6 });
}
