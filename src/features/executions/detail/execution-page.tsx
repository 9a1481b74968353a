// One execution: loads it, follows it live while it runs, replays and cancels it.
'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { ErrorNotice } from '~/ui/error-notice';
import { Skeleton } from '~/ui/skeleton';
import { toast, toastError } from '~/ui/toast';
import { ExecutionView } from './execution-view';
import { isEnded, mergeSteps, type StepSummary } from './steps';

export function ExecutionPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [live, setLive] = useState<ReadonlyMap<string, StepSummary>>(new Map());
  const query = trpc.executions.get.queryOptions({ id });
  const { data: loaded, error, refetch } = useQuery(query);
  useSubscription(trpc.executions.live.subscriptionOptions({ executionId: id }, {
    enabled: loaded !== undefined && !isEnded(loaded.status),
    onData: event => {
      if (event.kind === 'step') setLive(known => new Map(known).set(event.step.id, event.step));
      else void queries.invalidateQueries({ queryKey: query.queryKey });
    },
  }));
  const replay = useMutation(trpc.executions.retry.mutationOptions({
    onSuccess: ({ executionId }) => {
      toast('Replay started');
      router.push(`/executions/${executionId}`);
    },
    onError: failure => toastError('The execution was not replayed', errorText(failure)),
  }));
  const cancel = useMutation(trpc.executions.cancel.mutationOptions({ onSuccess: () => { toast('Cancelling'); void refetch(); }, onError: failure => toastError('The execution was not cancelled', errorText(failure)) }));

  const steps = useMemo(() => (loaded ? mergeSteps(loaded.steps, live, isEnded(loaded.status) ? loaded.endedAt : null) : []), [loaded, live]);
  if (error && !loaded) return <ErrorNotice title="The execution could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />;
  if (!loaded) return <Loading />;

  return (
    <ExecutionView execution={loaded} steps={steps} busy={replay.isPending || cancel.isPending} onCancel={() => cancel.mutate({ id })}
      onReplay={(version, from) => replay.mutate({ id, version, from })} />
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
