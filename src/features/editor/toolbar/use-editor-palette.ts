// What the editor adds to the command palette: its steps and its actions.
'use client';
import { usePaletteCommands, type PaletteCommand } from '~/ui/palette/palette-store';
import { findDefinition } from '~/nodes/known-definitions';
import type { IconName } from '~/ui/icon';
import { NOTE_TYPE } from '../canvas/flow-elements';
import { addNote } from '../commands/add';
import { undo, redo } from '../commands/change';
import { runFrom, runStep, runWorkflow } from '../commands/run';
import { goTo, selectAll } from '../commands/select';
import { tidy } from '../commands/tidy';
import { currentNode } from '../keyboard/actions';
import { subtitleOf } from '../node-card/described';
import type { Editor } from '../store/editor';

export function useEditorPalette(editor: Editor, name: string): void {
  usePaletteCommands('editor', () => {
    const { doc, readOnly } = editor.document.getState();
    const steps = [...doc.nodes.values()].filter(node => node.type !== NOTE_TYPE).map((node): PaletteCommand => ({
      id: `step-${node.id}`, kind: 'thing', group: `In ${name}`, label: node.name, note: subtitleOf(node), icon: (findDefinition(node.type)?.icon ?? 'puzzle') as IconName,
      run: () => goTo(editor, node.id),
    }));
    const id = currentNode(editor);
    const action = (key: string, label: string, icon: IconName, run: () => void, keys?: string): PaletteCommand => ({ id: `editor-${key}`, kind: 'action', group: 'Actions', label, icon, keys, run });
    const actions = [
      action('run', 'Run the workflow', 'play', () => void runWorkflow(editor), 'Mod+Enter'),
      ...(id ? [action('run-step', `Run ${doc.nodes.get(id)?.name}`, 'play', () => void runStep(editor, id), 'Mod+Shift+Enter'), action('run-from', `Run from ${doc.nodes.get(id)?.name}`, 'skip-forward', () => void runFrom(editor, id)), action('open', `Open ${doc.nodes.get(id)?.name}`, 'panel-right', () => editor.view.setState({ panel: id }), 'Enter')] : []),
      action('find', 'Find on the canvas', 'search', () => editor.view.setState({ find: true }), 'Mod+F'),
      action('versions', 'Version history', 'history', () => editor.view.setState({ side: 'versions' })),
      action('settings', 'Workflow settings', 'settings-2', () => editor.view.setState({ side: 'settings' })),
      action('problems', 'Problems', 'triangle-alert', () => editor.view.setState({ side: 'problems' })),
      action('outline', 'Outline view', 'list-tree', () => editor.view.setState(state => ({ outline: !state.outline })), 'G'),
      action('help', 'Keys', 'keyboard', () => editor.view.setState({ help: true }), '?'),
    ];
    const edits = readOnly ? [] : [
      action('add', 'Add a step', 'plus', () => editor.view.setState({ picker: { screen: null } }), 'N'),
      action('note', 'Add a note', 'sticky-note', () => addNote(editor), 'Shift+S'),
      action('tidy', 'Tidy up', 'network', () => void tidy(editor), 'Shift+Alt+T'),
      action('publish', 'Publish', 'upload', () => editor.view.setState({ publishing: true })),
      action('undo', 'Undo', 'undo-2', () => undo(editor), 'Mod+Z'),
      action('redo', 'Redo', 'redo-2', () => redo(editor), 'Mod+Shift+Z'),
      action('all', 'Select all', 'scan', () => selectAll(editor), 'Mod+A'),
    ];
    return [...steps, ...actions, ...edits];
  });
}
