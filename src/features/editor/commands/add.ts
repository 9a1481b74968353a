// Adding steps: at a place, at the end of a wire, into a wire, after a step. Each is one undo step, already wired.
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import { parsePort, type PortKey, type WorkflowNode } from '~/lib/workflow';
import { findDefinition } from '~/nodes/known-definitions';
import { NOTE_TYPE, type Size, sizeOf } from '../canvas/flow-elements';
import { NODE_WIDTH, portsOf } from '../node-card/ports';
import { edgesFrom, edgesInto, freeName } from '../store/definition';
import type { Draft } from '../store/draft';
import { announce, type Editor } from '../store/editor';
import type { Picker, Point } from '../store/view';
import { inputFor, makeEdge, outputFor } from './connect';
import { COLUMN, freeSpot, GRID, makeRoom, snapPoint } from './place';
import { focusNode, reveal, select } from './select';

function makeNode(editor: Editor, type: string, position: Point, parameters: JsonObject = {}): WorkflowNode {
  const definition = findDefinition(type);
  return {
    id: newId(),
    name: freeName(editor.document.getState().doc, definition?.label ?? type),
    type,
    typeVersion: definition?.versions.at(-1) ?? 1,
    position,
    parameters,
    // The token of a webhook's URL belongs to the node, so that moving and renaming keep the URL.
    ...(definition?.trigger === 'webhook' || definition?.trigger === 'form' || definition?.trigger === 'chat' || definition?.trigger === 'mcp' ? { webhookId: newId() } : {}),
  };
}

/** The middle of what is visible, on the canvas. */
export function middle(editor: Editor): Point {
  const box = editor.canvas.current?.getBoundingClientRect();
  const flow = editor.flow.current;
  if (!flow || !box) return { x: 0, y: 0 };
  const at = flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  return { x: at.x - 110, y: at.y - 32 };
}

/** Adds a step where the picker was opened. Returns its id. */
export function addNode(editor: Editor, type: string, place: Pick<Picker, 'at' | 'from' | 'edge'> = {}): string {
  const { doc, edit } = editor.document.getState();
  const definition = findDefinition(type);
  const preset = definition?.presets?.[place.from ? parsePort(place.from.port).type : 'main'];
  const node = makeNode(editor, type, snapPoint(place.at ?? middle(editor)), preset);
  const { selected } = editor.view.getState();
  const before = selected.size === 1 ? doc.nodes.get([...selected][0] as string) : undefined;

  edit(`Add ${definition?.label ?? type}`, draft => {
    if (place.edge) intoEdge(draft, node, place.edge);
    else if (place.from) atWire(draft, node, place.from, place.at);
    else if (!place.at && before && before.type !== NOTE_TYPE && !definition?.trigger) afterNode(draft, node, before);
    else draft.putNode({ ...node, position: freeSpot(draft.doc, node.position) });
  }, { selection: [...selected] });

  select(editor, [node.id]);
  reveal(editor, node.id);
  focusNode(editor, node.id);
  announce(editor, `${node.name} added`);
  return node.id;
}

function intoEdge(draft: Draft, node: WorkflowNode, edgeId: string): void {
  const edge = draft.doc.edges.get(edgeId);
  const source = edge && draft.node(edge.source);
  const target = edge && draft.node(edge.target);
  if (!edge || !source || !target) return draft.putNode(node);
  const placed = { ...node, position: snapPoint({ x: Math.min(source.position.x + COLUMN, target.position.x > source.position.x ? Math.max(source.position.x + COLUMN, (source.position.x + target.position.x) / 2) : source.position.x + COLUMN), y: target.position.x > source.position.x ? target.position.y : source.position.y }) };
  draft.putNode(placed);
  const input = inputFor(draft.doc, placed, edge.sourcePort);
  const output = outputFor(draft.doc, placed, edge.targetPort);
  // A trigger has no input and an end no output: it is placed beside the wire, which stays.
  if (!input || !output) return;
  draft.removeEdge(edgeId);
  draft.putEdge(makeEdge({ node: edge.source, port: edge.sourcePort }, { node: placed.id, port: input.key }));
  draft.putEdge(makeEdge({ node: placed.id, port: output.key }, { node: edge.target, port: edge.targetPort }));
  makeRoom(draft, placed.id);
}

/** Puts a step that stands alone into a wire, where it was dropped. One undo step with the move. */
export function spliceNode(editor: Editor, id: string, edgeId: string, position: Point): boolean {
  const { doc, edit } = editor.document.getState();
  const node = doc.nodes.get(id);
  const edge = doc.edges.get(edgeId);
  if (!node || !edge || edgesInto(doc, id).length > 0 || edgesFrom(doc, id).length > 0) return false;
  const input = inputFor(doc, node, edge.sourcePort);
  const output = outputFor(doc, node, edge.targetPort);
  if (!input || !output) return false;
  return edit(`Insert ${node.name}`, draft => {
    draft.patchNode(id, { position });
    draft.removeEdge(edgeId);
    draft.putEdge(makeEdge({ node: edge.source, port: edge.sourcePort }, { node: id, port: input.key }));
    draft.putEdge(makeEdge({ node: id, port: output.key }, { node: edge.target, port: edge.targetPort }));
    makeRoom(draft, id);
  }, { selection: [id] });
}

