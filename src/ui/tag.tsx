// Small labels: Tag names something, Chip is a filter that can be chosen or removed.
'use client';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';
import { type State, StatusGlyph, toneClass } from './status';

interface TagProps {
  children: ReactNode;
  /** Tinted, with the glyph of the state. */
  state?: State;
  icon?: IconName;
  className?: string;
}

export function Tag({ children, state, icon, className }: TagProps) {
  return (
    <span className={cx('inline-flex h-5 items-center gap-1 rounded-tag px-1.5 text-micro leading-none whitespace-nowrap', state ? `${toneClass(state)} bg-tone-soft text-tone` : 'edge-line text-fg-2', className)}>
      {state ? <StatusGlyph state={state} size={12} /> : icon ? <Icon name={icon} size="s" /> : null}
      {children}
    </span>
  );
}

interface ChipProps {
  children: ReactNode;
  on?: boolean;
  onPress?(): void;
  /** Draws a cross; its name is "Remove" and `removeLabel`. */
  onRemove?(): void;
  removeLabel?: string;
  state?: State;
}

export function Chip({ children, on, onPress, onRemove, removeLabel, state }: ChipProps) {
  const look = cx('inline-flex h-7 items-center gap-1.5 rounded-full whitespace-nowrap max-md:h-9', on ? 'bg-inverse text-fg-inverse' : 'edge-line text-fg-2 hover:bg-hover');
  const text = <>{state ? <StatusGlyph state={state} size={14} /> : null}{children}</>;
  return (
    <span className={look}>
      {onPress ? <button type="button" aria-pressed={on} onClick={onPress} className={cx('flex h-full items-center gap-1.5 rounded-full pl-3', onRemove ? 'pr-1' : 'pr-3')}>{text}</button> : <span className={cx('flex items-center gap-1.5 pl-3', !onRemove && 'pr-3')}>{text}</span>}
      {onRemove ? <button type="button" aria-label={`Remove ${removeLabel ?? ''}`.trim()} onClick={onRemove} className="mr-1.5 grid size-5 place-items-center rounded-full hover:bg-press"><Icon name="x" size="s" /></button> : null}
    </span>
  );
}
