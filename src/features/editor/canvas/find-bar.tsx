// Find on the canvas: names, types, parameter values and notes. Enter goes to the next match.
'use client';
import { useMemo, useRef, useState } from 'react';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { goTo } from '../commands/select';
import { describe } from '../node-card/described';
import { useDocument, useEditor, useView } from '../store/editor';

export function FindBar() {
  const open = useView(state => state.find);
  return open ? <FindField /> : null;
}

function FindField() {
  const editor = useEditor();
  const nodes = useDocument(state => state.doc.nodes);
  const [query, setQuery] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);

  const found = useMemo(() => {
    const fold = (text: string): string => (matchCase ? text : text.toLowerCase());
    const wanted = fold(query.trim());
    if (wanted === '') return [];
    return [...nodes.values()].filter(node => fold(`${node.name}\n${describe(node).definition?.label ?? node.type}\n${node.notes ?? ''}\n${JSON.stringify(node.parameters)}`).includes(wanted)).sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y).map(node => node.id);
  }, [nodes, query, matchCase]);

  const step = (by: number): void => {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    goTo(editor, found[next] as string);
    requestAnimationFrame(() => requestAnimationFrame(() => input.current?.focus()));
  };
  const close = (): void => {
    editor.view.setState({ find: false });
    editor.canvas.current?.focus({ preventScroll: true });
  };

  return (
    <search className="enter-float absolute top-3 right-4 z-(--z-canvas-ui) flex h-10 items-center gap-1 rounded-card bg-float pr-1 pl-3 shadow-float">
      <Icon name="search" className="text-fg-2" />
      <input ref={input} autoFocus aria-label="Find on canvas" value={query} placeholder="Name, value or note" spellCheck={false} autoComplete="off" onChange={event => { setQuery(event.target.value); setAt(-1); }}
        onKeyDown={event => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="w-52 bg-transparent px-1 outline-none" />
      <span role="status" className="figures min-w-14 text-right text-dense text-fg-3">{query.trim() === '' ? '' : found.length === 0 ? 'None' : `${Math.max(at, 0) + 1} of ${found.length}`}</span>
      <IconButton icon="type" label="Match case" pressed={matchCase} onClick={() => setMatchCase(!matchCase)} />
      <IconButton icon="chevron-up" label="Previous match" keys="Shift+Enter" onClick={() => step(-1)} />
      <IconButton icon="chevron-down" label="Next match" keys="Enter" onClick={() => step(1)} />
      <IconButton icon="x" label="Close" keys="Esc" onClick={close} />
    </search>
  );
}
