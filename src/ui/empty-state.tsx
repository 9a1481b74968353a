// Nothing here yet: a line drawing of what will be here, one sentence, one action.
import type { ReactNode } from 'react';
import { cx } from './class-names';

interface EmptyStateProps {
  /** A line drawing, decorative. */
  sketch?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** In a pane rather than on a page. */
  compact?: boolean;
}

export function EmptyState({ sketch, title, children, action, compact }: EmptyStateProps) {
  return (
    <div className={cx('flex flex-col items-center justify-center text-center', compact ? 'gap-2 p-6' : 'flex-1 gap-1.5 px-6 pt-12 pb-20')}>
      {sketch ? <div aria-hidden className="mb-5 max-w-full text-line-control">{sketch}</div> : null}
      <h2 className={compact ? 'font-strong' : 'display text-title font-title'}>{title}</h2>
      {children ? <div className="max-w-120 text-fg-2">{children}</div> : null}
      {action ? <div className={cx('flex flex-wrap items-center justify-center gap-2', compact ? 'mt-1' : 'mt-4')}>{action}</div> : null}
    </div>
  );
}
