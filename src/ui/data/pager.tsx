// "51 to 100 of 12,480", with the ways there.
'use client';
import { IconButton } from '../button';
import { plural } from '../time';

interface PagerProps {
  total: number;
  offset: number;
  limit: number;
  onOffset(offset: number): void;
  /** One word for a row. */
  unit?: string;
}

export function Pager({ total, offset, limit, onOffset, unit = 'item' }: PagerProps) {
  const last = Math.min(total, offset + limit);
  return (
    <div className="flex min-w-0 items-center gap-1 text-dense text-fg-3">
      <span className="figures truncate">{total <= limit ? plural(total, unit) : `${(offset + 1).toLocaleString('en-GB')} to ${last.toLocaleString('en-GB')} of ${plural(total, unit)}`}</span>
      {total > limit ? (
        <>
          <IconButton size="xs" icon="chevron-left" label="Previous page" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - limit))} />
          <IconButton size="xs" icon="chevron-right" label="Next page" disabled={last >= total} onClick={() => onOffset(offset + limit)} />
        </>
      ) : null}
    </div>
  );
}
