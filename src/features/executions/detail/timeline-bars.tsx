// Bars of one row of the timeline: each attempt its own, a thread between them.
import { cx } from '~/ui/class-names';
import { stateOf, toneClass } from '~/ui/status';
import type { Span, StepSummary } from './steps';

const HATCHED = '[background:repeating-linear-gradient(135deg,var(--waiting-fill)_0_2px,transparent_2px_6px)] [box-shadow:inset_0_0_0_1px_color-mix(in_oklab,var(--waiting-fill)_60%,transparent)]';

interface BarsProps {
  spans: readonly Span[];
  selected: string | null;
  onSelect(step: StepSummary): void;
}

export function Bars({ spans, selected, onSelect }: BarsProps) {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return null;
  const many = spans.length > 1;
  return (
    <>
      {many ? <span className="absolute top-1/2 h-px bg-failed-fill opacity-60" style={{ left: `${first.from * 100}%`, width: `${(last.to - first.from) * 100}%` }} /> : null}
      {spans.map(({ step, from, to }) => (
        // Pressing an attempt is a short cut for the mouse: the keyboard goes from step to step.
        <span key={step.id} title={titleOf(step, many)} onClick={many ? event => { event.stopPropagation(); onSelect(step); } : undefined}
          className={cx('absolute top-1/2 h-2.5 -translate-y-1/2 rounded-[2px] text-center', toneClass(stateOf(step.status)), step.status === 'waiting' || step.type === 'wait' ? HATCHED : 'bg-tone-fill', many && step.id === selected && 'outline-2 outline-accent')}
          style={{ left: `min(${from * 100}%, 100% - 3px)`, width: `max(3px, ${(to - from) * 100}%)` }}>
          {many && to - from > 0.05 ? <span aria-hidden className="mono block text-[9px] leading-[10px] text-app">{step.attempt}</span> : null}
        </span>
      ))}
    </>
  );
}

export function LoopBar({ spans, className }: { spans: readonly Span[]; className: string }) {
  if (spans.length === 0) return null;
  const from = Math.min(...spans.map(span => span.from));
  const to = Math.max(...spans.map(span => span.to));
  return <span className={cx('absolute top-1/2 h-1 -translate-y-1/2 bg-tone-fill opacity-50', className)} style={{ left: `min(${from * 100}%, 100% - 3px)`, width: `max(3px, ${(to - from) * 100}%)` }} />;
}

function titleOf(step: StepSummary, many: boolean): string {
  const ms = step.endedAt ? `${(Date.parse(step.endedAt) - Date.parse(step.startedAt)).toLocaleString('en-GB')} ms` : 'running';
  return [many ? `Attempt ${step.attempt}` : step.node, ms, step.error?.message].filter(Boolean).join(', ');
}
