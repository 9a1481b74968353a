// Times that keep themselves current. The server and the first paint show the date, so hydration never differs.
'use client';
import { useSyncExternalStore } from 'react';
import { durationText, fullTime, relativeText } from './time';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let clock = 0;

// One clock for all times on the page.
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    clock = Date.now();
    timer = setInterval(() => {
      clock = Date.now();
      for (const each of listeners) each();
    }, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function readClock(): number {
  if (clock === 0) clock = Date.now();
  return clock;
}

/** Milliseconds since 1970, moving once a second; 0 on the server. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readClock, () => 0);
}

export function RelativeTime({ at, className }: { at: string | number; className?: string }) {
  const now = useNow();
  const ms = typeof at === 'number' ? at : Date.parse(at);
  const iso = new Date(ms).toISOString();
  return (
    <time dateTime={iso} title={now === 0 ? undefined : fullTime(ms)} className={className} suppressHydrationWarning>
      {now === 0 ? iso.slice(0, 10) : relativeText(ms, now)}
    </time>
  );
}

interface DurationProps {
  /** Milliseconds, when it has ended. */
  ms?: number | null;
  /** Start of something that still runs. */
  since?: string | number | null;
  className?: string;
}

export function Duration({ ms, since, className }: DurationProps) {
  if (ms !== null && ms !== undefined) return <span className={className ?? 'mono'}>{durationText(ms)}</span>;
  return since ? <Elapsed since={typeof since === 'number' ? since : Date.parse(since)} className={className} /> : null;
}

function Elapsed({ since, className }: { since: number; className?: string }) {
  const now = useNow();
  return <span className={className ?? 'mono'}>{now === 0 ? '' : durationText(Math.max(0, now - since))}</span>;
}
