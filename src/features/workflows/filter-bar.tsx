// Search, status, tags and order of the list; everything stands in the address.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '~/trpc/client';
import { Button } from '~/ui/button';
import { Menu, type MenuEntry } from '~/ui/menu';
import { PageBar } from '~/ui/page';
import { SearchField } from '~/ui/search-field';
import { Select } from '~/ui/select';
import { Chip } from '~/ui/tag';
import { SORT_WORDS, SORTS } from './filters';

interface Filters {
  search: string;
  tags: string[];
  status: 'draft' | 'published' | null;
  sort: (typeof SORTS)[number];
}

interface FilterBarProps {
  filters: Filters;
  onChange(filters: Partial<Filters> | null): void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const trpc = useTRPC();
  const { data: tags = [] } = useQuery(trpc.workflows.tags.queryOptions());
  const entries: MenuEntry[] = [
    { kind: 'heading', label: 'Status' },
    { kind: 'check', label: 'Live', checked: filters.status === 'published', onChange: on => onChange({ status: on ? 'published' : null }) },
    { kind: 'check', label: 'Draft only', checked: filters.status === 'draft', onChange: on => onChange({ status: on ? 'draft' : null }) },
    ...(tags.length > 0 ? [{ kind: 'heading', label: 'Tags' } as MenuEntry, ...tags.map((tag): MenuEntry => ({ kind: 'check', label: tag, checked: filters.tags.includes(tag), stay: true, onChange: on => onChange({ tags: on ? [...filters.tags, tag] : filters.tags.filter(other => other !== tag) }) }))] : []),
  ];
  return (
    <PageBar>
      <SearchField label="Search workflows" placeholder="Name, step, credential or webhook path" shortcut="/" value={filters.search} onChange={search => onChange({ search })} className="w-80 max-md:w-full" />
      <Menu entries={entries} trigger={<Button size="sm" variant="quiet" icon="list-filter">Filter</Button>} />
      {filters.status ? <Chip on onRemove={() => onChange({ status: null })} removeLabel="status filter">{filters.status === 'published' ? 'Live' : 'Draft only'}</Chip> : null}
      {filters.tags.map(tag => <Chip key={tag} on onRemove={() => onChange({ tags: filters.tags.filter(other => other !== tag) })} removeLabel={`tag ${tag}`}>{tag}</Chip>)}
      <span className="flex-1" />
      <Select look="plain" size="sm" label="Order" value={filters.sort} onChange={sort => onChange({ sort })} options={SORTS.map(sort => ({ value: sort, label: SORT_WORDS[sort] }))} className="text-dense" />
    </PageBar>
  );
}
