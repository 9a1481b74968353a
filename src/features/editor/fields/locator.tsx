// Points at something elsewhere: from a list, by id, by URL, by name.
'use client';
import { useQuery } from '@tanstack/react-query';
import type { JsonObject } from '~/lib/json';
import type { LocatorField } from '~/nodes/fields';
import { useTRPC } from '~/trpc/client';
import { Combobox } from '~/ui/combobox';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { useEditor } from '../store/editor';
import { DatabaseList } from './database-list';
import type { FieldProps } from './renderer';

const MODES = [{ value: 'list', label: 'From list' }, { value: 'id', label: 'By ID' }, { value: 'url', label: 'By URL' }, { value: 'name', label: 'By name' }] as const;
type Mode = (typeof MODES)[number]['value'];

export function LocatorControl({ field, value, onChange, readOnly, nodeId, siblings }: FieldProps<LocatorField>) {
  const locator = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  const chosen = String((locator ? locator.value : value) ?? field.default);
  const modes = MODES.filter(mode => (mode.value === 'list' ? field.list : !field.by || mode.value === field.by));
  const byHand: Mode = field.by ?? 'id';
  const written: Mode = locator ? ((locator.mode as Mode | undefined) ?? byHand) : field.list ? 'list' : byHand;
  // A choice from a list that this editor does not have is shown as what it is: a name or an id.
  const mode: Mode = modes.some(one => one.value === written) ? written : byHand;
  const write = (next: string, nextMode: Mode, cached?: string): void => onChange({ __rl: true, mode: nextMode, value: next, ...(cached ? { cachedResultName: cached } : {}) });
  return (
    <div className="flex gap-1">
      {modes.length < 2 ? null : <span className="w-26 shrink-0"><Select size="sm" label={`How to choose ${field.label}`} value={mode} disabled={readOnly} options={modes} onChange={next => write(next === 'list' ? '' : chosen, next)} /></span>}
      <div className="min-w-0 flex-1">
        {mode === 'list' && (field.list === 'schemas' || field.list === 'tables') ? <DatabaseList of={field.list} nodeId={nodeId} siblings={siblings} value={chosen} label={field.label} disabled={readOnly} onChange={name => write(name, 'list', name)} />
          : mode === 'list' ? <WorkflowList value={chosen} cached={typeof locator?.cachedResultName === 'string' ? locator.cachedResultName : undefined} label={field.label} disabled={readOnly} onChange={(id, name) => write(id, 'list', name)} />
          : <Input size="sm" mono={mode !== 'name'} aria-label={field.label} value={chosen} placeholder={field.placeholder} readOnly={readOnly} onChange={event => write(event.target.value, mode)} />}
      </div>
    </div>
  );
}

function WorkflowList({ value, cached, label, disabled, onChange }: { value: string; cached?: string; label: string; disabled: boolean; onChange(id: string, name: string): void }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.workflows.list.queryOptions({ limit: 100, sort: 'name' }));
  const options = (data?.items ?? []).map(workflow => ({ value: workflow.id, label: workflow.id === editor.workflowId ? `${workflow.name} (this one)` : workflow.name }));
  const known = value && !options.some(option => option.value === value) ? [{ value, label: cached ?? value }, ...options] : options;
  return <Combobox size="sm" label={label} value={value || null} disabled={disabled} options={known} placeholder="Choose a workflow" onChange={id => onChange(id, options.find(option => option.value === id)?.label ?? id)} />;
}
