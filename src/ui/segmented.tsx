// A segmented control: a few views of the same thing, one of them chosen.
'use client';
import { type KeyboardEvent, useRef } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

export interface Segment<V extends string> {
  value: V;
  label: string;
  icon?: IconName;
}

interface SegmentedProps<V extends string> {
  value: V;
  onChange(value: NoInfer<V>): void;
  segments: readonly Segment<NoInfer<V>>[];
  /** Accessible name of the group. */
  label: string;
  size?: 'sm' | 'xs';
  className?: string;
}

export function Segmented<V extends string>({ value, onChange, segments, label, size = 'sm', className }: SegmentedProps<V>) {
  const group = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = segments.findIndex(segment => segment.value === value);
    const next = (at + step + segments.length) % segments.length;
    const segment = segments[next];
    if (!segment) return;
    onChange(segment.value);
    (group.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div ref={group} role="radiogroup" aria-label={label} onKeyDown={onKey} className={cx('inline-flex shrink-0 rounded-control bg-press p-0.5', size === 'sm' ? 'h-7' : 'h-6', className)}>
      {segments.map(segment => {
        const on = segment.value === value;
        return (
          <button key={segment.value} type="button" role="radio" aria-checked={on} tabIndex={on ? 0 : -1} onClick={() => onChange(segment.value)}
            className={cx('inline-flex h-full items-center gap-1.5 rounded-tag px-2.5 text-dense font-strong transition-colors duration-(--t-hover)', on ? 'bg-seg-on text-fg [box-shadow:0_0_0_1px_var(--line-strong)]' : 'text-fg-2 hover:text-fg')}>
            {segment.icon ? <Icon name={segment.icon} size="s" /> : null}
            {segment.label}
          </button>
        );
      })}
    </div>
  );
}
