// Search and filters of the list; everything stands in the address.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '~/trpc/client';
import { Button } from '~/ui/button';
import { Menu, type MenuEntry } from '~/ui/menu';
import { PageBar } from '~/ui/page';
import { SearchField } from '~/ui/search-field';
import { STATE_WORDS, stateOf } from '~/ui/status';
import { Chip } from '~/ui/tag';
import { MODE_WORDS, MODES } from '../modes';
import { type Filters, isFiltered, PERIODS, type Period, STATUSES } from './filters';

interface FilterBarProps {
  filters: Filters;
  onChange(filters: Partial<Filters> | null): void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const trpc = useTRPC();
  const { data: workflows } = useQuery(trpc.workflows.list.queryOptions({ limit: 100, sort: 'name' }));
  const names = workflows?.items ?? [];
  const chosen = names.find(workflow => workflow.id === filters.workflow);
  const toggle = <T,>(list: T[], value: T, on: boolean): T[] => (on ? [...list, value] : list.filter(other => other !== value));
  const entries: MenuEntry[] = [
    { kind: 'menu', label: 'Status', icon: 'circle-dot', entries: STATUSES.map((status): MenuEntry => ({ kind: 'check', stay: true, label: STATE_WORDS[stateOf(status)], checked: filters.status.includes(status), onChange: on => onChange({ status: toggle(filters.status, status, on) }) })) },
    { kind: 'menu', label: 'Workflow', icon: 'workflow', entries: names.map((workflow): MenuEntry => ({ kind: 'check', label: workflow.name, checked: filters.workflow === workflow.id, onChange: on => onChange({ workflow: on ? workflow.id : null }) })) },
    { kind: 'menu', label: 'Trigger', icon: 'zap', entries: MODES.map((mode): MenuEntry => ({ kind: 'check', label: MODE_WORDS[mode].label, icon: MODE_WORDS[mode].icon, checked: filters.mode === mode, onChange: on => onChange({ mode: on ? mode : null }) })) },
    { kind: 'menu', label: 'Period', icon: 'clock', entries: (Object.keys(PERIODS) as Period[]).map((period): MenuEntry => ({ kind: 'check', label: PERIODS[period].label, checked: filters.period === period, onChange: on => onChange({ period: on ? period : null }) })) },
  ];
  return (
    <PageBar className="max-md:border-b">
      <Menu entries={entries} trigger={<Button size="sm" icon="list-filter" className="max-md:-order-1">Filter</Button>} />
      {filters.status.map(status => <Chip key={status} on onRemove={() => onChange({ status: toggle(filters.status, status, false) })} removeLabel={`status ${status}`}>{STATE_WORDS[stateOf(status)]}</Chip>)}
      {filters.workflow ? <Chip on onRemove={() => onChange({ workflow: null })} removeLabel="workflow filter">{chosen?.name ?? 'One workflow'}</Chip> : null}
      {filters.mode ? <Chip on onRemove={() => onChange({ mode: null })} removeLabel="trigger filter">{MODE_WORDS[filters.mode].label}</Chip> : null}
      {filters.period ? <Chip on onRemove={() => onChange({ period: null })} removeLabel="period filter">{PERIODS[filters.period].label}</Chip> : null}
      {isFiltered(filters) ? <Button size="sm" variant="quiet" onClick={() => onChange(null)}>Clear all</Button> : null}
      <span className="flex-1 max-md:hidden" />
      <SearchField label="Search executions" placeholder="Workflow, error or id" shortcut="/" value={filters.search} onChange={search => onChange({ search })} className="w-72 max-md:-order-1 max-md:w-auto max-md:flex-1" />
    </PageBar>
  );
}
