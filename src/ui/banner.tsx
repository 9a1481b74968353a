// A line across the page about its state: what happened and the ways on. Never blocks the work.
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { type State, StatusGlyph, toneClass } from './status';

interface BannerProps {
  state: State;
  children: ReactNode;
  actions?: ReactNode;
  className?: string;
}

export function Banner({ state, children, actions, className }: BannerProps) {
  return (
    <div role="status" className={cx(toneClass(state), 'flex min-h-10 items-center gap-3 border-line border-b bg-tone-soft px-4 py-1.5', className)}>
      <StatusGlyph state={state} />
      <div className="min-w-0 flex-1">{children}</div>
      {actions ? <div className="flex shrink-0 gap-2">{actions}</div> : null}
    </div>
  );
}
