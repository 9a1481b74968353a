// A value inside a composite field (a condition's side, an assignment): fixed text or an expression, without a label column.
'use client';
import { useState } from 'react';
import type { Json } from '~/lib/json';
import { cx } from '~/ui/class-names';
import { FIELD_DRAG } from '~/ui/data/schema-tree';
import { Input, TextArea } from '~/ui/input';
import { Tooltip } from '~/ui/tooltip';
import { useEditor } from '../store/editor';
import { ExpressionDialog } from './expression-dialog';
import { ExpressionField } from './expression-field';
import { isExpression } from './renderer';

interface ValueFieldProps {
  label: string;
  value: Json | undefined;
  onChange(value: Json): void;
  nodeId: string;
  readOnly: boolean;
  placeholder?: string;
  lines?: number;
}

export function ValueField({ label, value, onChange, nodeId, readOnly, placeholder, lines = 1 }: ValueFieldProps) {
  const editor = useEditor();
  const [fresh, setFresh] = useState(false);
  const [full, setFull] = useState(false);
  const [over, setOver] = useState(false);
  const expression = isExpression(value);
  const text = value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const insert = (path: string): void => {
    setFresh(true);
    onChange(expression ? `${text}{{ ${path} }}` : `=${text}{{ ${path} }}`);
  };
  const typed = (next: string): void => {
    if (isExpression(next) && !expression) setFresh(true);
    onChange(next);
  };
  return (
    <div className={cx('group/value flex min-w-0 items-start gap-1 rounded-control', over && 'outline-[1.5px] outline-accent outline-dashed')}
      onFocusCapture={() => { if (!expression) editor.view.setState({ target: { node: nodeId, insert } }); }}
      onDragOver={event => {
        if (readOnly || !event.dataTransfer.types.includes(FIELD_DRAG)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false);
        const path = event.dataTransfer.getData(FIELD_DRAG);
        if (!path) return;
        event.preventDefault();
        event.stopPropagation();
        insert(path);
      }}>
      <div className="min-w-0 flex-1">
        {expression ? <ExpressionField label={label} value={text} onChange={onChange} nodeId={nodeId} readOnly={readOnly} lines={lines} autoFocus={fresh} onOpenFull={() => setFull(true)} />
          : lines > 1 ? <TextArea aria-label={label} rows={lines} mono value={text} placeholder={placeholder} readOnly={readOnly} onChange={event => typed(event.target.value)} />
          : <Input aria-label={label} size="sm" value={text} placeholder={placeholder} readOnly={readOnly} onChange={event => typed(event.target.value)} />}
      </div>
      {readOnly ? null : (
        <Tooltip label={expression ? 'Use a fixed value' : 'Use an expression'}>
          <button type="button" aria-label={`Expression for ${label}`} aria-pressed={expression} onClick={() => { setFresh(true); onChange(expression ? (text.includes('{{') ? '' : text.slice(1)) : `=${text}`); }}
            className={cx('grid h-7 w-6 shrink-0 place-items-center rounded-control font-mono text-[11px] hover:bg-press hover:text-fg focus-visible:opacity-100', expression ? 'bg-press text-fg' : 'text-fg-3 opacity-0 group-focus-within/value:opacity-100 group-hover/value:opacity-100 coarse:opacity-100')}>fx</button>
        </Tooltip>
      )}
      {full ? <ExpressionDialog label={label} value={text} onChange={onChange} onClose={() => setFull(false)} nodeId={nodeId} /> : null}
    </div>
  );
}
