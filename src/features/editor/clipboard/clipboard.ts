// Copy, cut, paste and duplicate on the canvas.
import { loadDefinitions } from '~/nodes/known-definitions';
import { plural } from '~/ui/time';
import { selectedNodes, remove } from '../commands/change';
import { GRID, snapPoint } from '../commands/place';
import { select } from '../commands/select';
import { showAll } from '../commands/view';
import { announce, type Editor } from '../store/editor';
import type { Point } from '../store/view';
import { type Clipping, clip, readClipping, renew } from './format';
import { readForeign } from './foreign';

/** The text of the selection, or null when nothing is selected. */
export function copySelection(editor: Editor): string | null {
  const ids = selectedNodes(editor);
  if (ids.length === 0) return null;
  announce(editor, `${plural(ids.length, 'step')} copied`);
  return clip(editor.document.getState().doc, ids);
}

export function cutSelection(editor: Editor): string | null {
  const text = copySelection(editor);
  if (text !== null) remove(editor, selectedNodes(editor));
  return text;
}

/** Puts a clipping on the canvas as one undo step and selects it. */
export function putClipping(editor: Editor, clipping: Clipping, at: Point, verb = 'Paste'): void {
  const { doc, edit } = editor.document.getState();
  const { nodes, edges, pinData } = renew(doc, clipping, snapPoint(at));
  edit(`${verb} ${plural(nodes.length, 'step')}`, draft => {
    for (const node of nodes) draft.putNode(node);
    for (const edge of edges) draft.putEdge(edge);
    if (Object.keys(pinData).length > 0) draft.set('pinData', { ...doc.pinData, ...pinData });
  }, { selection: selectedNodes(editor) });
  select(editor, nodes.map(node => node.id), { focus: true });
  showAll(editor, nodes.map(node => node.id));
  announce(editor, `${plural(nodes.length, 'step')} pasted`);
}

/** Pastes nodes of Weft or n8n, or a `curl` line. Resolves with false for text that is none of them. */
export async function paste(editor: Editor, text: string, at: Point): Promise<boolean> {
  const clipping = readClipping(text) ?? (await readForeign(text));
  if (!clipping) return false;
  await loadDefinitions();
  putClipping(editor, clipping, at);
  return true;
}

export function duplicate(editor: Editor): void {
  const { doc } = editor.document.getState();
  const ids = selectedNodes(editor);
  const nodes = ids.flatMap(id => doc.nodes.get(id) ?? []);
  const clipping = readClipping(clip(doc, ids));
  if (!clipping || nodes.length === 0) return;
  const corner = { x: Math.min(...nodes.map(node => node.position.x)), y: Math.min(...nodes.map(node => node.position.y)) };
  putClipping(editor, clipping, { x: corner.x + GRID * 2, y: corner.y + GRID * 5 }, 'Duplicate');
}