function atWire(draft: Draft, node: WorkflowNode, from: NonNullable<Picker['from']>, at: Point | undefined): void {
  const other = draft.node(from.node);
  const { width, height } = sizeOf(node);
  const forward = from.kind === 'source';
  const supplies = !forward && parsePort(from.port).type !== 'main';
  const beside = other ? (supplies ? below(draft, other, from.port, width) : { x: other.position.x + (forward ? COLUMN : -COLUMN), y: other.position.y }) : node.position;
  const placed = { ...node, position: at ? snapPoint(supplies ? { x: at.x - width / 2, y: at.y } : { x: forward ? at.x : at.x - NODE_WIDTH, y: at.y - height / 2 }) : supplies ? besideOthers(draft, beside, { width, height }) : freeSpot(draft.doc, beside, height) };
  draft.putNode(placed);
  const port = forward ? inputFor(draft.doc, placed, from.port) : outputFor(draft.doc, placed, from.port);
  if (!port) return;
  const here = { node: placed.id, port: port.key };
  const there = { node: from.node, port: from.port };
  draft.putEdge(forward ? makeEdge(there, here) : makeEdge(here, there));
}

/** Under the port it supplies. */
function below(draft: Draft, root: WorkflowNode, port: PortKey, width: number): Point {
  const { inputs, width: wide, height } = portsOf(root, [...draft.doc.edges.values()]);
  const view = inputs.find(input => input.key === port);
  return { x: root.position.x + (view ? view.x + view.width / 2 : wide / 2) - width / 2, y: root.position.y + height + 96 };
}

/** The first free place to the right: what supplies one step stands in a row. */
function besideOthers(draft: Draft, at: Point, size: Size): Point {
  const wanted = snapPoint(at);
  for (let x = wanted.x; x < wanted.x + 40 * COLUMN; x += GRID) {
    const spot = snapPoint({ x, y: wanted.y });
    const free = freeSpot(draft.doc, spot, size.height, size.width);
    if (free.y === spot.y) return free;
  }
  return freeSpot(draft.doc, wanted, size.height, size.width);
}

/** After the selected step, wired to its first free output. */
function afterNode(draft: Draft, node: WorkflowNode, before: WorkflowNode): void {
  const { outputs } = portsOf(before, [...draft.doc.edges.values()]);
  const used = new Set(edgesFrom(draft.doc, before.id).map(edge => edge.sourcePort));
  const open = outputs.find(port => !port.error && port.type === 'main' && !used.has(port.key));
  if (open) return atWire(draft, node, { node: before.id, port: open.key, kind: 'source' }, undefined);
  draft.putNode({ ...node, position: freeSpot(draft.doc, { x: before.position.x + COLUMN, y: before.position.y + 96 }) });
}

export function addNote(editor: Editor, at?: Point): string {
  const centre = at ?? middle(editor);
  const node = makeNode(editor, NOTE_TYPE, snapPoint({ x: centre.x - 10, y: centre.y - 48 }), { content: '', width: 240, height: 160, color: 1 });
  editor.document.getState().edit('Add note', draft => draft.putNode(node));
  select(editor, [node.id]);
  editor.view.setState({ editingNote: node.id });
  return node.id;
}

/** Another type in the same place: keeps wires that fit, the name if it was chosen, and parameters of the same name. */
export function replaceNode(editor: Editor, id: string, type: string): void {
  const { doc, edit } = editor.document.getState();
  const old = doc.nodes.get(id);
  const definition = findDefinition(type);
  if (!old || !definition || old.type === type) return;
  const oldLabel = findDefinition(old.type)?.label ?? old.type;
  const named = !old.name.startsWith(oldLabel);
  edit(`Replace ${old.name}`, draft => {
    const parameters = Object.fromEntries(Object.entries(old.parameters).filter(([key]) => Object.hasOwn(definition.parameters, key) && definition.parameters[key]?.kind === findDefinition(old.type)?.parameters[key]?.kind));
    const next: WorkflowNode = { id, name: named ? old.name : freeName(doc, definition.label), type, typeVersion: definition.versions.at(-1) ?? 1, position: old.position, parameters, ...(old.notes ? { notes: old.notes } : {}) };
    draft.putNode(next);
    const { inputs, outputs } = portsOf(next, []);
    for (const edge of [...edgesInto(doc, id), ...edgesFrom(doc, id)]) {
      const into = edge.target === id;
      const ports = into ? inputs : outputs;
      const wanted = into ? edge.targetPort : edge.sourcePort;
      const port = ports.find(each => each.key === wanted) ?? ports.find(each => each.type === parsePort(wanted).type);
      if (!port) draft.removeEdge(edge.id);
      else if (port.key !== wanted) draft.putEdge(into ? { ...edge, targetPort: port.key } : { ...edge, sourcePort: port.key });
    }
  }, { selection: [id] });
  select(editor, [id], { focus: true });
}
