// The timeline: tree left, bars on a common axis right, idle time folded, what did not run at the end.
'use client';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { useNow } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf, toneClass } from '~/ui/status';
import { durationText, plural } from '~/ui/time';
import { type Row, timelineRows } from './rows';
import { Bars, LoopBar } from './timeline-bars';
import { layAxis, type StepSummary } from './steps';

interface TimelineProps {
  steps: readonly StepSummary[];
  /** Names of nodes that did not run. */
  idle: readonly string[];
  fold: boolean;
  selected: string | null;
  onSelect(step: StepSummary): void;
  onMove(by: number): void;
}

const GRID = 'grid grid-cols-[clamp(120px,34%,216px)_minmax(0,1fr)_64px] gap-x-3 px-6 max-md:grid-cols-[clamp(110px,44%,172px)_minmax(0,1fr)_56px] max-md:px-4';
/** Loops with more rounds start folded. */
const FEW = 12;

export function Timeline({ steps, idle, fold, selected, onSelect, onMove }: TimelineProps) {
  const open = steps.some(step => step.endedAt === null);
  const clock = useNow();
  const axis = useMemo(() => layAxis(steps, open ? clock : 0, fold), [steps, open, clock, fold]);
  const spanOf = useMemo(() => new Map(axis.spans.map(span => [span.step.id, span])), [axis]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => timelineRows(steps, (id, rounds) => rounds <= FEW !== toggled.has(id)), [steps, toggled]);
  const list = useRef<HTMLDivElement>(null);
  const toggle = (id: string): void => setToggled(known => new Set(known.has(id) ? [...known].filter(other => other !== id) : [...known, id]));
  const isChosen = (row: Row): boolean => (row.kind === 'step' ? row.attempts : row.open ? [] : row.steps).some(step => step.id === selected);

  const onKey = (event: KeyboardEvent, row: Row, press: () => void): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const turns = row.kind === 'loop' && event.key === (row.open ? 'ArrowLeft' : 'ArrowRight');
    if (by !== 0) onMove(by);
    else if (turns || event.key === 'Enter' || event.key === ' ') press();
    else return;
    event.preventDefault();
  };

  // Only the list itself scrolls: on phones, where the page does, it stays where the person is.
  useEffect(() => {
    const box = list.current;
    const row = box?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!box || !row || !selected) return;
    if (box.contains(document.activeElement)) row.focus({ preventScroll: true });
    if (row.offsetTop < box.scrollTop + 32) box.scrollTop = row.offsetTop - 32;
    else if (row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = row.offsetTop + row.offsetHeight - box.clientHeight;
  }, [selected]);

  return (
    <div ref={list} className="relative min-h-0 flex-1 overflow-y-auto pb-6 max-lg:overflow-visible">
      <div className={cx(GRID, 'sticky top-0 z-[2] h-7 items-end bg-app pb-1 max-md:hidden')} aria-hidden>
        <span />
        <div className="relative h-4">
          {axis.ticks.map((tick, index) => <span key={tick.label} className={cx('mono absolute text-[10px] whitespace-nowrap text-fg-3', index % 2 === 1 && 'max-xl:hidden', index === 0 ? '' : tick.at > 0.97 ? '-translate-x-full' : '-translate-x-1/2')} style={{ left: `${tick.at * 100}%` }}>{tick.label === 0 ? '0' : durationText(tick.label)}</span>)}
          {axis.folds.map(gap => <span key={gap.at} className="mono absolute -translate-x-1/2 bg-app px-1.5 text-[10px] whitespace-nowrap text-waiting" style={{ left: `${gap.at * 100}%` }}>∿ {durationText(gap.ms)} ∿</span>)}
        </div>
        <span />
      </div>
      <div className="relative">
        <div className={cx(GRID, 'pointer-events-none absolute inset-0')} aria-hidden>
          <span />
          <div className="relative">
            {axis.ticks.map(tick => <span key={tick.label} className="absolute inset-y-0 w-px bg-line" style={{ left: `${tick.at * 100}%` }} />)}
            {axis.folds.map(gap => <span key={gap.at} className="absolute inset-y-0 z-[1] w-[3.4%] -translate-x-1/2 border-line-control border-x border-dashed bg-app" style={{ left: `${gap.at * 100}%` }} />)}
          </div>
        </div>
        <div role="tree" aria-label="Timeline">
          {rows.map((row, index) => {
            const state = stateOf(row.kind === 'loop' ? row.status : row.step.status);
            const chosen = isChosen(row);
            const press = (): void => { if (row.kind === 'loop') toggle(row.id); else onSelect(row.step); };
            const name = row.kind === 'loop' ? `${row.label}, ${plural(row.rounds, 'round')}` : `${row.label}, ${STATE_WORDS[state]}${row.attempts.length > 1 ? `, ${row.attempts.length} attempts` : ''}`;
            const ms = msOf(row);
            return (
              <div key={`${row.kind}-${row.id}`} role="treeitem" tabIndex={chosen || (index === 0 && !rows.some(isChosen)) ? 0 : -1} aria-level={row.depth + 1} aria-selected={chosen} aria-expanded={row.kind === 'loop' ? row.open : undefined} aria-label={name}
                onClick={press} onKeyDown={event => onKey(event, row, press)}
                className={cx(GRID, 'dense relative h-[29px] cursor-default items-center outline-none [contain-intrinsic-size:auto_29px] [content-visibility:auto] focus-visible:[box-shadow:inset_0_0_0_2px_var(--accent)] max-md:h-11', chosen ? 'bg-accent-soft [box-shadow:inset_0_0_0_1.5px_var(--accent-line)]' : 'hover:bg-hover')}>
                <span className="flex min-w-0 items-center gap-2" style={{ paddingLeft: row.depth * 14 }}>
                  <StatusGlyph state={state} size={14} />
                  <span className="truncate">{row.label}</span>
                  {row.kind === 'loop' ? <><span className="text-fg-3">{row.rounds}</span><Icon name={row.open ? 'chevron-down' : 'chevron-right'} size="s" className="text-fg-3" /></> : null}
                </span>
                <span className="relative h-full">{row.kind === 'loop' ? <LoopBar spans={row.steps.flatMap(step => spanOf.get(step.id) ?? [])} className={toneClass(state)} /> : <Bars spans={row.attempts.flatMap(step => spanOf.get(step.id) ?? [])} selected={selected} onSelect={onSelect} />}</span>
                <span className="mono text-right text-fg-2">{ms === null ? '' : durationText(ms)}</span>
              </div>
            );
          })}
          {idle.map(name => (
            <div key={name} role="treeitem" aria-level={1} aria-selected={false} tabIndex={-1} aria-disabled aria-label={`${name}, not run`} className={cx(GRID, 'dense h-[29px] items-center text-fg-3 max-md:h-11')}>
              <span className="flex min-w-0 items-center gap-2"><StatusGlyph state="skipped" size={14} /><span className="truncate">{name}</span></span>
              <span />
              <span className="text-right text-dense whitespace-nowrap">not run</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** From the first start to the last end; null while something runs. */
function msOf(row: Row): number | null {
  const steps = row.kind === 'loop' ? row.steps : row.attempts;
  if (steps.some(step => step.endedAt === null)) return null;
  return Math.max(...steps.map(step => Date.parse(step.endedAt ?? ''))) - Math.min(...steps.map(step => Date.parse(step.startedAt)));
}
