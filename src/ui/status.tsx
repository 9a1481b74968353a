// Status glyphs: every state has its own shape, hue and word, so none of the three is needed alone.
import type { ReactNode } from 'react';
import { cx } from './class-names';

export const STATE_WORDS = {
  success: 'Success', failed: 'Failed', timedOut: 'Timed out', crashed: 'Crashed', running: 'Running', waiting: 'Waiting', paused: 'Paused',
  queued: 'Queued', cancelled: 'Cancelled', attention: 'Needs attention', stale: 'Stale', pinned: 'Pinned', skipped: 'Skipped',
} as const;

export type State = keyof typeof STATE_WORDS;
export type Tone = 'success' | 'failed' | 'running' | 'waiting' | 'queued' | 'cancelled' | 'stale' | 'pinned' | 'skipped';

export const STATE_TONES: Record<State, Tone> = {
  success: 'success', failed: 'failed', timedOut: 'failed', crashed: 'failed', running: 'running', waiting: 'waiting', paused: 'waiting',
  queued: 'queued', cancelled: 'cancelled', attention: 'stale', stale: 'stale', pinned: 'pinned', skipped: 'skipped',
};

/** Words of the API that are not words of the screen. */
const ALIASES: Record<string, State> = { pending: 'queued', needs_attention: 'attention', error: 'failed', timed_out: 'timedOut' };

/** The state of a status as the API spells it; unknown ones read as queued. */
export function stateOf(status: string): State {
  if (Object.hasOwn(STATE_WORDS, status)) return status as State;
  return ALIASES[status] ?? 'queued';
}

const DIAMOND = <path d="M8 .9 15.1 8 8 15.1.9 8z" stroke="currentColor" strokeWidth="1" strokeLinejoin="round" />;

const SHAPES: Record<State, ReactNode> = {
  success: <><circle cx="8" cy="8" r="6.5" /><path className="glyph-ink" d="M5.2 8.2l2 2 3.7-4.2" /></>,
  failed: <>{DIAMOND}<path className="glyph-ink" d="M6 6l4 4M10 6l-4 4" /></>,
  timedOut: <>{DIAMOND}<path className="glyph-ink" d="M8 5.2V8l1.9 1.5" /></>,
  crashed: <>{DIAMOND}<path className="glyph-ink" d="M8.7 4.6 6.6 8h2.8L7.3 11.4" /></>,
  running: <><circle className="glyph-line" cx="8" cy="8" r="6" opacity=".3" /><g className="glyph-spin"><path className="glyph-line" d="M8 2a6 6 0 0 1 5.2 9" /></g><circle cx="8" cy="8" r="2" /></>,
  waiting: <path d="M3.2 1.6h9.6c0 3.6-3.1 4.6-3.1 6.4s3.1 2.8 3.1 6.4H3.2C3.2 10.8 6.3 9.8 6.3 8S3.2 5.2 3.2 1.6z" stroke="currentColor" strokeLinejoin="round" />,
  paused: <><rect x="1.5" y="1.5" width="13" height="13" rx="3" /><path className="glyph-ink" d="M6.2 5.4v5.2M9.8 5.4v5.2" /></>,
  queued: <circle className="glyph-line" cx="8" cy="8" r="6" strokeDasharray="1.2 3.5" />,
  cancelled: <><circle className="glyph-line" cx="8" cy="8" r="6" /><path className="glyph-line" d="M4.2 11.8l7.6-7.6" /></>,
  attention: <><path d="M8 1.5 15 14H1z" stroke="currentColor" strokeLinejoin="round" /><path className="glyph-ink" d="M8 6v3.4M8 11.8v.1" /></>,
  stale: <><circle className="glyph-line" cx="8" cy="8" r="6" /><path d="M8 2a6 6 0 0 0 0 12z" /></>,
  pinned: <path d="M5 1.5h6v1.7l-1 .9v3l2.3 2.3v1.4H8.7V14.6L8 15.6l-.7-1V10.8H3.7V9.4L6 7.1v-3l-1-.9z" />,
  skipped: <path className="glyph-line" d="M3 4l4 4-4 4M9 4l4 4-4 4" />,
};

interface StatusGlyphProps {
  state: State;
  /** Accessible name. Leave it out where the word stands next to the glyph. */
  label?: string;
  /** Pixels, 16 by default. */
  size?: number;
  /** Another hue than the state's own, such as an attention sign that is an error. */
  tone?: Tone;
  className?: string;
}

export function StatusGlyph({ state, label, size = 16, tone, className }: StatusGlyphProps) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} fill="currentColor" overflow="visible" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true}
      className={cx('block shrink-0 text-tone-fill', tone ? `tone-${tone}` : toneClass(state), className)}>
      {SHAPES[state]}
    </svg>
  );
}

/** Sets the three colours of a state (`text-tone`, `bg-tone-fill`, `bg-tone-soft`) on an element and its children. */
export const toneClass = (state: State): string => `tone-${STATE_TONES[state]}`;

/** Glyph and word. */
export function Status({ state, word, className }: { state: State; word?: ReactNode; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2 whitespace-nowrap', className)}>
      <StatusGlyph state={state} />
      <span>{word ?? STATE_WORDS[state]}</span>
    </span>
  );
}
