// The history of executions: a live list with filters.
'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Button, ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/checkbox';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { useHotkeys } from '~/ui/hotkeys';
import { KeyFoot } from '~/ui/key-foot';
import { PageBody, PageHead } from '~/ui/page';
import { SkeletonRows } from '~/ui/skeleton';
import { HeadCell, Table, TableHead } from '~/ui/table';
import { plural } from '~/ui/time';
import { useDebounced } from '~/ui/use-debounced';
import { durationScale } from './durations';
import { ExecutionRow } from './execution-row';
import { FilterBar } from './filter-bar';
import { filterParsers, fits, isFiltered, PERIODS } from './filters';
import { HistoryStrip } from './history-strip';
import { SelectionBar } from './selection-bar';
import { useLiveList } from './use-live-list';

const COLUMNS = '16px 16px minmax(140px,0.9fr) minmax(120px,1.8fr) 104px 84px 68px 96px 40px 60px';

export function ExecutionsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const canWrite = useCan('execution:write');
  const [filters, setFilters] = useQueryStates(filterParsers, { history: 'replace' });
  const [paused, setPaused] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const search = useDebounced(filters.search.trim(), 250);
  // A period is a moving window: its start moves when the filters change, not at every render.
  const from = useMemo(() => (filters.period ? new Date(Date.now() - PERIODS[filters.period].ms).toISOString() : undefined), [filters.period]);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(trpc.executions.list.infiniteQueryOptions(
    { search: search || undefined, workflowId: filters.workflow ?? undefined, status: filters.status.length > 0 ? filters.status : undefined, mode: filters.mode ?? undefined, from, limit: 50 },
    { getNextPageParam: page => page.nextCursor ?? undefined, placeholderData: keepPreviousData, refetchOnWindowFocus: false },
  ));
  const loaded = useMemo(() => data?.pages.flatMap(page => page.items) ?? [], [data]);
  const live = useLiveList({ workflowId: filters.workflow ?? undefined, enabled: !paused, isLoaded: id => loaded.some(execution => execution.id === id), fits: execution => fits(filters, execution) });
  const executions = loaded.map(live.apply);
  const scale = durationScale(executions);
  const reload = async () => { live.clear(); await refetch(); };

  const go = (by: number): void => {
    const at = executions.findIndex(execution => execution.id === current);
    const next = executions[Math.min(executions.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setCurrent(next.id);
    document.querySelector<HTMLElement>(`[data-row="${next.id}"]`)?.focus();
  };
  const select = (id: string, on: boolean) => setSelected(known => {
    const next = new Set(known);
    if (on) next.add(id);
    else next.delete(id);
    return next;
  });
  /** From the last selected row to this one. */
  const selectTo = (id: string): void => {
    const ids = executions.map(execution => execution.id);
    const [from, to] = [ids.indexOf([...selected].at(-1) ?? id), ids.indexOf(id)];
    setSelected(new Set([...selected, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)]));
  };
  useHotkeys({
    J: () => go(1), K: () => go(-1), ArrowDown: () => go(1), ArrowUp: () => go(-1),
    X: () => { if (current && canWrite) select(current, !selected.has(current)); },
    'Shift+X': () => { if (current && canWrite) selectTo(current); },
    Escape: selected.size > 0 ? () => setSelected(new Set()) : undefined,
    Enter: () => { if (current) router.push(`/executions/${current}`); },
  });

  const none = !isPending && !error && executions.length === 0;
  return (
    <>
      <PageHead title="Executions" actions={<Button size="sm" aria-pressed={!paused} onClick={() => setPaused(!paused)}><span aria-hidden className={cx('size-[7px] rounded-full', paused ? 'bg-off' : 'bg-success-fill')} />{paused ? 'Paused' : 'Live'}</Button>} />
      {executions.length >= 8 ? <HistoryStrip executions={executions} more={hasNextPage} /> : null}
      <FilterBar filters={filters} onChange={change => { setSelected(new Set()); live.clear(); void setFilters(change); }} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        {live.fresh > 0 ? <Button variant="solid" size="sm" icon="arrow-up" onClick={() => void reload()} className="absolute top-10 left-1/2 z-(--z-dock) -translate-x-1/2 rounded-full shadow-float">{plural(live.fresh, 'new execution')}</Button> : null}
        {error && executions.length === 0 ? <ErrorNotice title="The executions could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />
          : none && isFiltered(filters) ? <EmptyState title="No execution matches" action={<Button onClick={() => void setFilters(null)}>Clear the filters</Button>}>Try another status or a longer period.</EmptyState>
          : none ? <EmptyState title="Nothing has run yet" action={<ButtonLink href="/workflows" variant="primary" icon="arrow-right">Open workflows</ButtonLink>}>Run a workflow once, and every step of it stands here.</EmptyState>
          : (
            <PageBody>
              <Table label="Executions" columns={COLUMNS} className="max-xl:[--cols:16px_16px_minmax(120px,1fr)_minmax(0,1.6fr)_84px_76px]! max-md:[--cols:16px_minmax(0,1fr)_72px]! max-md:[--row:64px]!">
                <TableHead className="max-md:hidden">
                  <HeadCell className="overflow-visible"><Checkbox bare label="Select all shown" mixed={selected.size > 0 && selected.size < executions.length} checked={executions.length > 0 && selected.size === executions.length} onChange={on => setSelected(new Set(on ? executions.map(execution => execution.id) : []))} /></HeadCell>
                  <HeadCell><span className="sr-only">Status</span></HeadCell><HeadCell>Workflow</HeadCell><HeadCell>Result</HeadCell><HeadCell className="max-xl:hidden">Trigger</HeadCell><HeadCell>Started</HeadCell><HeadCell right>Duration</HeadCell>
                  <HeadCell className="max-xl:hidden"><span title="Beside the 95th percentile of the same workflow, of the executions loaded here">to p95</span></HeadCell><HeadCell className="max-xl:hidden">Ver.</HeadCell><HeadCell className="max-xl:hidden">Id</HeadCell>
                </TableHead>
                {isPending ? <SkeletonRows rows={12} widths={[16, 16, 140, 220, 80, 60, 48, 80, 28, 56]} /> : executions.map(execution => (
                  <ExecutionRow key={execution.id} execution={execution} scale={scale} current={execution.id === current} selected={selected.has(execution.id)} onSelect={on => select(execution.id, on)} onFocus={() => setCurrent(execution.id)} />
                ))}
              </Table>
              {hasNextPage ? <div className="p-4 text-center"><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button></div> : null}
            </PageBody>
          )}
        {selected.size > 0 && canWrite ? <SelectionBar ids={[...selected]} onClear={() => setSelected(new Set())} onDone={() => void reload()} /> : null}
      </div>
      <KeyFoot keys={[['J', 'down'], ['K', 'up'], ['Enter', 'open'], ['X', 'select'], ['Shift+X', 'range'], ['/', 'search']]} />
    </>
  );
}
