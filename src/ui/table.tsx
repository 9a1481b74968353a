// Full-bleed rows with hairlines; one grid for the header and the rows. Give `columns` as CSS grid tracks.
'use client';
import Link from 'next/link';
import type { ComponentProps, CSSProperties, ReactNode } from 'react';
import { cx } from './class-names';

interface TableProps {
  /** Accessible name. */
  label: string;
  /** `16px minmax(180px,1fr) 96px`. */
  columns: string;
  /** Row height in pixels: 40, 46 for two lines, 32 compact. */
  row?: number;
  children: ReactNode;
  className?: string;
}

export function Table({ label, columns, row = 40, children, className }: TableProps) {
  return (
    <div role="table" aria-label={label} className={cx('dense', className)} style={{ '--cols': columns, '--row': `${row}px` } as CSSProperties}>
      {children}
    </div>
  );
}

const gridClass = 'relative grid grid-cols-(--cols) items-center gap-x-4 border-line border-b px-6 [&>*]:min-w-0 max-md:px-4';

export function TableHead({ children, className }: { children: ReactNode; className?: string }) {
  return <div role="row" className={cx(gridClass, 'h-8 text-dense text-fg-3', className)}>{children}</div>;
}

export function HeadCell({ children, right, className }: { children?: ReactNode; right?: boolean; className?: string }) {
  return <span role="columnheader" className={cx('truncate', right && 'text-right', className)}>{children}</span>;
}

interface TableRowProps extends ComponentProps<'div'> {
  selected?: boolean;
  /** The keyboard is on this row. */
  current?: boolean;
}

export function TableRow({ selected, current, className, children, ...rest }: TableRowProps) {
  return (
    <div role="row" aria-selected={selected} data-current={current || undefined} className={cx(gridClass, 'h-(--row) hover:bg-hover', selected && 'bg-accent-soft', current && 'before:pointer-events-none before:absolute before:inset-x-0 before:-inset-y-px before:[box-shadow:inset_0_0_0_2px_var(--accent)]', className)} {...rest}>
      {children}
    </div>
  );
}

interface CellProps {
  children?: ReactNode;
  /** Numbers stand right, in tabular figures. */
  right?: boolean;
  className?: string;
}

export function Cell({ children, right, className }: CellProps) {
  return <span role="cell" className={cx('truncate', right && 'figures text-right', className)}>{children}</span>;
}

/** The link of a row: its press area covers the whole row, so the row needs no handler. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={cx('outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent', className)} {...rest} />;
}

/** Controls in a row that has a RowLink: lifted above its press area. */
export function RowActions({ children, className }: { children: ReactNode; className?: string }) {
  return <span role="cell" className={cx('relative z-[1] flex items-center justify-end gap-1', className)}>{children}</span>;
}
