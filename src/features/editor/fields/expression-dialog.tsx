// The full expression editor: data left, template and result right.
'use client';
import { useMemo, useRef, useState } from 'react';
import { Button } from '~/ui/button';
import { CodeEditor } from '~/ui/code/code-editor';
import type { CodeHandle } from '~/ui/code/code-mirror';
import { Dialog } from '~/ui/dialog';
import { SearchField } from '~/ui/search-field';
import { SourceTree } from '../panel/source-tree';
import { usePreview } from '../preview/preview-context';
import { useResult } from '../preview/use-result';
import { expressionCompletions } from './completions';
import { segmentPills } from './segment-pills';

interface ExpressionDialogProps {
  label: string;
  /** With its leading `=`. */
  value: string;
  onChange(value: string): void;
  onClose(): void;
  nodeId: string;
}

export function ExpressionDialog({ label, value, onChange, onClose }: ExpressionDialogProps) {
  const [filter, setFilter] = useState('');
  const preview = usePreview();
  const latest = useRef(preview);
  latest.current = preview;
  const handle = useRef<CodeHandle | null>(null);
  const extensions = useMemo(() => [segmentPills, expressionCompletions(() => latest.current)], []);
  const result = useResult(value);
  return (
    <Dialog open onOpenChange={open => { if (!open) onClose(); }} title={label} description="Text with {{ }} segments, for each item" width={920} footer={<Button variant="primary" onClick={onClose}>Done</Button>}>
      <div className="grid h-[52vh] grid-cols-[280px_minmax(0,1fr)] gap-4 max-md:h-auto max-md:grid-cols-1">
        <div className="flex min-h-0 flex-col gap-2 overflow-y-auto max-md:max-h-48">
          <SearchField label="Find a field" value={filter} onChange={setFilter} />
          <SourceTree filter={filter} onPick={path => handle.current?.insert(`{{ ${path} }}`)} />
        </div>
        <div className="flex min-h-0 flex-col gap-2">
          <CodeEditor language="text" label={`${label}, expression`} value={value.slice(1)} invalid={result?.ok === false} handle={handle} autoFocus extensions={extensions} minHeight={200} maxHeight={320} onChange={next => onChange(`=${next}`)} />
          <h3 className="text-dense text-fg-3">Result for item {preview.item + 1}</h3>
          <pre role="region" aria-label={`Result of ${label}`} className="mono min-h-16 flex-1 overflow-auto rounded-control bg-input px-2.5 py-2 leading-[18px] whitespace-pre-wrap [box-shadow:inset_0_0_0_1px_var(--line)]">
            {result === null ? value.slice(1) : result.ok ? (result.text || result.warnings[0] || `empty (${result.type})`) : <span className="text-failed">{result.message}</span>}
          </pre>
        </div>
      </div>
    </Dialog>
  );
}
