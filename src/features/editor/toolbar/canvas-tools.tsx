// Tools at the foot of the canvas: pointer or hand, add, note, tidy, find, undo.
'use client';
import type { ReactNode } from 'react';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Keys } from '~/ui/keys';
import { addNote } from '../commands/add';
import { redo, selectedNodes, undo } from '../commands/change';
import { tidy } from '../commands/tidy';
import { useDocument, useEditor, useView } from '../store/editor';

export function ToolGroup({ label, children }: { label: string; children: ReactNode }) {
  return <div role="toolbar" aria-label={label} className="flex items-center gap-0.5 rounded-card bg-float p-1 shadow-float">{children}</div>;
}

export const ToolGap = () => <span aria-hidden className="mx-1 h-5 w-px bg-line-strong" />;

export function CanvasTools() {
  const editor = useEditor();
  const pointer = useView(state => state.pointer);
  const readOnly = useDocument(state => state.readOnly);
  const undoLabel = useDocument(state => state.undo.at(-1)?.label);
  const redoLabel = useDocument(state => state.redo.at(-1)?.label);
  return (
    <ToolGroup label="Canvas tools">
      <IconButton size="md" icon="mouse-pointer-2" label="Pointer" keys="V" pressed={pointer === 'select'} onClick={() => editor.view.setState({ pointer: 'select' })} />
      <IconButton size="md" icon="hand" label="Hand" keys="H" pressed={pointer === 'hand'} onClick={() => editor.view.setState({ pointer: 'hand' })} />
      <ToolGap />
      {readOnly ? null : (
        <>
          <button type="button" onClick={() => editor.view.setState({ picker: { screen: null } })} className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-fg-2 hover:bg-hover hover:text-fg">
            <Icon name="plus" />Add step <Keys keys="N" />
          </button>
          <IconButton size="md" icon="sticky-note" label="Note" keys="Shift+S" onClick={() => addNote(editor)} />
          <IconButton size="md" icon="network" label="Tidy up" keys="Shift+Alt+T" onClick={() => void tidy(editor, selectedNodes(editor))} />
        </>
      )}
      <IconButton size="md" icon="search" label="Find on canvas" keys="Mod+F" onClick={() => editor.view.setState({ find: true })} />
      {readOnly ? null : (
        <>
          <ToolGap />
          <IconButton size="md" icon="undo-2" label={undoLabel ? `Undo: ${undoLabel}` : 'Undo'} keys="Mod+Z" disabled={!undoLabel} onClick={() => undo(editor)} />
          <IconButton size="md" icon="redo-2" label={redoLabel ? `Redo: ${redoLabel}` : 'Redo'} keys="Mod+Shift+Z" disabled={!redoLabel} onClick={() => redo(editor)} />
        </>
      )}
    </ToolGroup>
  );
}
