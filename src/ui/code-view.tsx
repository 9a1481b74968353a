// Code or text to read and copy, not to edit.
'use client';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { CopyButton } from './copy-button';

interface CodeViewProps {
  text: string;
  /** Accessible name, and the line above. */
  label?: string;
  /** Drawn instead of the plain text, such as a JsonView. */
  children?: ReactNode;
  /** Break long lines. */
  wrap?: boolean;
  className?: string;
}

export function CodeView({ text, label, children, wrap, className }: CodeViewProps) {
  return (
    <figure className={cx('relative rounded-control bg-input [box-shadow:inset_0_0_0_1px_var(--line)]', className)}>
      <pre role="region" aria-label={label} tabIndex={0} className={cx('mono max-h-120 overflow-auto px-3 py-2.5 pr-9 leading-[17px] rounded-control', wrap && 'whitespace-pre-wrap [overflow-wrap:anywhere]')}>{children ?? text}</pre>
      <CopyButton text={text} label="Copy" className="absolute top-1.5 right-1.5" />
    </figure>
  );
}

/** One line to copy: a URL, a key, a command. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex h-8 min-w-0 items-center gap-1 rounded-control bg-input pr-1 pl-2.5 [box-shadow:inset_0_0_0_1px_var(--line)]">
      <code className="mono min-w-0 flex-1 truncate" title={text}>{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
