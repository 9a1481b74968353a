// The timeline: one row a step, bars on a common axis, idle time folded.
'use client';
import { useEffect, useRef } from 'react';
import { cx } from '~/ui/class-names';
import { useNow } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf, toneClass } from '~/ui/status';
import { durationText } from '~/ui/time';
import { layAxis, type StepSummary } from './steps';

interface TimelineProps {
  steps: readonly StepSummary[];
  fold: boolean;
  selected: string | null;
  onSelect(step: StepSummary): void;
}

const GRID = 'grid grid-cols-[minmax(150px,216px)_minmax(0,1fr)_72px] gap-x-4 px-6 max-md:grid-cols-[minmax(0,1fr)_72px_64px] max-md:px-4';

export function Timeline({ steps, fold, selected, onSelect }: TimelineProps) {
  const open = steps.some(step => step.endedAt === null);
  const clock = useNow();
  const axis = layAxis(steps, open ? clock : 0, fold);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const move = (by: number) => {
    const at = steps.findIndex(step => step.id === selected);
    const next = steps[Math.min(steps.length - 1, Math.max(0, at + by))];
    if (next) onSelect(next);
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-6">
      <div className={cx(GRID, 'sticky top-0 z-[1] h-8 items-end bg-app pb-1.5 max-md:hidden')} aria-hidden>
        <span />
        <div className="relative h-4">
          {axis.ticks.map(tick => <span key={tick.label} className="mono absolute -translate-x-1/2 text-[10px] text-fg-3" style={{ left: `${tick.at * 100}%` }}>{tick.label === 0 ? '0' : durationText(tick.label)}</span>)}
          {axis.folds.map(gap => <span key={gap.at} className="mono absolute -translate-x-1/2 bg-app px-1 text-[10px] text-waiting" style={{ left: `${gap.at * 100}%` }}>∿ {durationText(gap.ms)} ∿</span>)}
        </div>
        <span />
      </div>
      <div ref={list} role="listbox" aria-label="Timeline" tabIndex={0} onKeyDown={event => {
        if (event.key === 'ArrowDown' || event.key === 'j') { event.preventDefault(); move(1); }
        if (event.key === 'ArrowUp' || event.key === 'k') { event.preventDefault(); move(-1); }
      }}>
        {axis.spans.map(({ step, from, to }) => {
          const state = stateOf(step.status);
          const ms = step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : null;
          const label = `${step.node}${step.runIndex > 0 ? `, run ${step.runIndex + 1}` : ''}${step.attempt > 1 ? `, attempt ${step.attempt}` : ''}`;
          return (
            <div key={step.id} role="option" tabIndex={-1} aria-selected={selected === step.id} aria-label={`${label}, ${STATE_WORDS[state]}`} onClick={() => onSelect(step)} onKeyDown={event => { if (event.key === 'Enter') onSelect(step); }}
              className={cx(GRID, 'dense h-[29px] cursor-default items-center max-md:h-11', selected === step.id ? 'bg-accent-soft [box-shadow:inset_0_0_0_1.5px_var(--accent-line)]' : 'hover:bg-hover')}>
              <span className="flex min-w-0 items-center gap-2.5"><StatusGlyph state={state} size={14} /><span className="truncate">{label}</span></span>
              <span className="relative h-full border-line border-x">
                <span className={cx('absolute top-1/2 h-2.5 -translate-y-1/2 rounded-[2px]', toneClass(state), step.status === 'waiting' || step.type === 'wait' ? '[background:repeating-linear-gradient(135deg,var(--waiting-fill)_0_2px,transparent_2px_5px)]' : 'bg-tone-fill')} style={{ left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` }} />
              </span>
              <span className="mono text-right text-fg-2">{ms === null ? '' : durationText(ms)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
