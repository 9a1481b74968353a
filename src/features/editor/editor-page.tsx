// The editor of a workflow: loads it and shows the canvas, or the list of steps on narrow screens.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { areKnown, loadDefinitions } from '~/nodes/known-definitions';
import { useTRPC } from '~/trpc/client';
import { errorCode } from '~/trpc/errors';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { Mark } from '~/ui/mark';
import { Skeleton } from '~/ui/skeleton';
import { EditorShell } from './editor-shell';

const nothing = (): (() => void) => () => {};

export function EditorPage({ workflowId }: { workflowId: string }) {
  const trpc = useTRPC();
  const inBrowser = useSyncExternalStore(nothing, () => true, () => false);
  // Later answers must not replace the document: it is read once, and then only saved.
  const { data, error, refetch } = useQuery(trpc.workflows.get.queryOptions({ id: workflowId }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnReconnect: false, refetchOnWindowFocus: false }));
  const { known, problem, again } = useKnown(data?.definition.nodes ?? NONE);
  // The server knows neither the size of the window nor the remembered view: the editor is drawn in the browser only.
  if (problem) return <div className="flex h-dvh flex-col"><ErrorNotice title="The steps could not be loaded" error={problem} onRetry={again} /></div>;
  if (data && !(inBrowser && known)) return <Loading />;
  if (data) return <EditorShell key={workflowId} workflow={data} />;
  if (errorCode(error) === 'not_found') {
    return <div className="flex h-dvh flex-col"><EmptyState title="This workflow does not exist" action={<ButtonLink href="/workflows" variant="primary">All workflows</ButtonLink>}>It may have been deleted, or it belongs to another organization.</EmptyState></div>;
  }
  if (error) return <div className="flex h-dvh flex-col"><ErrorNotice title="The workflow could not be loaded" error={error} onRetry={() => void refetch()} /></div>;
  return <Loading />;
}

const NONE: readonly { type: string }[] = [];

/** Waits for all definitions when the workflow has more than the common types. */
function useKnown(nodes: readonly { type: string }[]): { known: boolean; problem: Error | null; again(): void } {
  const atOnce = areKnown(nodes.map(node => node.type));
  const { isSuccess, error, refetch } = useQuery({ queryKey: ['node definitions'], queryFn: async () => { await loadDefinitions(); return true; }, enabled: !atOnce, staleTime: Number.POSITIVE_INFINITY });
  const known = atOnce || isSuccess;
  return { known, problem: known ? null : error, again: () => void refetch() };
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the workflow" className="flex h-dvh flex-col">
      <div className="flex h-11 items-center gap-3 border-line border-b px-3"><Mark /><Skeleton width={140} /><span className="flex-1" /><Skeleton width={72} height={28} /><Skeleton width={88} height={28} /></div>
      <div className="flex flex-1 items-center justify-center gap-12 bg-canvas">
        {[0, 1, 2].map(index => <Skeleton key={index} width={220} height={64} className="rounded-card" />)}
      </div>
    </div>
  );
}
