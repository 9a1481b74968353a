// One page of items as table, JSON or schema. The surrounding pane chooses the view and loads the pages.
'use client';
import { useMemo } from 'react';
import { DataTable } from './data-table';
import { FileList } from './file-list';
import { JsonView } from './json-view';
import type { DataItem } from './kinds';
import { schemaOf } from './schema';
import { SchemaTree } from './schema-tree';

export const DATA_VIEWS = [{ value: 'schema', label: 'Schema' }, { value: 'table', label: 'Table' }, { value: 'json', label: 'JSON' }] as const;
export type DataViewName = (typeof DATA_VIEWS)[number]['value'];

interface DataViewProps {
  label: string;
  view: DataViewName;
  items: readonly DataItem[];
  offset?: number;
  marked?: number | null;
  onMark?(index: number | null): void;
  /** A key was chosen; the path starts in the item's json. */
  onPick?(path: (string | number)[]): void;
  /** Address of a file's bytes; without it files are only named. */
  fileHref?(fileId: string, inline: boolean): string;
}

export function DataView({ fileHref, ...props }: DataViewProps) {
  return (
    <>
      {fileHref ? <FileList items={props.items} offset={props.offset ?? 0} href={fileHref} /> : null}
      <Items {...props} />
    </>
  );
}

function Items({ label, view, items, offset = 0, marked, onMark, onPick }: Omit<DataViewProps, 'fileHref'>) {
  const schema = useMemo(() => (view === 'schema' ? schemaOf(items.map(item => item.json)) : undefined), [view, items]);
  if (view === 'table') return <DataTable label={label} items={items} offset={offset} marked={marked} onMark={onMark} onPick={onPick && (key => onPick([key]))} />;
  if (view === 'json') {
    return (
      <pre role="region" aria-label={label} tabIndex={0} className="mono px-4 py-2 leading-[17px]">
        <JsonView value={items.map(item => item.json)} openTo={3} onPick={onPick && (path => onPick(path.slice(1)))} />
      </pre>
    );
  }
  return <SchemaTree label={label} sources={[{ id: 'items', label: 'Item', nodes: schema }]} onPick={onPick && ((_, node) => onPick(node.path))} />;
}
