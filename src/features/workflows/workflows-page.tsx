// The list of workflows.
'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useEffect, useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { useCan } from '~/trpc/session';
import { Button, IconButton } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { useHotkeys } from '~/ui/hotkeys';
import type { MenuEntry } from '~/ui/menu';
import { PageBody, PageHead } from '~/ui/page';
import { SkeletonRows } from '~/ui/skeleton';
import { HeadCell, Table, TableHead } from '~/ui/table';
import { errorText } from '~/trpc/errors';
import { FilterBar } from './filter-bar';
import { filterParsers } from './filters';
import { FirstWorkflow } from './first-workflow';
import { ImportDialog } from './import-dialog';
import { useWorkflowActions } from './use-workflow-actions';
import { type WorkflowItem, WorkflowRow } from './workflow-row';

const COLUMNS = '16px minmax(180px,1.4fr) 158px 84px 60px minmax(0,1fr) 84px 24px 28px';

export function WorkflowsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const canWrite = useCan('workflow:write');
  const [filters, setFilters] = useQueryStates(filterParsers, { history: 'replace' });
  const [importing, setImporting] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const actions = useWorkflowActions();
  const search = useDebounced(filters.search.trim(), 200);
  const filtered = search !== '' || filters.tags.length > 0 || filters.status !== null;
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(trpc.workflows.list.infiniteQueryOptions(
    { search: search || undefined, tags: filters.tags.length > 0 ? filters.tags : undefined, status: filters.status ?? undefined, sort: filters.sort, limit: 50 },
    { getNextPageParam: page => page.nextCursor ?? undefined, placeholderData: keepPreviousData, refetchInterval: 15_000 },
  ));
  const { data: total } = useQuery(trpc.workflows.count.queryOptions());
  const workflows = data?.pages.flatMap(page => page.items) ?? [];

  const go = (by: number): void => {
    const at = workflows.findIndex(workflow => workflow.id === current);
    const next = workflows[Math.min(workflows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setCurrent(next.id);
    document.querySelector<HTMLElement>(`[data-row="${next.id}"]`)?.focus();
  };
  useHotkeys({
    C: canWrite ? () => actions.create() : undefined,
    I: canWrite ? () => setImporting(true) : undefined,
    J: () => go(1),
    K: () => go(-1),
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
  });

  const entriesOf = (workflow: WorkflowItem): MenuEntry[] => [
    { label: 'Open', icon: 'arrow-right', onSelect: () => router.push(`/workflows/${workflow.id}`) },
    { label: 'Executions', icon: 'list', onSelect: () => router.push(`/executions?workflow=${workflow.id}`) },
    { label: 'Export', icon: 'download', onSelect: () => void actions.save(workflow.id, 'weft') },
    { label: 'Export for n8n', icon: 'download', onSelect: () => void actions.save(workflow.id, 'n8n') },
    ...(canWrite ? [
      { label: 'Duplicate', icon: 'copy-plus', onSelect: () => void actions.duplicate(workflow.id, workflow.name) } as MenuEntry,
      ...(workflow.status === 'published' ? [{ label: 'Take down', icon: 'power-off', onSelect: () => void actions.unpublish(workflow.id, workflow.name) } as MenuEntry] : []),
      { kind: 'divider' } as MenuEntry,
      { label: 'Delete', icon: 'trash-2', danger: true, onSelect: () => void actions.remove(workflow.id, workflow.name) } as MenuEntry,
    ] : []),
  ];

  const none = !isPending && !error && workflows.length === 0;
  const first = none && !filtered;
  return (
    <>
      <PageHead title="Workflows" note={total && total.count > 0 ? String(total.count) : undefined} actions={canWrite ? (
        <>
          <Button size="sm" icon="upload" onClick={() => setImporting(true)} className="max-md:hidden">Import</Button>
          <IconButton icon="upload" label="Import" onClick={() => setImporting(true)} className="md:hidden" />
          {first ? null : <Button size="sm" variant="primary" icon="plus" keys="C" busy={actions.creating} onClick={() => actions.create()}>New workflow</Button>}
        </>
      ) : null} />
      {first ? null : <FilterBar filters={filters} onChange={setFilters} />}
      {error && workflows.length === 0 ? <ErrorNotice title="The workflows could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />
        : first ? <FirstWorkflow canWrite={canWrite} busy={actions.creating} onCreate={actions.create} onImport={() => setImporting(true)} />
        : none ? <EmptyState title="No workflow matches" action={<Button onClick={() => void setFilters(null)}>Clear the filters</Button>}>Try fewer words or another tag.</EmptyState>
        : (
          <PageBody>
            <Table label="Workflows" columns={COLUMNS} row={46} className="max-lg:[--cols:16px_minmax(0,1fr)_158px_84px_24px_28px]! max-md:[--cols:16px_minmax(0,1fr)_58px]!">
              <TableHead className="max-md:hidden">
                <HeadCell><span className="sr-only">Status</span></HeadCell><HeadCell>Name</HeadCell><HeadCell>Last 24 executions</HeadCell><HeadCell>Last run</HeadCell>
                <HeadCell className="max-lg:hidden">Trigger</HeadCell><HeadCell className="max-lg:hidden">Tags</HeadCell><HeadCell className="max-lg:hidden">Changed</HeadCell><HeadCell>By</HeadCell><HeadCell><span className="sr-only">More</span></HeadCell>
              </TableHead>
              {isPending ? <SkeletonRows rows={10} widths={[16, 180, 156, 52, 20, 72, 48, 22, 16]} /> : workflows.map(workflow => <WorkflowRow key={workflow.id} workflow={workflow} current={workflow.id === current} entries={entriesOf(workflow)} onFocus={() => setCurrent(workflow.id)} />)}
            </Table>
            {hasNextPage ? <div className="p-4 text-center"><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button></div> : null}
          </PageBody>
        )}
      {importing ? <ImportDialog onClose={() => setImporting(false)} onDone={actions.refresh} /> : null}
    </>
  );
}

function useDebounced<T>(value: T, ms: number): T {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return late;
}
