// What each shortcut does. `canvas` actions need the focus on the canvas; `page` actions work beside it too.
import { undo, redo, nudge, remove, selectedNodes, toggleDisabled } from '../commands/change';
import { addNote } from '../commands/add';
import { togglePin } from '../commands/pin';
import { runStep, runWorkflow } from '../commands/run';
import { clearSelection, motion, selectAll, walk } from '../commands/select';
import { tidy } from '../commands/tidy';
import { fitView } from '../commands/view';
import { duplicate } from '../clipboard/clipboard';
import { GRID } from '../commands/place';
import { NOTE_TYPE } from '../canvas/flow-elements';
import type { Editor } from '../store/editor';

type Action = (editor: Editor) => unknown;

/** The step the keyboard means: the selected one, else the one with the focus. */
export function currentNode(editor: Editor): string | null {
  const { selected, current } = editor.view.getState();
  const { nodes } = editor.document.getState().doc;
  const id = selected.size === 1 ? [...selected][0] : current;
  return id && nodes.has(id) ? id : null;
}

const withCurrent = (act: (editor: Editor, id: string) => unknown): Action => editor => {
  const id = currentNode(editor);
  return id ? act(editor, id) : false;
};

const editing = (act: Action): Action => editor => (editor.document.getState().readOnly ? false : act(editor));

const chosen = (editor: Editor): string[] => {
  const ids = selectedNodes(editor);
  const id = currentNode(editor);
  return ids.length > 0 ? ids : id ? [id] : [];
};

function open(editor: Editor, id: string): void {
  const note = editor.document.getState().doc.nodes.get(id)?.type === NOTE_TYPE;
  editor.view.setState(note ? { editingNote: editor.document.getState().readOnly ? null : id } : { panel: id });
}

function removeChosen(editor: Editor): unknown {
  const { selectedEdges } = editor.view.getState();
  return selectedNodes(editor).length > 0 || selectedEdges.size === 0 ? remove(editor, chosen(editor), [...selectedEdges]) : remove(editor, [], [...selectedEdges]);
}

/** One level back: picker, find, panel, selection. */
function back(editor: Editor): void {
  const { picker, find, connecting, panel, selected, selectedEdges, side } = editor.view.getState();
  if (picker || connecting) editor.view.setState({ picker: null, connecting: null });
  else if (find) editor.view.setState({ find: false });
  else if (panel) editor.view.setState({ panel: null });
  else if (selected.size > 0 || selectedEdges.size > 0) clearSelection(editor);
  else if (side) editor.view.setState({ side: null });
}

const move = (x: number, y: number): Action => editing(editor => nudge(editor, chosen(editor), { x: x * GRID, y: y * GRID }));
const add: Action = editing(editor => editor.view.setState({ picker: { screen: null } }));

const fitSelection: Action = editor => fitView(editor, selectedNodes(editor));
const fitAll: Action = editor => fitView(editor);
const zoomTo = (zoom: number): Action => editor => void editor.flow.current?.zoomTo(zoom, { duration: motion(200) });

export const CANVAS_ACTIONS: Readonly<Record<string, Action>> = {
  N: add,
  '/': add,
  Enter: withCurrent(open),
  F2: editing(withCurrent((editor, id) => editor.view.setState({ renaming: id }))),
  D: editing(editor => toggleDisabled(editor, chosen(editor))),
  P: editing(withCurrent((editor, id) => void togglePin(editor, id))),
  R: editing(withCurrent((editor, id) => editor.view.setState({ picker: { screen: null, replace: id } }))),
  E: editing(withCurrent((editor, id) => editor.view.setState({ connecting: id }))),
  Delete: editing(removeChosen),
  Backspace: editing(removeChosen),
  Escape: back,
  ArrowLeft: editor => walk(editor, 'left'),
  ArrowRight: editor => walk(editor, 'right'),
  ArrowUp: editor => walk(editor, 'up'),
  ArrowDown: editor => walk(editor, 'down'),
  'Shift+ArrowLeft': editor => walk(editor, 'left', { all: true }),
  'Shift+ArrowRight': editor => walk(editor, 'right', { all: true }),
  'Alt+ArrowLeft': move(-1, 0),
  'Alt+ArrowRight': move(1, 0),
  'Alt+ArrowUp': move(0, -1),
  'Alt+ArrowDown': move(0, 1),
  'Alt+Shift+ArrowLeft': move(-5, 0),
  'Alt+Shift+ArrowRight': move(5, 0),
  'Alt+Shift+ArrowUp': move(0, -5),
  'Alt+Shift+ArrowDown': move(0, 5),
  '0': zoomTo(1),
  '1': fitAll,
  '2': fitSelection,
  'Shift+1': fitAll,
  'Shift+2': fitSelection,
  '!': fitAll,
  '@': fitSelection,
  '+': editor => void editor.flow.current?.zoomIn({ duration: motion(120) }),
  '=': editor => void editor.flow.current?.zoomIn({ duration: motion(120) }),
  '-': editor => void editor.flow.current?.zoomOut({ duration: motion(120) }),
  _: editor => void editor.flow.current?.zoomOut({ duration: motion(120) }),
  V: editor => editor.view.setState({ pointer: 'select' }),
  H: editor => editor.view.setState({ pointer: 'hand' }),
  G: editor => editor.view.setState(state => ({ outline: !state.outline })),
  '?': editor => editor.view.setState({ help: true }),
  'Shift+S': editing(editor => addNote(editor)),
  'Alt+Shift+T': editing(editor => void tidy(editor, selectedNodes(editor))),
  'Mod+A': selectAll,
  'Mod+D': editing(duplicate),
};

export const PAGE_ACTIONS: Readonly<Record<string, Action>> = {
  'Mod+Enter': editor => void runWorkflow(editor),
  'Mod+Shift+Enter': editor => {
    const id = editor.view.getState().panel ?? currentNode(editor);
    return id ? void runStep(editor, id) : false;
  },
  'Mod+Z': undo,
  'Mod+Shift+Z': redo,
  'Mod+Y': redo,
  'Mod+F': editor => editor.view.setState({ find: true }),
};
