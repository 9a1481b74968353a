// The frame of a page: head, filter bar, scrolling body. All share the 24 px margin.
import type { ReactNode } from 'react';
import { cx } from './class-names';

interface PageHeadProps {
  title: ReactNode;
  /** Beside the title, in grey. */
  note?: ReactNode;
  /** Buttons, the solid one last. */
  actions?: ReactNode;
}

export function PageHead({ title, note, actions }: PageHeadProps) {
  return (
    <header className="flex h-13 flex-none items-center gap-3 px-6 max-md:h-14 max-md:px-4">
      <h1 className="display truncate text-lead font-title max-md:text-title">{title}</h1>
      {note ? <span className="truncate text-fg-3">{note}</span> : null}
      <span className="flex-1" />
      {actions}
    </header>
  );
}

/** Search and filters under the head, or tabs. */
export function PageBar({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('flex min-h-11 flex-none items-center gap-2 border-line border-y px-6 max-md:flex-wrap max-md:border-t-0 max-md:px-4 max-md:pb-3', className)}>{children}</div>;
}

/** `label`: for a body of text alone, which the keyboard then can reach to scroll. */
export function PageBody({ children, className, label }: { children: ReactNode; className?: string; label?: string }) {
  return <div {...(label ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})} className={cx('min-h-0 flex-1 overflow-y-auto', className)}>{children}</div>;
}

/** A titled part of a settings page. */
export function Section({ title, note, children, actions }: { title: ReactNode; note?: ReactNode; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className="grid grid-cols-[240px_minmax(0,672px)] gap-x-12 gap-y-3 border-line border-b px-6 py-6 max-md:grid-cols-1 max-md:px-4">
      <div>
        <h2 className="font-title">{title}</h2>
        {note ? <p className="mt-1 text-dense text-fg-3">{note}</p> : null}
        {actions ? <div className="mt-3 flex gap-2">{actions}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
