// A draggable edge between two panes. Arrow keys move it; the page keeps the size.
'use client';
import { type PointerEvent, useRef } from 'react';
import { cx } from './class-names';

interface SplitterProps {
  /** Accessible name: "Resize input". */
  label: string;
  /** Pixels of the pane it sizes. */
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
  /** The pane lies after the splitter: dragging left makes it larger. */
  after?: boolean;
  direction?: 'vertical' | 'horizontal';
}

export function Splitter({ label, value, min, max, onChange, after, direction = 'vertical' }: SplitterProps) {
  const start = useRef<{ at: number; value: number } | null>(null);
  const vertical = direction === 'vertical';
  const clamp = (next: number): number => Math.round(Math.min(max, Math.max(min, next)));
  const at = (event: PointerEvent): number => (vertical ? event.clientX : event.clientY);
  const move = (event: PointerEvent): void => {
    if (start.current) onChange(clamp(start.current.value + (at(event) - start.current.at) * (after ? -1 : 1)));
  };
  return (
    <div role="separator" aria-label={label} aria-orientation={direction} aria-valuenow={value} aria-valuemin={min} aria-valuemax={max} tabIndex={0}
      onPointerDown={event => { event.currentTarget.setPointerCapture(event.pointerId); start.current = { at: at(event), value }; }}
      onPointerMove={move}
      onPointerUp={() => { start.current = null; }}
      onKeyDown={event => {
        const step = (event.shiftKey ? 64 : 16) * (after ? -1 : 1);
        const by = event.key === (vertical ? 'ArrowRight' : 'ArrowDown') ? step : event.key === (vertical ? 'ArrowLeft' : 'ArrowUp') ? -step : 0;
        if (by === 0) return;
        event.preventDefault();
        onChange(clamp(value + by));
      }}
      className={cx('group relative z-[2] shrink-0 touch-none select-none', vertical ? '-mx-1 w-2 cursor-col-resize' : '-my-1 h-2 cursor-row-resize')}>
      <span className={cx('absolute bg-line group-hover:bg-line-control group-active:bg-accent', vertical ? 'inset-y-0 left-1/2 w-px' : 'inset-x-0 top-1/2 h-px')} />
    </div>
  );
}
