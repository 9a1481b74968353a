// One parameter: label, the switch between fixed value and expression, its control, help, and a place to drop data on.
'use client';
import { useState } from 'react';
import { isPlainObject, type Json } from '~/lib/json';
import { cx } from '~/ui/class-names';
import { FIELD_DRAG } from '~/ui/data/schema-tree';
import { Field } from '~/ui/field';
import { Tooltip } from '~/ui/tooltip';
import { useEditor } from '../store/editor';
import { ExpressionDialog } from './expression-dialog';
import { ExpressionField } from './expression-field';
import { FieldControl } from './registry';
import { RemoveButton } from './remove-button';
import { type FieldProps, isExpression, SCALAR_KINDS } from './renderer';
import { standardOf } from './visible';

/** A fixed value as the text of an expression. */
function toExpression(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '=';
  // A choice of something elsewhere stands for what it holds.
  if (isPlainObject(value) && value.__rl === true) return `=${String(value.value ?? '')}`;
  return typeof value === 'string' ? `=${value}` : `={{ ${JSON.stringify(value)} }}`;
}

/** Back to a fixed value: text keeps its text, other kinds start from their default. */
function toFixed(field: FieldProps['field'], value: string): Json | undefined {
  const text = value.slice(1);
  if ((field.kind === 'string' || field.kind === 'json' || field.kind === 'code') && !text.includes('{{')) return text;
  const constant = /^\{\{\s*(.*?)\s*\}\}$/s.exec(text)?.[1];
  try {
    const parsed: unknown = constant ? JSON.parse(constant) : undefined;
    return typeof parsed === typeof standardOf(field) ? (parsed as Json) : undefined;
  } catch {
    return undefined;
  }
}

export function FieldRow(props: FieldProps & { onRemove?(): void }) {
  const { field, value, onChange, readOnly, nodeId, path } = props;
  const editor = useEditor();
  const [fresh, setFresh] = useState(false);
  const [full, setFull] = useState(false);
  const [over, setOver] = useState(false);
  const scalar = SCALAR_KINDS.has(field.kind);
  const may = scalar && !field.fixed && field.kind !== 'code';
  const expression = may && isExpression(value);
  const lines = field.kind === 'string' ? (field.lines ?? 1) : field.kind === 'json' ? 5 : 1;
  const tall = field.kind === 'code' || lines > 1;
  if (!scalar) return <FieldControl {...props} />;

  const change = (next: Json | undefined): void => {
    // `=` typed into an empty field asks for an expression.
    if (may && isExpression(next) && !isExpression(value)) setFresh(true);
    onChange(next);
  };
  const insert = (text: string): void => {
    if (!may) return;
    onChange(isExpression(value) ? `${value}{{ ${text} }}` : `${toExpression(value).replace(/^=\{\{.*\}\}$/s, '=')}{{ ${text} }}`);
    setFresh(true);
  };

  return (
    <div data-field={path} className="group/field relative mb-2"
      onFocusCapture={() => { if (!expression && may) editor.view.setState({ target: { node: nodeId, insert } }); }}
      onDragOver={event => {
        if (!may || readOnly || !event.dataTransfer.types.includes(FIELD_DRAG)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false);
        const text = event.dataTransfer.getData(FIELD_DRAG);
        if (!text) return;
        event.preventDefault();
        event.stopPropagation();
        insert(text);
      }}>
      <Field layout={tall ? 'stack' : 'row'} label={<span title={field.label}>{field.label}</span>} help={expression ? undefined : field.help} required={field.required} className={cx('max-md:grid-cols-1 max-md:gap-y-1', over && 'rounded-control bg-accent-soft outline-[1.5px] outline-accent outline-dashed outline-offset-2')}>
        <div className="flex items-start gap-1">
          <div className={cx('min-w-0 flex-1', field.kind === 'boolean' && !expression && 'flex h-7 items-center')}>
            {expression ? <ExpressionField label={field.label} value={value as string} onChange={onChange} nodeId={nodeId} readOnly={readOnly} lines={lines} autoFocus={fresh} onOpenFull={() => setFull(true)} /> : <FieldControl {...props} onChange={change} />}
          </div>
          {may && !readOnly ? (
            <Tooltip label={expression ? 'Use a fixed value' : 'Use an expression'} keys={expression ? undefined : '='}>
              <button type="button" aria-label={`Expression for ${field.label}`} aria-pressed={expression} onClick={() => { setFresh(true); onChange(expression ? toFixed(field, value as string) : toExpression(value)); }}
                className={cx('grid h-7 w-6 shrink-0 place-items-center rounded-control font-mono text-[11px] hover:bg-press hover:text-fg focus-visible:opacity-100', expression ? 'bg-press text-fg' : 'text-fg-3 opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100 coarse:opacity-100')}>fx</button>
            </Tooltip>
          ) : <span className={field.kind === 'boolean' || field.kind === 'code' ? '' : 'w-6 shrink-0'} />}
          {props.onRemove ? <RemoveButton label={field.label} onRemove={props.onRemove} /> : null}
        </div>
      </Field>
      {full ? <ExpressionDialog label={field.label} value={value as string} onChange={onChange} onClose={() => setFull(false)} nodeId={nodeId} /> : null}
    </div>
  );
}
