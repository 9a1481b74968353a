// Places on the canvas: the 16 px grid, free spots, one column to the right.
import { NODE_HEIGHT, NODE_WIDTH } from '../node-card/ports';
import { NOTE_TYPE, sizeOf } from '../canvas/flow-elements';
import { type Doc, descendants } from '../store/definition';
import type { Draft } from '../store/draft';
import type { Point } from '../store/view';

export const GRID = 16;
/** From card to card. */
export const COLUMN = NODE_WIDTH + 52;
const GAP = 32;

export const snap = (value: number): number => Math.round(value / GRID) * GRID;
export const snapPoint = ({ x, y }: Point): Point => ({ x: snap(x), y: snap(y) });

function collides(doc: Doc, at: Point, height: number, width: number, except?: string): boolean {
  for (const node of doc.nodes.values()) {
    if (node.id === except || node.type === NOTE_TYPE) continue;
    const size = sizeOf(node, []);
    if (at.x < node.position.x + size.width + GRID && at.x + width + GRID > node.position.x && at.y < node.position.y + size.height + GRID && at.y + height + GRID > node.position.y) return true;
  }
  return false;
}

/** The nearest free spot at or below a point. */
export function freeSpot(doc: Doc, at: Point, height = NODE_HEIGHT, width = NODE_WIDTH): Point {
  const spot = snapPoint(at);
  while (collides(doc, spot, height, width)) spot.y += GRID * 2;
  return spot;
}

/** Moves what comes after `nodeId` to the right until the column after it is free. */
export function makeRoom(draft: Draft, nodeId: string): void {
  const node = draft.node(nodeId);
  if (!node) return;
  const after = descendants(draft.doc, nodeId).flatMap(id => draft.node(id) ?? []);
  // Loops lead back to earlier columns: only what stands to the right moves.
  const right = after.filter(other => other.position.x >= node.position.x - GRID);
  const nearest = Math.min(...right.map(other => other.position.x));
  const shift = node.position.x + NODE_WIDTH + GAP - nearest;
  if (!Number.isFinite(shift) || shift <= 0) return;
  for (const other of right) draft.patchNode(other.id, { position: { x: snap(other.position.x + Math.max(shift, COLUMN / 2)), y: other.position.y } });
}
