// Why the step failed, and the way to the field.
'use client';
import { Button } from '~/ui/button';
import { StatusGlyph } from '~/ui/status';
import { useDocument, useEditor } from '../store/editor';
import type { StepSummary } from '../store/run-summary';
import { describe } from '../node-card/described';

export function StepErrorCard({ id, error }: { id: string; error: NonNullable<StepSummary['error']> }) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(id));
  const first = error.parameter?.split(/[.[]/)[0] ?? '';
  const label = node && first ? describe(node).definition?.parameters[first]?.label : undefined;
  const open = (): void => {
    editor.view.setState({ panelTab: 'parameters' });
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(error.parameter ?? '')}"], [data-field="${CSS.escape(first)}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector<HTMLElement>('input, textarea, [contenteditable="true"], button')?.focus();
    });
  };
  return (
    <div role="alert" className="m-4 rounded-card bg-failed-soft px-4 py-3.5">
      <p className="flex gap-2 font-strong text-failed"><StatusGlyph state="failed" className="mt-0.5" /><span className="min-w-0 [overflow-wrap:anywhere]">{error.message}</span></p>
      {error.description ? <p className="mt-1.5 pl-6 text-fg-2 [overflow-wrap:anywhere]">{error.description}</p> : null}
      <div className="mt-2 flex items-center gap-2 pl-6 text-dense text-fg-2">
        {error.item === undefined ? null : <span>Item {error.item + 1}</span>}
        {error.parameter ? <Button size="xs" onClick={open}>Open {label ?? 'the field'}</Button> : null}
      </div>
    </div>
  );
}
