// Settings of the whole workflow.
'use client';
import { useQuery } from '@tanstack/react-query';
import type { WorkflowSettings } from '~/lib/workflow';
import { useTRPC } from '~/trpc/client';
import { Combobox } from '~/ui/combobox';
import { Sheet } from '~/ui/dialog';
import { Field, FieldStack } from '~/ui/field';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { useDocument, useEditor, useView } from '../store/editor';

const SAVE = [{ value: 'all', label: 'Save' }, { value: 'none', label: 'Do not save' }] as const;

/** How branches run, and the settings that say so. */
const ORDERS = {
  branch: { executionOrder: 'v1', parallel: undefined },
  parallel: { executionOrder: 'v1', parallel: true },
  step: { executionOrder: 'v0', parallel: undefined },
} as const satisfies Record<string, Pick<WorkflowSettings, 'executionOrder' | 'parallel'>>;

const ORDER_OPTIONS = [
  { value: 'branch', label: 'Branch by branch', help: 'One ends before the next begins' },
  { value: 'parallel', label: 'At the same time', help: 'Up to 8 steps at once' },
  { value: 'step', label: 'Step by step', help: 'As in older n8n workflows' },
] as const;

const orderOf = ({ executionOrder, parallel }: WorkflowSettings): keyof typeof ORDERS => (parallel ? 'parallel' : executionOrder === 'v0' ? 'step' : 'branch');

function zones(): { value: string; label: string }[] {
  return [{ value: '', label: 'Zone of the instance' }, ...Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }))];
}

export function SettingsSheet() {
  const editor = useEditor();
  const open = useView(state => state.side === 'settings');
  return (
    <Sheet open={open} onOpenChange={next => { if (!next) editor.view.setState({ side: null }); }} title="Workflow settings">
      {open ? <SettingsForm /> : null}
    </Sheet>
  );
}

function SettingsForm() {
  const editor = useEditor();
  const trpc = useTRPC();
  const settings = useDocument(state => state.doc.settings);
  const readOnly = useDocument(state => state.readOnly);
  const { data } = useQuery(trpc.workflows.list.queryOptions({ limit: 100 }));
  const change = (patch: Partial<WorkflowSettings>, field: string): void => {
    const next: WorkflowSettings = { ...settings, ...patch };
    for (const [key, value] of Object.entries(patch)) if (value === undefined) delete next[key as keyof WorkflowSettings];
    editor.document.getState().edit('Change settings', draft => draft.set('settings', next), { coalesce: `settings/${field}` });
  };
  const count = (text: string): number | undefined => (text.trim() === '' || !Number.isFinite(Number(text)) || Number(text) <= 0 ? undefined : Math.floor(Number(text)));
  const others = (data?.items ?? []).filter(workflow => workflow.id !== editor.workflowId);
  return (
    <FieldStack>
      <Field label="Time zone" help="For schedules and dates in expressions">
        <Combobox value={settings.timezone ?? ''} options={zones()} disabled={readOnly} onChange={zone => change({ timezone: zone || undefined }, 'timezone')} />
      </Field>
      <Field label="When it fails, run" help="A workflow that starts with an error trigger">
        <Select value={settings.errorWorkflowId ?? ''} disabled={readOnly} onChange={id => change({ errorWorkflowId: id || undefined }, 'error')} options={[{ value: '', label: 'Nothing' }, ...others.map(workflow => ({ value: workflow.id, label: workflow.name }))]} />
      </Field>
      <Field label="Time limit" help="Seconds; empty means none"><Input inputMode="numeric" disabled={readOnly} value={settings.executionTimeout && settings.executionTimeout > 0 ? settings.executionTimeout : ''} onChange={event => change({ executionTimeout: count(event.target.value) }, 'timeout')} /></Field>
      <Field label="Executions at once" help="Others wait; empty means no limit"><Input inputMode="numeric" disabled={readOnly} value={settings.concurrency ?? ''} onChange={event => change({ concurrency: count(event.target.value) }, 'concurrency')} /></Field>
      <Field label="Successful executions"><Select value={settings.saveDataSuccessExecution ?? 'all'} disabled={readOnly} onChange={value => change({ saveDataSuccessExecution: value }, 'saveSuccess')} options={SAVE} /></Field>
      <Field label="Failed executions"><Select value={settings.saveDataErrorExecution ?? 'all'} disabled={readOnly} onChange={value => change({ saveDataErrorExecution: value }, 'saveError')} options={SAVE} /></Field>
      <Field label="Order of branches"><Select value={orderOf(settings)} disabled={readOnly} onChange={order => change(ORDERS[order], 'order')} options={ORDER_OPTIONS} /></Field>
    </FieldStack>
  );
}
