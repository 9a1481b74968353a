// Entries of the context menus: step, selection, canvas.
import type { MenuEntry } from '~/ui/menu';
import { copySelection, cutSelection, duplicate, paste } from '../clipboard/clipboard';
import { addNote } from '../commands/add';
import { isPinned, remove, selectedNodes, toggleDisabled } from '../commands/change';
import { togglePin } from '../commands/pin';
import { runFrom, runStep, runWorkflow } from '../commands/run';
import { select, selectAll, walk } from '../commands/select';
import { tidy } from '../commands/tidy';
import { fitView } from '../commands/view';
import type { Editor } from '../store/editor';
import type { Point } from '../store/view';
import { NOTE_TYPE } from './flow-elements';

const write = (text: string | null): void => {
  if (text !== null) void navigator.clipboard?.writeText(text).catch(() => undefined);
};

export function nodeEntries(editor: Editor, id: string): MenuEntry[] {
  const { doc, readOnly } = editor.document.getState();
  const node = doc.nodes.get(id);
  if (!node) return [];
  const note = node.type === NOTE_TYPE;
  const edit: MenuEntry[] = readOnly ? [] : [
    { label: 'Rename', icon: 'text-cursor-input', keys: 'F2', onSelect: () => editor.view.setState({ renaming: id }) },
    { label: 'Replace', icon: 'replace', keys: 'R', onSelect: () => editor.view.setState({ picker: { screen: null, replace: id } }) },
    { label: node.disabled ? 'Enable' : 'Disable', icon: 'circle-slash', keys: 'D', onSelect: () => toggleDisabled(editor, [id]) },
    { label: isPinned(editor, id) ? 'Unpin data' : 'Pin data', icon: 'pin', keys: 'P', onSelect: () => void togglePin(editor, id) },
    { label: 'Connect to…', icon: 'plug', keys: 'E', onSelect: () => editor.view.setState({ connecting: id }) },
  ];
  return [
    ...(note ? [{ label: 'Edit note', icon: 'pencil', keys: 'Enter', disabled: readOnly, onSelect: () => editor.view.setState({ editingNote: id }) } as MenuEntry] : [
      { label: 'Open', icon: 'panel-right', keys: 'Enter', onSelect: () => editor.view.setState({ panel: id }) } as MenuEntry,
      ...(editor.canRun ? [{ label: 'Run this step', icon: 'play', keys: 'Mod+Shift+Enter', onSelect: () => void runStep(editor, id) } as MenuEntry, { label: 'Run from here', icon: 'skip-forward', onSelect: () => void runFrom(editor, id) } as MenuEntry] : []),
      ...edit,
      { kind: 'divider' } as MenuEntry,
      { label: 'Select what leads here', icon: 'arrow-left', keys: 'Shift+Left', onSelect: () => { select(editor, [id]); walk(editor, 'left', { all: true }); } } as MenuEntry,
      { label: 'Select what follows', icon: 'arrow-right', keys: 'Shift+Right', onSelect: () => { select(editor, [id]); walk(editor, 'right', { all: true }); } } as MenuEntry,
    ]),
    { kind: 'divider' },
    ...selectionEntries(editor),
  ];
}

export function selectionEntries(editor: Editor): MenuEntry[] {
  const { readOnly } = editor.document.getState();
  const ids = selectedNodes(editor);
  const copy: MenuEntry = { label: 'Copy', icon: 'copy', keys: 'Mod+C', onSelect: () => write(copySelection(editor)) };
  if (readOnly) return [copy];
  return [
    { label: 'Cut', icon: 'scissors', keys: 'Mod+X', onSelect: () => write(cutSelection(editor)) },
    copy,
    { label: 'Duplicate', icon: 'copy-plus', keys: 'Mod+D', onSelect: () => duplicate(editor) },
    ...(ids.length > 1 ? [{ label: 'Tidy up selection', icon: 'network', keys: 'Shift+Alt+T', onSelect: () => void tidy(editor, ids) } as MenuEntry] : []),
    { kind: 'divider' },
    { label: 'Delete', icon: 'trash-2', keys: 'Del', danger: true, onSelect: () => remove(editor, ids) },
  ];
}

export function canvasEntries(editor: Editor, screen: Point): MenuEntry[] {
  const { readOnly } = editor.document.getState();
  const at = editor.flow.current?.screenToFlowPosition(screen);
  const look: MenuEntry[] = [
    { label: 'Select all', icon: 'scan', keys: 'Mod+A', onSelect: () => selectAll(editor) },
    { label: 'Fit to view', icon: 'maximize-2', keys: '1', onSelect: () => fitView(editor) },
  ];
  if (readOnly) return look;
  return [
    { label: 'Add step', icon: 'plus', keys: 'N', onSelect: () => editor.view.setState({ picker: { screen, at } }) },
    { label: 'Add note', icon: 'sticky-note', keys: 'Shift+S', onSelect: () => addNote(editor, at) },
    { label: 'Paste', icon: 'clipboard-paste', keys: 'Mod+V', onSelect: () => void navigator.clipboard?.readText().then(text => at && paste(editor, text, at)).catch(() => undefined) },
    { kind: 'divider' },
    { label: 'Run workflow', icon: 'play', keys: 'Mod+Enter', onSelect: () => void runWorkflow(editor) },
    { label: 'Tidy up', icon: 'network', keys: 'Shift+Alt+T', onSelect: () => void tidy(editor) },
    ...look,
  ];
}
