// Selection and walking the graph with the keyboard.
import { NOTE_TYPE, sizeOf } from '../canvas/flow-elements';
import { ancestors, descendants, edgesFrom, edgesInto } from '../store/definition';
import { announce, type Editor } from '../store/editor';
import { portsOf } from '../node-card/ports';

export function select(editor: Editor, ids: Iterable<string>, options: { focus?: boolean } = {}): void {
  const selected = new Set(ids);
  const current = [...selected].at(-1) ?? editor.view.getState().current;
  editor.view.setState({ selected, selectedEdges: new Set(), current });
  if (options.focus && current) focusNode(editor, current);
}

export const clearSelection = (editor: Editor): void => editor.view.setState({ selected: new Set(), selectedEdges: new Set() });

/** Puts the keyboard on a card; the canvas itself when the card is not drawn. */
export function focusNode(editor: Editor, id: string): void {
  requestAnimationFrame(() => {
    const card = editor.canvas.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
    (card ?? editor.canvas.current)?.focus({ preventScroll: true });
  });
}

/** Brings a node into view with 100 px around it; never zooms in past 100 %. */
export function reveal(editor: Editor, id: string): void {
  const flow = editor.flow.current;
  const node = editor.document.getState().doc.nodes.get(id);
  const canvas = editor.canvas.current;
  if (!flow || !node || !canvas) return;
  const { x, y, zoom } = flow.getViewport();
  const size = sizeOf(node);
  const box = canvas.getBoundingClientRect();
  const left = node.position.x * zoom + x;
  const top = node.position.y * zoom + y;
  const margin = 100;
  const inside = left >= margin / 2 && top >= margin / 2 && left + size.width * zoom <= box.width - margin / 2 && top + size.height * zoom <= box.height - margin / 2;
  if (!inside) void flow.setCenter(node.position.x + size.width / 2, node.position.y + size.height / 2, { zoom: Math.min(1, Math.max(zoom, 0.5)), duration: motion(200) });
}

/** Milliseconds of an animation, none where less motion is wanted. */
export const motion = (ms: number): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms);

export function goTo(editor: Editor, id: string): void {
  select(editor, [id], { focus: true });
  reveal(editor, id);
}

const onY = (editor: Editor) => (a: string, b: string): number => {
  const { nodes } = editor.document.getState().doc;
  const [first, second] = [nodes.get(a)?.position, nodes.get(b)?.position];
  return first && second ? first.y - second.y || first.x - second.x : 0;
};

/** Left and right go along wires, up and down to siblings and around. */
export function walk(editor: Editor, direction: 'left' | 'right' | 'up' | 'down', options: { all?: boolean } = {}): void {
  const { doc } = editor.document.getState();
  const { current, selected } = editor.view.getState();
  const steps = [...doc.nodes.values()].filter(node => node.type !== NOTE_TYPE).map(node => node.id);
  const from = current && doc.nodes.has(current) ? current : undefined;
  if (!from) {
    const first = steps.sort((a, b) => (doc.nodes.get(a)?.position.x ?? 0) - (doc.nodes.get(b)?.position.x ?? 0))[0];
    if (first) goTo(editor, first);
    return;
  }
  const before = edgesInto(doc, from).map(edge => edge.source).sort(onY(editor));
  const after = edgesFrom(doc, from).map(edge => edge.target).sort(onY(editor));
  if (options.all) {
    const more = direction === 'left' ? ancestors(doc, from) : descendants(doc, from);
    editor.view.setState({ selected: new Set([...selected, from, ...more]), current: from });
    announce(editor, `${more.length + 1} steps selected`);
    return;
  }
  if (direction === 'left' && before[0]) goTo(editor, before[0]);
  if (direction === 'right' && after[0]) goTo(editor, after[0]);
  if (direction === 'up' || direction === 'down') {
    const kin = new Set([...before.flatMap(id => edgesFrom(doc, id).map(edge => edge.target)), ...(before.length === 0 ? after.flatMap(id => edgesInto(doc, id).map(edge => edge.source)) : [])]);
    const list = (kin.size > 1 ? [...kin] : steps).sort(onY(editor));
    const at = list.indexOf(from);
    const next = list[(at + (direction === 'down' ? 1 : -1) + list.length) % list.length];
    if (next) goTo(editor, next);
  }
}

export function selectAll(editor: Editor): void {
  const ids = [...editor.document.getState().doc.nodes.keys()];
  select(editor, ids);
  announce(editor, `${ids.length} selected`);
}

/** "Send email, HTTP request, 3 of 9, failed, 1 input, 2 outputs". */
export function spokenName(editor: Editor, id: string, label: string, state: string): string {
  const { doc } = editor.document.getState();
  const node = doc.nodes.get(id);
  if (!node) return '';
  const { inputs, outputs } = portsOf(node, [...doc.edges.values()]);
  const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  return [node.name, label, state, count(inputs.length, 'input'), count(outputs.length, 'output')].filter(Boolean).join(', ');
}
