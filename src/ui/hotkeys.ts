// Keyboard shortcuts of a page. Single keys are ignored while someone types.
'use client';
import { useEffect, useRef } from 'react';

/** `Mod+K`, `Shift+S`, `/`, `Escape`. Letters are written in upper case. */
export type Shortcut = string;

/** True when the event comes from something that takes text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT' || (target.tagName === 'INPUT' && !/^(checkbox|radio|button|range)$/.test((target as HTMLInputElement).type));
}

/** The shortcut an event stands for. Shift is named only where the key alone does not carry it. */
export function shortcutOf(event: KeyboardEvent | React.KeyboardEvent): Shortcut {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const named = /^[A-Z0-9]$/.test(key) || key.length > 1;
  // Alt changes the character on some layouts: the physical letter is what the map means.
  const letter = event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : key;
  return [event.ctrlKey || event.metaKey ? 'Mod' : '', event.altKey ? 'Alt' : '', event.shiftKey && named ? 'Shift' : '', letter].filter(Boolean).join('+');
}

/** Runs a handler for a shortcut pressed anywhere on the page; returns of `false` leave the event alone. */
export function useHotkeys(handlers: Record<Shortcut, ((event: KeyboardEvent) => unknown) | undefined>, enabled = true): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutOf(event);
      const handler = Object.hasOwn(latest.current, shortcut) ? latest.current[shortcut] : undefined;
      if (!handler || (isTyping(event.target) && !shortcut.startsWith('Mod+') && shortcut !== 'Escape')) return;
      // A dialog or menu on top owns the keyboard.
      if (event.target instanceof Element && event.target.closest('[role="dialog"],[role="menu"],[role="listbox"]')) return;
      if (handler(event) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}
