// JSON to read: coloured, foldable, cut at a bounded number of lines.
'use client';
import { useState } from 'react';
import { Button } from '../button';

interface JsonViewProps {
  value: unknown;
  /** Containers deeper than this start folded. */
  openTo?: number;
  /** Gives keys a press action, such as inserting their path. */
  onPick?(path: (string | number)[]): void;
}

const PAGE = 200;

/** Put it in a `<pre className="mono">` or a CodeView. */
export function JsonView({ value, openTo = 3, onPick }: JsonViewProps) {
  return <Value value={value} path={[]} openTo={openTo} onPick={onPick} />;
}

interface ValueProps extends Omit<JsonViewProps, 'openTo'> {
  path: (string | number)[];
  openTo: number;
}

function Value({ value, path, openTo, onPick }: ValueProps) {
  if (typeof value === 'string') return <LongText text={JSON.stringify(value)} className="text-cat-data-fg" />;
  if (typeof value === 'object' && value !== null) return <Container value={value} path={path} openTo={openTo} onPick={onPick} />;
  return <span className="text-cat-app-fg">{value === undefined ? 'undefined' : String(value)}</span>;
}

function LongText({ text, className }: { text: string; className: string }) {
  const [all, setAll] = useState(false);
  if (all || text.length <= 500) return <span className={`${className} [overflow-wrap:anywhere] whitespace-pre-wrap`}>{text}</span>;
  return <span className={className}>{text.slice(0, 500)}… <Button size="xs" onClick={() => setAll(true)}>Show all {text.length.toLocaleString('en-GB')} characters</Button></span>;
}

function Container({ value, path, openTo, onPick }: ValueProps & { value: object }) {
  const [open, setOpen] = useState(path.length < openTo);
  const [shown, setShown] = useState(PAGE);
  const list = Array.isArray(value);
  const keys = list ? value.map((_, index) => index) : Object.keys(value);
  const [left, right] = list ? ['[', ']'] : ['{', '}'];
  if (keys.length === 0) return <span className="text-fg-3">{left}{right}</span>;
  if (!open) return <button type="button" aria-expanded={false} onClick={() => setOpen(true)} className="rounded-tag bg-press px-1 text-fg-2 hover:text-fg">{left} {keys.length} {right}</button>;
  const pad = '  '.repeat(path.length + 1);
  return (
    <>
      <button type="button" aria-expanded aria-label="Fold" onClick={() => setOpen(false)} className="text-fg-3 hover:text-fg">{left}</button>
      {'\n'}
      {keys.slice(0, shown).map((key, index) => {
        const at = [...path, key];
        return (
          <span key={key}>
            {pad}
            {list ? null : onPick ? <button type="button" onClick={() => onPick(at)} className="text-fg-2 hover:text-fg hover:underline">{JSON.stringify(key)}</button> : <span className="text-fg-2">{JSON.stringify(key)}</span>}
            {list ? null : ': '}
            <Value value={(value as Record<string | number, unknown>)[key]} path={at} openTo={openTo} onPick={onPick} />
            {index < keys.length - 1 ? ',' : ''}
            {'\n'}
          </span>
        );
      })}
      {keys.length > shown ? <>{pad}<Button size="xs" onClick={() => setShown(shown + PAGE)}>Show {Math.min(PAGE, keys.length - shown)} more of {keys.length - shown}</Button>{'\n'}</> : null}
      {'  '.repeat(path.length)}<span className="text-fg-3">{right}</span>
    </>
  );
}
