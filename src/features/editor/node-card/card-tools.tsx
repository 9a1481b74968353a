// The tools above a selected step.
'use client';
import { IconButton } from '~/ui/button';
import { Menu } from '~/ui/menu';
import { isPinned, remove, toggleDisabled } from '../commands/change';
import { nodeEntries } from '../canvas/context-entries';
import { togglePin } from '../commands/pin';
import { runStep } from '../commands/run';
import { useDocument, useEditor, useView } from '../store/editor';

export function CardTools({ id, name }: { id: string; name: string }) {
  const editor = useEditor();
  const only = useView(state => state.selected.size === 1);
  const readOnly = useDocument(state => state.readOnly);
  const disabled = useDocument(state => Boolean(state.doc.nodes.get(id)?.disabled));
  if (!only || readOnly) return null;
  return (
    <div role="toolbar" aria-label={name} className="card-tools nodrag nopan absolute -top-[42px] right-0 flex rounded-lg bg-float p-0.5 shadow-float" onDoubleClick={event => event.stopPropagation()}>
      <IconButton icon="play" label="Run this step" keys="Mod+Shift+Enter" onClick={() => void runStep(editor, id)} />
      <IconButton icon="circle-slash" label={disabled ? 'Enable' : 'Disable'} keys="D" pressed={disabled} onClick={() => toggleDisabled(editor, [id])} />
      <IconButton icon={isPinned(editor, id) ? 'pin-off' : 'pin'} label={isPinned(editor, id) ? 'Unpin data' : 'Pin data'} keys="P" onClick={() => void togglePin(editor, id)} />
      <IconButton icon="trash-2" label="Delete" keys="Del" onClick={() => remove(editor, [id])} />
      <Menu align="end" entries={nodeEntries(editor, id)} trigger={<IconButton icon="ellipsis" label="More" />} />
    </div>
  );
}
