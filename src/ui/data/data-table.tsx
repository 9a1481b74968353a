// Items as a table: one row an item, one column a top-level key. Bounded in columns and in cell length.
'use client';
import { useMemo } from 'react';
import { cx } from '../class-names';
import { Icon } from '../icon';
import { bytesText } from '../time';
import { cellText, type DataItem, kindOf } from './kinds';

interface DataTableProps {
  label: string;
  items: readonly DataItem[];
  /** Number of the first item, zero-based. */
  offset?: number;
  /** Item that is marked, by its number. */
  marked?: number | null;
  onMark?(index: number | null): void;
  /** Gives headers a press action, such as inserting the key. */
  onPick?(key: string): void;
}

const MAX_COLUMNS = 40;

export function DataTable({ label, items, offset = 0, marked, onMark, onPick }: DataTableProps) {
  const { columns, more, files, errors } = useMemo(() => {
    const keys = new Set<string>();
    for (const item of items) for (const key of Object.keys(item.json)) keys.add(key);
    const all = [...keys];
    return { columns: all.slice(0, MAX_COLUMNS), more: Math.max(0, all.length - MAX_COLUMNS), files: items.some(item => item.binary), errors: items.some(item => item.error) };
  }, [items]);

  return (
    <table aria-label={label} className="dense w-max min-w-full border-separate border-spacing-0 text-left">
      <thead className="sticky top-0 z-[1] bg-app text-dense text-fg-3">
        <tr className="h-7">
          <Head className="w-12 pl-4">#</Head>
          {columns.map(key => (
            <Head key={key} right={kindOf(items.find(item => item.json[key] !== undefined)?.json[key]) === 'number'}>
              {onPick ? <button type="button" onClick={() => onPick(key)} title={`Insert ${key}`} className="hover:text-fg hover:underline">{key}</button> : key}
            </Head>
          ))}
          {files ? <Head>Files</Head> : null}
          {errors ? <Head>Error</Head> : null}
          {more > 0 ? <Head>{more} more</Head> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => {
          const number = offset + index;
          const on = marked === number;
          return (
            <tr key={number} onMouseEnter={onMark ? () => onMark(number) : undefined} className={cx('h-[30px]', on ? 'bg-accent-soft' : 'hover:bg-hover')}>
              <td className={cx('figures border-line border-b pl-4', on ? 'text-accent-text' : 'text-fg-3')}>{number + 1}</td>
              {columns.map(key => <DataCell key={key} value={item.json[key]} />)}
              {files ? <td className="border-line border-b px-3 whitespace-nowrap"><Files item={item} /></td> : null}
              {errors ? <td className="max-w-80 truncate border-line border-b px-3 text-failed">{item.error?.message}</td> : null}
              {more > 0 ? <td className="border-line border-b" /> : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Head({ children, right, className }: { children: React.ReactNode; right?: boolean; className?: string }) {
  return <th scope="col" className={cx('border-line border-b px-3 font-text whitespace-nowrap', right && 'text-right', className)}>{children}</th>;
}

function DataCell({ value }: { value: unknown }) {
  const kind = kindOf(value);
  const text = cellText(value);
  return (
    <td title={text.length > 40 ? text : undefined} className={cx('max-w-70 truncate border-line border-b px-3', kind === 'number' && 'figures text-right', (kind === 'object' || kind === 'list') && 'mono text-fg-2', kind === 'empty' && 'text-fg-off', kind === 'boolean' && 'mono')}>
      {value === null ? 'null' : text}
    </td>
  );
}

function Files({ item }: { item: DataItem }) {
  return Object.entries(item.binary ?? {}).map(([name, file]) => (
    <span key={name} className="mr-2 inline-flex items-center gap-1"><Icon name="file" size="s" />{file.fileName ?? name}<span className="text-fg-3">{bytesText(file.fileSize)}</span></span>
  ));
}
