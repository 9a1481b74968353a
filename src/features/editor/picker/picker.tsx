// The node picker: opens where it was asked for, search first, Enter inserts, Escape gives the focus back.
'use client';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { Keys } from '~/ui/keys';
import { findDefinition } from '~/nodes/known-definitions';
import { addNode, replaceNode } from '../commands/add';
import { triggersOf } from '../commands/run';
import { focusNode } from '../commands/select';
import { TILE_CLASSES, categoryOf } from '../node-card/described';
import { useEditor, useView } from '../store/editor';
import type { Picker as PickerState } from '../store/view';
import { shelves } from './catalogue';
import { readRecent, remember } from './recent';

const WIDTH = 360;
const HEIGHT = 420;

export function Picker() {
  const picker = useView(state => state.picker);
  return picker ? <PickerPanel key={JSON.stringify(picker)} picker={picker} /> : null;
}

function PickerPanel({ picker }: { picker: PickerState }) {
  const editor = useEditor();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  const shown = useMemo(() => shelves(query, {
    port: picker.from ? { key: picker.from.port, kind: picker.from.kind } : undefined,
    triggersFirst: !picker.from && !picker.edge && !picker.replace && triggersOf(editor.document.getState().doc.nodes.values()).length === 0,
    recent: readRecent(),
  }), [query, picker, editor]);
  const flat = shown.flatMap(shelf => shelf.entries);
  const current = Math.min(at, flat.length - 1);

  const close = (): void => {
    editor.view.setState({ picker: null });
    const { current: node } = editor.view.getState();
    if (node) focusNode(editor, node);
    else editor.canvas.current?.focus({ preventScroll: true });
  };
  const insert = (type: string | undefined): void => {
    if (!type) return;
    editor.view.setState({ picker: null });
    remember(type);
    if (picker.replace) replaceNode(editor, picker.replace, type);
    else {
      const id = addNode(editor, type, picker);
      // A trigger or step with settings is opened at once only when asked: the canvas stays in view.
      if (!findDefinition(type)) focusNode(editor, id);
    }
  };

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (!panel.current?.contains(event.target as Node)) editor.view.setState({ picker: null });
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [editor]);

  const place = picker.screen
    ? { left: Math.max(8, Math.min(picker.screen.x + 8, window.innerWidth - WIDTH - 8)), top: Math.max(52, Math.min(picker.screen.y - 24, window.innerHeight - HEIGHT - 8)) }
    : { left: Math.max(8, window.innerWidth / 2 - WIDTH / 2), top: Math.max(52, window.innerHeight / 2 - HEIGHT / 2 - 40) };

  let index = -1;
  return (
    <div ref={panel} role="dialog" aria-label={picker.replace ? 'Replace step' : 'Add step'} className="enter-float fixed z-(--z-menu) flex max-w-[calc(100vw-16px)] flex-col rounded-card bg-float shadow-float" style={{ ...place, width: WIDTH, maxHeight: HEIGHT }}>
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-line border-b px-3">
        <Icon name="search" className="text-fg-2" />
        <input autoFocus role="combobox" aria-label="Search steps" aria-expanded aria-controls="picker-list" aria-activedescendant={current >= 0 ? `picker-${current}` : undefined} placeholder={picker.replace ? 'Replace with' : 'What should happen?'} value={query} spellCheck={false} autoComplete="off"
          onChange={event => { setQuery(event.target.value); setAt(0); }}
          onKeyDown={event => {
            event.stopPropagation();
            if (event.key === 'ArrowDown') setAt(Math.min(flat.length - 1, current + 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
            else if (event.key === 'Enter') insert(flat[current]?.type);
            else if (event.key === 'Escape' || event.key === 'Tab') close();
            else return;
            event.preventDefault();
          }}
          className="min-w-0 flex-1 bg-transparent outline-none" />
        <Keys keys="Esc" />
      </div>
      <div ref={list} id="picker-list" role="listbox" aria-label="Steps" className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {shown.map(shelf => (
          <div key={shelf.title} role="group" aria-label={shelf.title}>
            <div aria-hidden className="px-2 pt-2 pb-1 text-dense text-fg-3">{shelf.title}</div>
            {shelf.entries.map(definition => {
              index += 1;
              const mine = index;
              return (
                <div key={`${shelf.title}/${definition.type}`} id={`picker-${mine}`} role="option" aria-selected={mine === current} tabIndex={-1} onMouseMove={() => { if (mine !== at) setAt(mine); }} onClick={() => insert(definition.type)}
                  className={cx('flex min-h-11 items-center gap-2.5 rounded-control px-2 py-1', mine === current && 'bg-press')}>
                  <span className={cx('grid size-7 shrink-0 place-items-center rounded-control', TILE_CLASSES[categoryOf(definition)])}><Icon name={definition.icon} /></span>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-strong">{definition.label}</span>
                    <span className={cx('dense block truncate text-dense', mine === current ? 'text-fg-2' : 'text-fg-3')}>{definition.description}</span>
                  </span>
                </div>
              );
            })}
          </div>
        ))}
        {flat.length === 0 ? <p className="px-2 py-3 text-fg-3">No step matches “{query}”. The HTTP request reaches any API.</p> : null}
      </div>
    </div>
  );
}
