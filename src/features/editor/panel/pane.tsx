// The frame of a pane: head, body that scrolls, foot.
import type { ReactNode } from 'react';

interface PaneProps {
  label: string;
  head: ReactNode;
  /** Between head and body: search, filters. */
  bar?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}

export function Pane({ label, head, bar, foot, children }: PaneProps) {
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 flex-1 flex-col max-md:flex-none">
      <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-4">{head}</header>
      {bar ? <div className="flex min-h-11 shrink-0 items-center gap-2 px-4 py-2">{bar}</div> : null}
      <div className="min-h-0 flex-1 overflow-auto">{children}</div>
      {foot ? <footer className="flex h-9 shrink-0 items-center gap-1 border-line border-t px-4 text-dense text-fg-3">{foot}</footer> : null}
    </section>
  );
}
