// A search box: glass in front, its shortcut or a clear button behind.
'use client';
import { useRef } from 'react';
import { IconButton } from './button';
import { cx } from './class-names';
import { useHotkeys } from './hotkeys';
import { Icon } from './icon';
import { Keys } from './keys';

interface SearchFieldProps {
  value: string;
  onChange(value: string): void;
  /** Accessible name and, without `placeholder`, the placeholder. */
  label: string;
  placeholder?: string;
  /** Pressing it anywhere on the page puts the caret here. */
  shortcut?: string;
  autoFocus?: boolean;
  size?: 'md' | 'sm';
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
  className?: string;
}

export function SearchField({ value, onChange, label, placeholder = label, shortcut, autoFocus, size = 'sm', onKeyDown, className }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkeys({ [shortcut ?? '']: () => input.current?.focus() }, Boolean(shortcut));
  return (
    <div className={cx('flex min-w-0 items-center gap-2 rounded-control bg-input px-2 text-fg-2 edge-field focus-within:outline-2 focus-within:outline-accent max-md:h-11', size === 'sm' ? 'h-7' : 'h-8', className)}>
      <Icon name="search" size="s" />
      <input ref={input} type="search" aria-label={label} placeholder={placeholder} value={value} autoFocus={autoFocus} spellCheck={false} autoComplete="off"
        onChange={event => onChange(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && value) {
            event.stopPropagation();
            onChange('');
          }
          onKeyDown?.(event);
        }}
        className="min-w-0 flex-1 bg-transparent text-fg outline-none max-md:text-[16px] [&::-webkit-search-cancel-button]:hidden" />
      {value ? <IconButton size="xs" icon="x" label="Clear" onClick={() => { onChange(''); input.current?.focus(); }} className="-mr-1" /> : shortcut ? <Keys keys={shortcut} className="max-md:hidden" /> : null}
    </div>
  );
}
