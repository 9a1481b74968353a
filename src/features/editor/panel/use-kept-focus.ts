// Keeps the focus in the panel when the control that had it disappears (a button that replaced its own card, a row that was removed).
'use client';
import { type RefObject, useEffect } from 'react';

export function useKeptFocus(sheet: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    // Without this Escape and Tab would start from the page: the browser gives the focus of a removed element to the body.
    const watch = new MutationObserver(() => {
      if (document.activeElement === document.body) element.focus({ preventScroll: true });
    });
    watch.observe(element, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [sheet]);
}
