// The schema of one or more sources as a tree. A key can be dragged, or picked with Enter or a click.
'use client';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { cx } from '../class-names';
import { Icon } from '../icon';
import { KIND_GLYPHS, KIND_WORDS, sampleText } from './kinds';
import { filterSchema, type SchemaNode } from './schema';

export interface SchemaSource {
  id: string;
  label: string;
  icon?: ReactNode;
  /** At the right: a count, "run 7". */
  note?: ReactNode;
  /** Undefined while it loads. */
  nodes: readonly SchemaNode[] | undefined;
  /** Said in place of keys: "No data yet. Run this step." */
  empty?: ReactNode;
}

interface SchemaTreeProps {
  label: string;
  sources: readonly SchemaSource[];
  /** Text to keep keys by. */
  filter?: string;
  /** Sources open at first; the first one if left out. */
  open?: readonly string[];
  onOpen?(sourceId: string): void;
  onPick?(source: SchemaSource, node: SchemaNode): void;
  /** What a dragged key carries as text. */
  dragText?(source: SchemaSource, node: SchemaNode): string;
}

interface Line {
  id: string;
  level: number;
  source: SchemaSource;
  node?: SchemaNode;
  open?: boolean;
}

export const FIELD_DRAG = 'application/x-weft-field';

export function SchemaTree({ label, sources, filter = '', open, onOpen, onPick, dragText }: SchemaTreeProps) {
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const [current, setCurrent] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);

  const lines = useMemo(() => {
    const out: Line[] = [];
    const add = (source: SchemaSource, nodes: readonly SchemaNode[], level: number): void => {
      for (const node of nodes) {
        const id = `${source.id}/${node.path.join('/')}`;
        const isOpen = node.children.length > 0 ? (filter !== '' || (toggled[id] ?? level < 3)) : undefined;
        out.push({ id, level, source, node, open: isOpen });
        if (isOpen) add(source, node.children, level + 1);
      }
    };
    sources.forEach((source, index) => {
      const isOpen = toggled[source.id] ?? (filter !== '' || (open ? open.includes(source.id) : index === 0));
      const kept = filterSchema(source.nodes ?? [], filter);
      if (filter !== '' && kept.length === 0) return;
      out.push({ id: source.id, level: 1, source, open: isOpen });
      if (isOpen) add(source, kept, 2);
    });
    return out;
  }, [sources, filter, toggled, open]);

  const toggle = (line: Line): void => {
    setToggled(old => ({ ...old, [line.id]: !line.open }));
    if (!line.node && !line.open) onOpen?.(line.source.id);
  };
  const focusLine = (line: Line | undefined): void => {
    if (!line) return;
    setCurrent(line.id);
    (tree.current?.querySelector(`[data-line="${CSS.escape(line.id)}"]`) as HTMLElement | null)?.focus();
  };
  const onKey = (event: KeyboardEvent, index: number, line: Line): void => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => focusLine(lines[index + 1]),
      ArrowUp: () => focusLine(lines[index - 1]),
      Home: () => focusLine(lines[0]),
      End: () => focusLine(lines[lines.length - 1]),
      ArrowRight: () => (line.open === false ? toggle(line) : focusLine(lines[index + 1])),
      ArrowLeft: () => (line.open ? toggle(line) : focusLine(lines.slice(0, index).findLast(other => other.level < line.level))),
      Enter: () => (line.node ? onPick?.(line.source, line.node) : toggle(line)),
      ' ': () => toggle(line),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  const focusable = lines.some(line => line.id === current) ? current : lines[0]?.id;
  return (
    <div ref={tree} role="tree" aria-label={label} className="px-2 pb-2">
      {lines.map((line, index) => (
        <div key={line.id}>
          {line.node ? (
            <KeyRow line={line} node={line.node} focusable={line.id === focusable} onToggle={() => toggle(line)} onPick={onPick} dragText={dragText} onKeyDown={event => onKey(event, index, line)} onFocus={() => setCurrent(line.id)} />
          ) : (
            <div role="treeitem" aria-level={1} aria-expanded={line.open} aria-selected={false} data-line={line.id} tabIndex={line.id === focusable ? 0 : -1} onFocus={() => setCurrent(line.id)} onKeyDown={event => onKey(event, index, line)} onClick={() => toggle(line)} className="flex h-8 items-center gap-2 rounded-control px-2 font-strong hover:bg-hover">
              <Icon name={line.open ? 'chevron-down' : 'chevron-right'} size="s" className="text-fg-3" />
              {line.source.icon}
              <span className="min-w-0 flex-1 truncate">{line.source.label}</span>
              <span className="figures text-dense font-text text-fg-3">{line.source.note}</span>
            </div>
          )}
          {!line.node && line.open && (line.source.nodes === undefined || line.source.nodes.length === 0) ? <p className="px-8 py-1.5 text-dense text-fg-3">{line.source.nodes === undefined ? (line.source.empty ?? 'Loading…') : (line.source.empty ?? 'No fields')}</p> : null}
        </div>
      ))}
      {lines.length === 0 ? <p className="px-2 py-2 text-fg-3">{filter ? `No field contains “${filter}”` : 'No fields'}</p> : null}
    </div>
  );
}

interface KeyRowProps extends Pick<SchemaTreeProps, 'onPick' | 'dragText'> {
  line: Line;
  node: SchemaNode;
  focusable: boolean;
  onToggle(): void;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
}

function KeyRow({ line, node, focusable, onToggle, onPick, dragText, onFocus, onKeyDown }: KeyRowProps) {
  const gap = node.missing > 0;
  return (
    <div role="treeitem" aria-level={line.level} aria-expanded={line.open} aria-selected={false} data-line={line.id} tabIndex={focusable ? 0 : -1} onFocus={onFocus} onKeyDown={onKeyDown}
      aria-label={`${node.key}, ${KIND_WORDS[node.kind]}, ${sampleText(node.sample)}${gap ? `, missing on ${node.missing} items` : ''}`}
      draggable={Boolean(dragText)}
      onDragStart={event => {
        if (!dragText) return;
        const text = dragText(line.source, node);
        event.dataTransfer.setData(FIELD_DRAG, text);
        event.dataTransfer.setData('text/plain', text);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onClick={() => onPick?.(line.source, node)}
      className="grid h-[26px] grid-cols-[20px_minmax(40px,auto)_minmax(0,1fr)] items-center gap-1.5 rounded-[5px] pr-2 hover:bg-hover [&:active]:bg-accent-soft"
      style={{ paddingLeft: 14 + (line.level - 1) * 16 }}>
      {line.open === undefined ? <KindGlyph kind={node.kind} /> : (
        <button type="button" tabIndex={-1} aria-hidden onClick={event => { event.stopPropagation(); onToggle(); }}><KindGlyph kind={node.kind} /></button>
      )}
      <span className={cx('truncate font-mono text-[11.5px] leading-4 tracking-[-.01em] [font-stretch:80%]', line.open === false && 'text-fg-2')}>{node.key}</span>
      <span className={cx('dense truncate text-right text-dense', gap ? 'text-stale' : 'text-fg-3')} title={sampleText(node.sample, 500)}>{gap && (node.sample === undefined || node.sample === '') ? `missing on ${node.missing}` : sampleText(node.sample)}</span>
    </div>
  );
}

export function KindGlyph({ kind }: { kind: SchemaNode['kind'] }) {
  return <span aria-hidden className="grid h-4 w-[18px] place-items-center rounded-tag bg-press font-mono text-[9.5px] leading-none text-fg-3 [font-stretch:80%]">{KIND_GLYPHS[kind]}</span>;
}
