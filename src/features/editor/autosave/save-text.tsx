// The state of saving, in words.
'use client';
import { useStore } from 'zustand';
import { Icon } from '~/ui/icon';
import { RelativeTime } from '~/ui/relative-time';
import { Spinner } from '~/ui/spinner';
import { StatusGlyph } from '~/ui/status';
import type { Autosave } from './autosave';

export function SaveText({ autosave, readOnly }: { autosave: Autosave; readOnly: boolean }) {
  const state = useStore(autosave.state);
  const words = (): React.ReactNode => {
    if (readOnly) return <><Icon name="lock" size="s" />Read only</>;
    switch (state.kind) {
      case 'saved': return <><Icon name="check" size="s" />Saved{state.at === null ? '' : <RelativeTime at={state.at} />}</>;
      case 'unsaved': return 'Unsaved';
      case 'saving': return <><Spinner />Saving…</>;
      case 'offline': return <><Icon name="wifi-off" size="s" />Offline, changes kept</>;
      case 'conflict': return <><StatusGlyph state="attention" size={14} />Conflict</>;
      case 'refused': return <span className="flex items-center gap-1.5 text-failed" title={state.message}><StatusGlyph state="failed" size={14} />Not saved: {state.message}</span>;
    }
  };
  return <span role="status" aria-label="Saving" className="flex min-w-0 items-center gap-1.5 truncate text-dense text-fg-3">{words()}</span>;
}
