// One execution: graph, timeline, and the chosen step. It follows live while it runs.
'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useRouter } from 'next/navigation';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { JsonView } from '~/ui/data/json-view';
import { download } from '~/ui/download';
import { ErrorNotice } from '~/ui/error-notice';
import { Segmented } from '~/ui/segmented';
import { Skeleton } from '~/ui/skeleton';
import { Switch } from '~/ui/switch';
import { toast, toastError } from '~/ui/toast';
import { shortId } from '../modes';
import { ExecutionHead } from './execution-head';
import { ExecutionMap } from './execution-map';
import { LogLines } from './log-lines';
import { StepPane } from './step-pane';
import { mergeSteps, type StepSummary } from './steps';
import { Timeline } from './timeline';

const VIEWS = [{ value: 'timeline', label: 'Timeline' }, { value: 'logs', label: 'Logs' }, { value: 'json', label: 'JSON' }] as const;
const ADDRESS = { step: parseAsString, node: parseAsString, view: parseAsStringLiteral(['timeline', 'logs', 'json'] as const).withDefault('timeline'), fold: parseAsBoolean.withDefault(true), errors: parseAsBoolean.withDefault(false) };

export function ExecutionPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [address, setAddress] = useQueryStates(ADDRESS, { history: 'replace' });
  const [live, setLive] = useState<ReadonlyMap<string, StepSummary>>(new Map());
  const query = trpc.executions.get.queryOptions({ id });
  const { data: loaded, error, refetch } = useQuery(query);
  useSubscription(trpc.executions.live.subscriptionOptions({ executionId: id }, {
    enabled: loaded !== undefined && !['success', 'failed', 'cancelled'].includes(loaded.status),
    onData: event => {
      if (event.kind === 'step') setLive(known => new Map(known).set(event.step.id, event.step));
      else void queries.invalidateQueries({ queryKey: query.queryKey });
    },
  }));
  const replay = useMutation(trpc.executions.retry.mutationOptions({
    onSuccess: ({ executionId }) => {
      toast('Replay started', { action: { label: 'Open', onPress: () => router.push(`/executions/${executionId}`) } });
      router.push(`/executions/${executionId}`);
    },
    onError: failure => toastError('The execution was not replayed', errorText(failure)),
  }));
  const cancel = useMutation(trpc.executions.cancel.mutationOptions({ onSuccess: () => { toast('Cancelling'); void refetch(); }, onError: failure => toastError('The execution was not cancelled', errorText(failure)) }));

  const steps = useMemo(() => (loaded ? mergeSteps(loaded.steps, live) : []), [loaded, live]);
  if (error && !loaded) return <ErrorNotice title="The execution could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />;
  if (!loaded) return <Loading />;

  const shown = address.errors ? steps.filter(step => step.error) : steps;
  const step = steps.find(one => one.id === address.step) ?? steps.findLast(one => one.nodeId === address.node) ?? steps.find(one => one.status === 'failed') ?? steps.at(-1);
  const choose = (next: StepSummary) => void setAddress({ step: next.id, node: null });
  const move = (by: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, shown.findIndex(one => one.id === step?.id) + by))];
    if (next) choose(next);
  };
  const run = (version: 'original' | 'current', from: 'start' | 'failed') => replay.mutate({ id, version, from });
  const saveFile = () => download(`execution-${shortId(id)}.json`, JSON.stringify(loaded, null, 2), 'application/json');

  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col max-md:overflow-y-auto">
      <div className="flex min-w-0 flex-1 flex-col max-md:order-2 max-md:flex-none">
        <div className="max-md:hidden"><ExecutionHead execution={loaded} busy={replay.isPending || cancel.isPending} onReplay={run} onCancel={() => cancel.mutate({ id })} onDownload={saveFile} /></div>
        <ExecutionMap definition={loaded.definition} steps={steps} selected={step?.nodeId ?? null} onSelect={nodeId => void setAddress({ node: nodeId, step: null })} />
        <div className="flex min-h-12 flex-none flex-wrap items-center gap-4 px-6 py-2 max-md:px-4">
          <Segmented label="View" value={address.view} onChange={view => void setAddress({ view })} segments={VIEWS} />
          {address.view === 'timeline' ? (
            <>
              <span className="flex items-center gap-2"><Switch checked={address.fold} onChange={fold => void setAddress({ fold })} label="Fold idle time" /><span aria-hidden>Fold idle time</span></span>
              <span className="flex items-center gap-2"><Switch checked={address.errors} onChange={errors => void setAddress({ errors })} label="Errors only" /><span aria-hidden>Errors only</span></span>
            </>
          ) : null}
        </div>
        {address.view === 'timeline' ? (shown.length === 0 ? <p className="px-6 text-fg-3">{address.errors ? 'No step failed.' : 'No step has run yet.'}</p> : <Timeline steps={shown} fold={address.fold} selected={step?.id ?? null} onSelect={choose} />) : null}
        {address.view === 'logs' ? <div className="min-h-0 flex-1 overflow-y-auto"><LogLines executionId={id} /></div> : null}
        {address.view === 'json' ? <div className="min-h-0 flex-1 overflow-auto px-6 pb-6"><pre className="mono leading-[17px]"><JsonView value={{ ...loaded, definition: undefined, steps }} openTo={2} /></pre></div> : null}
      </div>
      <div className="hidden max-md:order-0 max-md:block"><ExecutionHead execution={loaded} busy={replay.isPending || cancel.isPending} onReplay={run} onCancel={() => cancel.mutate({ id })} onDownload={saveFile} /></div>
      {step ? <div className="contents max-md:order-1 max-md:block"><StepPane key={step.id} execution={loaded} step={step} onMove={move} onRetry={() => run('original', 'failed')} onClose={() => void setAddress({ step: null, node: null })} /></div> : null}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the execution" className="flex flex-1 flex-col gap-4 p-6">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-9 w-96" />
      <Skeleton className="h-48 w-full" />
      {[0, 1, 2, 3, 4].map(row => <Skeleton key={row} className="h-5 w-full" />)}
    </div>
  );
}
