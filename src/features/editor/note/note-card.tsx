// A note on the canvas: text behind the steps, in one of seven dyes.
'use client';
import { type NodeProps, NodeResizer } from 'reactflow';
import { memo, useEffect, useRef } from 'react';
import { cx } from '~/ui/class-names';
import { noteSize, type FlowNode } from '../canvas/flow-elements';
import { setParameters } from '../commands/change';
import { focusNode } from '../commands/select';
import { useDocument, useEditor, useView } from '../store/editor';
import { NoteText } from './note-text';

export const DYES = ['weld', 'madder', 'woad', 'moss', 'orchil', 'walnut', 'wool'] as const;

const dyeOf = (value: unknown): string => DYES[(typeof value === 'number' ? value - 1 : 0) % DYES.length] ?? 'weld';

export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps<FlowNode>) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(id));
  const readOnly = useDocument(state => state.readOnly);
  const editing = useView(state => state.editingNote === id);
  const focusable = useView(state => state.current === id);
  if (!node) return null;
  const content = typeof node.parameters.content === 'string' ? node.parameters.content : '';
  const change = (patch: Record<string, string | number>, field: string): void => setParameters(editor, id, { ...node.parameters, ...patch }, field);
  return (
    <>
      <NodeResizer isVisible={selected && !readOnly} minWidth={120} minHeight={64} lineClassName="note-line" handleClassName="note-handle"
        onResizeEnd={(_, { x, y, width, height }) => {
          editor.document.getState().edit('Resize note', draft => draft.patchNode(id, { position: { x, y }, parameters: { ...node.parameters, width: Math.round(width), height: Math.round(height) } }));
        }} />
      {/* A note holds text and a toolbar. */}
      <div role="group" aria-roledescription="note" aria-label={content.slice(0, 80) || 'Empty note'} data-card={id} data-selected={selected || undefined} tabIndex={focusable ? 0 : -1} onFocus={() => editor.view.setState({ current: id })}
        className="card size-full overflow-hidden [overflow-wrap:anywhere] rounded-tag px-4 py-3.5 text-fg outline-none" style={{ background: `var(--note-${dyeOf(node.parameters.color)})`, ...(editing ? {} : noteSize(node)) }}>
        {editing ? <NoteField id={id} text={content} onChange={text => change({ content: text }, 'content')} /> : <NoteText text={content} />}
        {selected && !readOnly ? (
          <div role="radiogroup" aria-label="Colour of the note" className="nodrag absolute -top-9 right-0 flex gap-1 rounded-lg bg-float p-1 shadow-float">
            {DYES.map((dye, index) => {
              const on = dyeOf(node.parameters.color) === dye;
              return <button key={dye} type="button" role="radio" aria-checked={on} aria-label={dye} onClick={() => change({ color: index + 1 }, 'color')} className={cx('size-5 rounded-tag', on ? '[box-shadow:inset_0_0_0_2px_var(--accent)]' : 'edge-line')} style={{ background: `var(--note-${dye})` }} />;
            })}
          </div>
        ) : null}
      </div>
    </>
  );
});

function NoteField({ id, text, onChange }: { id: string; text: string; onChange(text: string): void }) {
  const editor = useEditor();
  const area = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the field opens
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(text.length, text.length);
  }, []);
  return (
    <textarea ref={area} aria-label="Note, in Markdown" value={text} onChange={event => onChange(event.target.value)} onBlur={() => editor.view.setState({ editingNote: null })}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        editor.view.setState({ editingNote: null });
        focusNode(editor, id);
      }}
      placeholder="Write a note. **Bold**, `code`, # heading, - list, [link](https://…)" className="nodrag nowheel size-full resize-none bg-transparent leading-[19px] outline-none" />
  );
}
