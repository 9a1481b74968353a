// The fields of every step before this one, nearest first; data is loaded when a step is opened.
'use client';
import { useMemo } from 'react';
import { cx } from '~/ui/class-names';
import { schemaOf, pathText } from '~/ui/data/schema';
import { type SchemaSource, SchemaTree } from '~/ui/data/schema-tree';
import type { SchemaNode } from '~/ui/data/schema';
import type { DataItem } from '~/ui/data/kinds';
import { Icon } from '~/ui/icon';
import { StatusGlyph } from '~/ui/status';
import { categoryOf, describe, TILE_CLASSES } from '../node-card/described';
import { usePreview } from '../preview/preview-context';
import { useDocument } from '../store/editor';

interface SourceTreeProps {
  filter: string;
  onPick(path: string): void;
}

/** First key of the paths of files, which stand beside the fields. */
const FILES = '$binary';

/** `$json.a` or `$binary.data` for the step that feeds this one, `$('Name').item.json.a` and `.item.binary.data` for the others. */
export function fieldPath(source: { name: string; direct: boolean; alone: boolean }, path: readonly (string | number)[]): string {
  const file = path[0] === FILES;
  const rest = pathText(file ? path.slice(1) : path);
  if (source.direct && source.alone) return `${file ? FILES : '$json'}${rest}`;
  return `$('${source.name.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}').item.${file ? 'binary' : 'json'}${rest}`;
}

/** Fields of the items, then what is known of their files. */
function fieldsOf(items: readonly DataItem[]): SchemaNode[] {
  const files = items.flatMap(({ binary }) => (binary ? [{ [FILES]: Object.fromEntries(Object.entries(binary).map(([name, { fileName, mimeType, fileSize }]) => [name, { fileName, mimeType, fileSize }])) }] : []));
  return [...schemaOf(items.map(item => item.json)), ...schemaOf(files)];
}

export function SourceTree({ filter, onPick }: SourceTreeProps) {
  const { sources, pages, want } = usePreview();
  const nodes = useDocument(state => state.doc.nodes);
  const alone = sources.filter(source => source.direct).length === 1;
  const list = useMemo(() => sources.map((source): SchemaSource => {
    const loaded = pages.get(source.nodeId);
    const node = nodes.get(source.nodeId);
    const definition = node ? describe(node).definition : undefined;
    return {
      id: source.nodeId,
      label: source.name,
      icon: <span className={cx('grid size-5 shrink-0 place-items-center rounded-[5px]', TILE_CLASSES[categoryOf(definition)])}><Icon name={definition?.icon ?? 'puzzle'} size="s" /></span>,
      note: loaded?.page ? <span className="flex items-center gap-1.5">{loaded.page.from === 'pin' ? <StatusGlyph state="pinned" size={13} label="pinned" /> : null}{loaded.page.total}</span> : null,
      nodes: loaded?.page ? fieldsOf(loaded.page.items) : loaded?.available ? undefined : [],
      empty: loaded?.available ? (loaded.page ? (loaded.page.total > 0 ? 'Items without fields' : 'No items') : 'Loading…') : 'No data yet. Run this step to see its fields.',
    };
  }), [sources, pages, nodes]);
  const pathOf = (source: SchemaSource, node: SchemaNode): string => {
    const found = sources.find(each => each.nodeId === source.id);
    return fieldPath({ name: source.label, direct: found?.direct ?? false, alone }, node.path);
  };
  if (sources.length === 0) return <p className="px-4 py-2 text-fg-3">Nothing leads to this step yet.</p>;
  return <SchemaTree label="Fields of the steps before" sources={list} filter={filter} onOpen={want} onPick={(source, node) => onPick(pathOf(source, node))} dragText={pathOf} />;
}
