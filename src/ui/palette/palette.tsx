// The command palette: everything by name. Ctrl+K anywhere; @ keeps things, > keeps actions.
'use client';
import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useMemo, useRef, useState } from 'react';
import { cx } from '../class-names';
import { useHotkeys } from '../hotkeys';
import { Icon } from '../icon';
import { Keys } from '../keys';
import { StatusGlyph } from '../status';
import { closePalette, openPalette, type PaletteCommand, usePalette } from './palette-store';
import { bestRank } from './rank';

const LIMIT = 40;

/** Once, beside the pages. */
export function Palette() {
  const open = usePalette(state => state.open);
  useHotkeys({ 'Mod+K': openPalette });
  return (
    <Dialog.Root open={open} onOpenChange={next => (next ? openPalette() : closePalette())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-(--z-palette) bg-scrim" />
        <Dialog.Popup aria-label="Command palette" className="fixed top-33 left-1/2 z-(--z-palette) flex max-h-[60vh] w-190 max-w-[calc(100vw-24px)] -translate-x-1/2 flex-col rounded-dialog bg-float shadow-sheet outline-none max-md:top-4">
          <PaletteBody />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useFound(text: string): PaletteCommand[] {
  const searches = usePalette(state => state.searches);
  const [found, setFound] = useState<PaletteCommand[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      Promise.all([...searches.values()].map(search => search(text, abort.signal).catch(() => []))).then(lists => {
        if (!abort.signal.aborted) setFound(lists.flat());
      });
    }, text === '' ? 0 : 120);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, searches]);
  return found;
}

function PaletteBody() {
  const [input, setInput] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const sources = usePalette(state => state.sources);
  const scope = input.startsWith('@') ? 'thing' : input.startsWith('>') ? 'action' : null;
  const text = (scope ? input.slice(1) : input).trim();
  const found = useFound(text);

  const shown = useMemo(() => {
    const local = [...sources.values()].flatMap(source => source());
    const ranked = local.map(command => ({ command, score: bestRank([{ text: command.label, weight: 1 }, { text: `${command.label} ${command.note ?? ''} ${command.words ?? ''}`, weight: 0.8 }], text) }));
    const kept = ranked.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).map(({ command }) => command);
    const all = [...kept, ...found.filter(command => !kept.some(other => other.id === command.id))].filter(command => !scope || command.kind === scope).slice(0, LIMIT);
    const groups = new Map<string, PaletteCommand[]>();
    for (const command of all) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
    return [...groups];
  }, [sources, found, text, scope]);
  const flat = shown.flatMap(([, commands]) => commands);
  const current = flat[Math.min(at, flat.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen entry moved
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const run = (command: PaletteCommand | undefined): void => {
    if (!command) return;
    closePalette();
    // After the dialog gave the focus back, so that a command may move it.
    setTimeout(command.run, 0);
  };

  return (
    <>
      <div className="flex h-14 items-center gap-3 border-line border-b px-4">
        <Icon name="search" size="l" className="text-fg-2" />
        <input aria-label="Search or run" role="combobox" aria-expanded aria-controls="palette-list" aria-activedescendant={current ? `palette-${current.id}` : undefined} autoFocus value={input} placeholder="Search or run" spellCheck={false} autoComplete="off"
          onChange={event => { setInput(event.target.value); setAt(0); }}
          onKeyDown={event => {
            if (event.key === 'ArrowDown') setAt(Math.min(flat.length - 1, at + 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
            else if (event.key === 'Enter') run(current);
            else return;
            event.preventDefault();
          }}
          className="min-w-0 flex-1 bg-transparent text-lead outline-none" />
        <span className="flex items-center gap-1.5 text-fg-3 max-md:hidden"><Keys keys="@" /> things</span>
        <span className="flex items-center gap-1.5 text-fg-3 max-md:hidden"><Keys keys=">" /> actions</span>
      </div>
      <div ref={list} id="palette-list" role="listbox" aria-label="Results" className="min-h-0 flex-1 overflow-y-auto p-2">
        {shown.map(([group, commands]) => (
          <div key={group} role="group" aria-label={group}>
            <div aria-hidden className="px-2 pt-2 pb-1 text-dense text-fg-3">{group}</div>
            {commands.map(command => (
              <div key={command.id} id={`palette-${command.id}`} role="option" aria-selected={command === current} tabIndex={-1} onMouseMove={() => setAt(flat.indexOf(command))} onClick={() => run(command)} onKeyDown={undefined}
                className={cx('flex h-9 items-center gap-2.5 rounded-control px-2', command === current && 'bg-press [box-shadow:inset_0_0_0_2px_var(--accent)]')}>
                {command.state ? <StatusGlyph state={command.state} /> : <Icon name={command.icon ?? 'circle-dot'} className="text-fg-3" />}
                <span className="truncate">{command.label}</span>
                <span className="min-w-0 flex-1 truncate text-fg-3">{command.note}</span>
                {command.keys ? <Keys keys={command.keys} /> : command === current ? <Keys keys="Enter" /> : null}
              </div>
            ))}
          </div>
        ))}
        {flat.length === 0 ? <p className="p-3 text-fg-3">Nothing is called “{text}”.</p> : null}
      </div>
      <footer className="flex h-9 items-center gap-4 border-line border-t px-4 text-dense text-fg-3 max-md:hidden">
        <span className="flex items-center gap-1.5"><Keys keys="Up+Down" /> move</span>
        <span className="flex items-center gap-1.5"><Keys keys="Enter" /> go</span>
        <span className="flex items-center gap-1.5"><Keys keys="Esc" /> close</span>
      </footer>
    </>
  );
}
