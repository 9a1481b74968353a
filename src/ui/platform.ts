// What the keyboard of this machine calls its keys.
'use client';
import { useSyncExternalStore } from 'react';

const subscribe = (): (() => void) => () => {};
const readMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** True on Apple keyboards. False on the server and during hydration, so both draw the same. */
export function useMac(): boolean {
  return useSyncExternalStore(subscribe, readMac, () => false);
}
