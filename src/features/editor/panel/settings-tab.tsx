// Settings every step has: what happens on an error, tries, notes, how it deals with items.
'use client';
import type { OnError, WorkflowNode } from '~/lib/workflow';
import { Field } from '~/ui/field';
import { TextArea } from '~/ui/input';
import { Select } from '~/ui/select';
import { Switch } from '~/ui/switch';
import { setNode, setParameters } from '../commands/change';
import { describe } from '../node-card/described';
import { useDocument, useEditor } from '../store/editor';
import { RetryFields } from './retry-fields';

const ON_ERROR: { value: OnError; label: string; help: string }[] = [
  { value: 'stopWorkflow', label: 'Stop the workflow', help: 'The execution fails here' },
  { value: 'continueRegularOutput', label: 'Go on', help: 'Items with an error go on along the usual output' },
  { value: 'continueErrorOutput', label: 'Go on along the error output', help: 'Items with an error take a wire of their own' },
];

export function SettingsTab({ id }: { id: string }) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(id));
  const readOnly = useDocument(state => state.readOnly);
  if (!node) return null;
  const { definition } = describe(node);
  const set = <K extends keyof WorkflowNode>(key: K, value: WorkflowNode[K] | undefined): void => setNode(editor, id, { [key]: value } as Partial<WorkflowNode>, key);
  const trigger = Boolean(definition?.trigger);
  return (
    <div className="flex flex-col gap-2.5">
      {trigger ? null : (
        <>
          <Field layout="row" label="On error"><Select size="sm" value={node.onError ?? 'stopWorkflow'} disabled={readOnly} options={ON_ERROR} onChange={value => set('onError', value === 'stopWorkflow' ? undefined : value)} /></Field>
          <Field layout="row" label="Try again" help="When the step fails"><Switch checked={node.retryOnFail ?? false} disabled={readOnly} onChange={on => set('retryOnFail', on || undefined)} /></Field>
          {node.retryOnFail ? <RetryFields node={node} readOnly={readOnly} set={set} /> : null}
          <Field layout="row" label="Execute once" help="Only with the first item"><Switch checked={node.executeOnce ?? false} disabled={readOnly} onChange={on => set('executeOnce', on || undefined)} /></Field>
          <Field layout="row" label="Always output" help="One empty item when there would be none, so that what follows runs"><Switch checked={node.alwaysOutputData ?? false} disabled={readOnly} onChange={on => set('alwaysOutputData', on || undefined)} /></Field>
        </>
      )}
      <Field layout="row" label="Disabled" help="Data passes through"><Switch checked={node.disabled ?? false} disabled={readOnly} onChange={on => set('disabled', on || undefined)} /></Field>
      <Field label="Notes"><TextArea rows={3} readOnly={readOnly} value={node.notes ?? ''} onChange={event => set('notes', event.target.value || undefined)} /></Field>
      <p className="pt-2 text-dense text-fg-3">
        {definition?.label ?? node.type}, version {node.typeVersion}
        {definition && node.typeVersion < (definition.versions.at(-1) ?? 1) && !readOnly ? <>. <button type="button" className="text-fg-2 underline underline-offset-2 hover:text-fg" onClick={() => setParameters(editor, id, describe(node).parameters, 'version')}>Bring it up to date</button></> : null}
      </p>
    </div>
  );
}
