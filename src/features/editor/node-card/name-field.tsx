// Renaming in place. Enter keeps, Escape drops; a name that is taken says so and stays open.
'use client';
import { useEffect, useRef, useState } from 'react';
import { nameProblem, renameNode } from '../commands/change';
import { focusNode } from '../commands/select';
import { useEditor } from '../store/editor';

export function NameField({ id, name }: { id: string; name: string }) {
  const editor = useEditor();
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.select(), []);
  const problem = text.trim() === name ? null : nameProblem(editor, id, text);
  const close = (keep: boolean): void => {
    if (done.current || (keep && problem)) return;
    done.current = true;
    if (keep) renameNode(editor, id, text);
    editor.view.setState({ renaming: null });
    focusNode(editor, id);
  };
  return (
    <span className="nodrag nopan relative min-w-0 flex-1">
      <input ref={input} aria-label={`Name of ${name}`} aria-invalid={problem ? true : undefined} autoFocus value={text} onChange={event => setText(event.target.value)}
        onBlur={() => { if (problem) { done.current = true; editor.view.setState({ renaming: null }); } else close(true); }}
        onKeyDown={event => {
          event.stopPropagation();
          if (event.key === 'Enter') close(true);
          if (event.key === 'Escape') close(false);
        }}
        className="-mx-1 w-full rounded-tag bg-input px-1 outline-2 outline-accent aria-invalid:outline-failed-fill" />
      {problem ? <span role="alert" className="absolute top-full left-0 z-10 mt-1 rounded-control bg-float px-2 py-1 text-dense whitespace-nowrap text-failed shadow-float">{problem}</span> : null}
    </span>
  );
}
