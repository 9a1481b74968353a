// Key hints: the keys of a shortcut as small caps beside a command.
'use client';
import { cx } from './class-names';
import { useMac } from './platform';

const MAC: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };
const OTHER: Record<string, string> = { Mod: 'Ctrl', Shift: '⇧' };
const COMMON: Record<string, string> = { Enter: '↵', Up: '↑', Down: '↓', Left: '←', Right: '→', Backspace: '⌫', Delete: 'Del' };
const SPOKEN: Record<string, string> = { '⌘': 'Command', '⇧': 'Shift', '⌥': 'Option', '⌃': 'Control', '↵': 'Enter' };

/** `Mod+Shift+Enter` -> the caps of this platform. `Mod` is Command on Apple keyboards and Ctrl elsewhere. */
export function keyCaps(keys: string, mac: boolean): string[] {
  return (keys === '+' ? ['+'] : keys.split('+')).map(key => (mac ? MAC : OTHER)[key] ?? COMMON[key] ?? key);
}

interface KeysProps {
  keys: string;
  /** On a solid button the caps take the colour of its text. */
  inherit?: boolean;
  className?: string;
}

export function Keys({ keys, inherit, className }: KeysProps) {
  const caps = keyCaps(keys, useMac());
  return (
    <span className={cx('inline-flex gap-[3px]', className)} aria-hidden title={caps.map(cap => SPOKEN[cap] ?? cap).join(' ')}>
      {caps.map(cap => (
        <kbd key={cap} className={cx('inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-tag px-1 font-mono text-[10px] leading-none [font-stretch:80%]', inherit ? 'opacity-80 [box-shadow:inset_0_0_0_1px_currentColor]' : 'edge-line text-fg-2')}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
