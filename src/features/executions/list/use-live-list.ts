// Keeps loaded rows current from live events. New executions are only counted: they never shift what is being read.
'use client';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import type { ExecutionItem } from './execution-row';

interface LiveListOptions {
  workflowId: string | undefined;
  enabled: boolean;
  isLoaded(id: string): boolean;
}

export function useLiveList({ workflowId, enabled, isLoaded }: LiveListOptions) {
  const trpc = useTRPC();
  const [changes, setChanges] = useState<Record<string, Partial<ExecutionItem>>>({});
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const subscription = useSubscription(trpc.executions.live.subscriptionOptions({ workflowId }, {
    enabled,
    onData: event => {
      if (event.kind !== 'execution') return;
      const { id, status, startedAt, endedAt, durationMs, error } = event.execution;
      if (isLoaded(id)) setChanges(known => ({ ...known, [id]: { status, startedAt, endedAt, durationMs, error } }));
      else setFresh(known => new Set(known).add(id));
    },
  }));
  return {
    connected: subscription.status === 'pending' || subscription.status === 'connecting',
    fresh: fresh.size,
    apply: (execution: ExecutionItem): ExecutionItem => (changes[execution.id] ? { ...execution, ...changes[execution.id] } : execution),
    /** After the rows were loaded anew. */
    clear: () => { setFresh(new Set()); setChanges({}); },
  };
}
