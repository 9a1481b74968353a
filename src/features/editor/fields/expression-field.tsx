// A field in expression mode: `=`, the template with its segments as pills, the live result below.
'use client';
import { useMemo, useRef } from 'react';
import { cx } from '~/ui/class-names';
import { CodeEditor } from '~/ui/code/code-editor';
import type { CodeHandle } from '~/ui/code/code-mirror';
import { StatusGlyph } from '~/ui/status';
import { usePreview } from '../preview/preview-context';
import { useResult } from '../preview/use-result';
import { useEditor } from '../store/editor';
import { expressionCompletions } from './completions';
import { segmentPills } from './segment-pills';

interface ExpressionFieldProps {
  label: string;
  /** With its leading `=`. */
  value: string;
  onChange(value: string): void;
  nodeId: string;
  readOnly: boolean;
  lines?: number;
  autoFocus?: boolean;
  onOpenFull?(): void;
}

export function ExpressionField({ label, value, onChange, nodeId, readOnly, lines = 1, autoFocus, onOpenFull }: ExpressionFieldProps) {
  const editor = useEditor();
  const preview = usePreview();
  const handle = useRef<CodeHandle | null>(null);
  const latest = useRef(preview);
  latest.current = preview;
  const extensions = useMemo(() => [segmentPills, expressionCompletions(() => latest.current)], []);
  const result = useResult(value);
  const text = value.slice(1);
  const single = lines <= 1 && !text.includes('\n');
  return (
    <div onKeyDown={event => {
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'e' && onOpenFull) {
        event.preventDefault();
        onOpenFull();
      }
    }}>
      <div className="relative">
        <span aria-hidden className="pointer-events-none absolute top-0 left-0 z-[1] grid h-7 w-6 place-items-center font-mono text-[11px] text-fg-3">=</span>
        <CodeEditor key={single ? 'single' : 'many'} className="pl-3.5" language="text" label={`${label}, expression`} value={text} single={single} readOnly={readOnly} invalid={result?.ok === false} handle={handle} autoFocus={autoFocus} extensions={extensions} minHeight={single ? undefined : Math.max(2, lines) * 18} maxHeight={280}
          onChange={next => onChange(`=${next}`)}
          onFocus={() => editor.view.setState({ target: { node: nodeId, insert: path => handle.current?.insert(`{{ ${path} }}`) } })} />
      </div>
      <ResultLine result={result} label={label} />
    </div>
  );
}

export function ResultLine({ result, label }: { result: ReturnType<typeof useResult>; label: string }) {
  if (!result) return null;
  if (!result.ok) {
    return (
      <p role="status" aria-label={`Result of ${label}`} className="dense flex gap-1.5 pt-[3px] pl-[9px] text-dense text-failed">
        <StatusGlyph state="attention" tone="failed" size={13} className="mt-0.5" />
        <span className="min-w-0">{result.message}{result.description ? <span className="text-fg-3"> {result.description}</span> : null}</span>
      </p>
    );
  }
  const warning = result.warnings[0];
  return (
    <p role="status" aria-label={`Result of ${label}`} className="dense flex gap-2 pt-[3px] pl-[9px] text-dense text-fg-3">
      <span className={cx('min-w-0 flex-1 truncate', result.text === '' && 'text-fg-off')} title={result.text}>{result.text === '' ? (warning ?? `empty (${result.type})`) : result.text}</span>
      {result.text !== '' && result.type !== 'text' ? <span className="shrink-0">{result.type}</span> : null}
    </p>
  );
}
