// Changing steps that are there: parameters, name, on and off, pinned data, place, removal.
import type { Json, JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { NOTE_TYPE } from '../canvas/flow-elements';
import { describe } from '../node-card/described';
import { rewriteReferences } from '../rename/references';
import { edgesFrom, edgesInto, findByName } from '../store/definition';
import { announce, type Editor } from '../store/editor';
import type { Point } from '../store/view';
import { dropLostEdges, makeEdge, sameType } from './connect';

const wordsOf = (editor: Editor, ids: readonly string[], verb: string): string => {
  const name = editor.document.getState().doc.nodes.get(ids[0] ?? '')?.name;
  return ids.length === 1 ? `${verb} ${name ?? 'step'}` : `${verb} ${ids.length} steps`;
};

/** Selected ids that still exist. */
export function selectedNodes(editor: Editor): string[] {
  const { doc } = editor.document.getState();
  return [...editor.view.getState().selected].filter(id => doc.nodes.has(id));
}

/**
 * Writes all parameters of a node. A node of an older typeVersion becomes one of the version its fields are drawn for.
 * `field` names the field, so that typing in it is one undo step.
 */
export function setParameters(editor: Editor, id: string, parameters: JsonObject, field: string): void {
  const { doc, edit } = editor.document.getState();
  const node = doc.nodes.get(id);
  if (!node) return;
  const { typeVersion } = describe(node);
  edit(`Edit ${node.name}`, draft => {
    draft.patchNode(id, { parameters, typeVersion });
    dropLostEdges(draft, id);
  }, { coalesce: `${id}/${field}`, selection: [id] });
}

/** Changes keys beside the parameters: notes, retries, credentials. */
export function setNode(editor: Editor, id: string, patch: Partial<WorkflowNode>, field: string): void {
  const { doc, edit } = editor.document.getState();
  const node = doc.nodes.get(id);
  if (!node) return;
  edit(`Edit ${node.name}`, draft => {
    draft.patchNode(id, patch);
    if ('onError' in patch) dropLostEdges(draft, id);
  }, { coalesce: `${id}/${field}`, selection: [id] });
}

export function toggleDisabled(editor: Editor, ids: readonly string[]): void {
  const { doc, edit } = editor.document.getState();
  const steps = ids.filter(id => doc.nodes.get(id)?.type !== NOTE_TYPE);
  if (steps.length === 0) return;
  const disable = steps.some(id => !doc.nodes.get(id)?.disabled);
  edit(wordsOf(editor, steps, disable ? 'Disable' : 'Enable'), draft => {
    for (const id of steps) draft.patchNode(id, { disabled: disable || undefined });
  }, { selection: steps });
  announce(editor, wordsOf(editor, steps, disable ? 'Disabled' : 'Enabled'));
}

/** Why a name cannot be used, or null. */
export function nameProblem(editor: Editor, id: string, name: string): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'A step needs a name';
  if (trimmed.length > 120) return 'At most 120 characters';
  const other = findByName(editor.document.getState().doc, trimmed);
  return other && other.id !== id ? `Another step is called ${trimmed}` : null;
}

/** Renames a node and every reference to it, in one step. */
export function renameNode(editor: Editor, id: string, name: string): boolean {
  const { doc, edit } = editor.document.getState();
  const node = doc.nodes.get(id);
  const next = name.trim();
  if (!node || node.name === next || nameProblem(editor, id, next)) return false;
  const names = new Map([[node.name, next]]);
  return edit(`Rename ${node.name}`, draft => {
    draft.patchNode(id, { name: next });
    for (const other of draft.doc.nodes.values()) draft.patchNode(other.id, { parameters: rewriteReferences(other.parameters, names) });
    if (Object.hasOwn(doc.pinData, node.name)) {
      draft.set('pinData', Object.fromEntries(Object.entries(doc.pinData).map(([key, items]) => [key === node.name ? next : key, items])));
    }
  }, { selection: [id] });
}

/** Pins items as the node's output in manual runs; null takes the pin out. */
export function setPin(editor: Editor, id: string, items: Json[] | null): void {
  const { doc, edit } = editor.document.getState();
  const node = doc.nodes.get(id);
  if (!node) return;
  edit(items ? `Pin data of ${node.name}` : `Unpin ${node.name}`, draft => {
    const { [node.name]: _old, ...rest } = doc.pinData;
    draft.set('pinData', items ? { ...rest, [node.name]: items } : rest);
  }, { selection: [id] });
  announce(editor, items ? `${node.name} pinned` : `${node.name} unpinned`);
}

export const isPinned = (editor: Editor, id: string): boolean => {
  const { doc } = editor.document.getState();
  return Object.hasOwn(doc.pinData, doc.nodes.get(id)?.name ?? '');
};

export function moveNodes(editor: Editor, places: ReadonlyMap<string, Point>, label?: string): void {
  const ids = [...places.keys()];
  editor.document.getState().edit(label ?? wordsOf(editor, ids, 'Move'), draft => {
    for (const [id, { x, y }] of places) {
      const at = draft.node(id)?.position;
      if (at && (at.x !== x || at.y !== y)) draft.patchNode(id, { position: { x, y } });
    }
  }, { selection: ids });
}

export function nudge(editor: Editor, ids: readonly string[], by: Point): void {
  const { edit } = editor.document.getState();
  edit(wordsOf(editor, ids, 'Move'), draft => {
    for (const id of ids) {
      const at = draft.node(id)?.position;
      if (at) draft.patchNode(id, { position: { x: at.x + by.x, y: at.y + by.y } });
    }
  }, { coalesce: `nudge/${ids.join()}`, selection: ids });
}

/** Removes nodes and edges. A step between two others leaves them wired to each other. */
export function remove(editor: Editor, nodeIds: readonly string[], edgeIds: readonly string[] = []): boolean {
  const { doc, edit } = editor.document.getState();
  const gone = new Set(nodeIds);
  const label = nodeIds.length === 0 ? 'Remove wire' : wordsOf(editor, nodeIds, 'Delete');
  const done = edit(label, draft => {
    for (const id of edgeIds) draft.removeEdge(id);
    for (const id of nodeIds) {
      const into = edgesInto(draft.doc, id);
      const from = edgesFrom(draft.doc, id);
      const [before, after] = [into[0], from[0]];
      draft.removeNode(id);
      if (nodeIds.length === 1 && into.length === 1 && from.length === 1 && before && after && !gone.has(before.source) && sameType(before.sourcePort, after.targetPort) && before.source !== after.target) {
        draft.putEdge(makeEdge({ node: before.source, port: before.sourcePort }, { node: after.target, port: after.targetPort }));
      }
    }
  }, { selection: nodeIds });
  if (!done) return false;
  const { panel } = editor.view.getState();
  editor.view.setState({ selected: new Set(), selectedEdges: new Set(), panel: panel && gone.has(panel) ? null : panel });
  announce(editor, label.replace(/^Delete/, 'Deleted'));
  editor.canvas.current?.focus({ preventScroll: true });
  return doc !== editor.document.getState().doc;
}

export function undo(editor: Editor): void {
  const entry = editor.document.getState().undoOne();
  if (!entry) return announce(editor, 'Nothing to undo');
  const { nodes } = editor.document.getState().doc;
  editor.view.setState({ selected: new Set(entry.selection.filter(id => nodes.has(id))), selectedEdges: new Set() });
  announce(editor, `Undone: ${entry.label}`);
}

export function redo(editor: Editor): void {
  const entry = editor.document.getState().redoOne();
  announce(editor, entry ? `Redone: ${entry.label}` : 'Nothing to redo');
}
