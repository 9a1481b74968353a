// Grey bars in the place of what is loading. They keep the layout of the real thing.
import { cx } from './class-names';

export function Skeleton({ width, height = 8, className }: { width?: number | string; height?: number; className?: string }) {
  return <span aria-hidden className={cx('shimmer block rounded-tag bg-press', className)} style={{ width, height }} />;
}

/** Rows of a table that is loading; `row` and `columns` are those of the Table around it. */
export function SkeletonRows({ rows = 8, widths }: { rows?: number; widths: readonly (number | string)[] }) {
  return (
    <div role="rowgroup" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div key={`row-${row}`} role="row" className="grid h-(--row) grid-cols-(--cols) items-center gap-x-4 border-line border-b px-6 max-md:px-4">
          {widths.map((width, column) => <span key={`cell-${column}`} role="cell"><Skeleton width={width} /></span>)}
        </div>
      ))}
    </div>
  );
}
