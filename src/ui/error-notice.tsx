// A part of the page could not be loaded: what, why, and the way on.
'use client';
import { Button } from './button';
import { EmptyState } from './empty-state';

interface ErrorNoticeProps {
  /** "The workflows could not be loaded." */
  title: string;
  error?: { message: string } | null;
  onRetry?(): void;
  compact?: boolean;
}

export function ErrorNotice({ title, error, onRetry, compact }: ErrorNoticeProps) {
  return (
    <div role="alert" className="flex flex-1 flex-col">
      <EmptyState compact={compact} title={title} action={onRetry ? <Button icon="rotate-cw" size="sm" onClick={onRetry}>Try again</Button> : null}>
        {error?.message ? <p className="[overflow-wrap:anywhere]">{error.message}</p> : null}
      </EmptyState>
    </div>
  );
}
