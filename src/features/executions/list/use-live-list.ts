// Keeps loaded rows current from live events. New executions are only counted: they never shift what is being read.
'use client';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import type { ExecutionItem } from './execution-row';

export type Fresh = Pick<ExecutionItem, 'id' | 'workflowName' | 'status' | 'mode' | 'error'>;

interface LiveListOptions {
  workflowId: string | undefined;
  enabled: boolean;
  isLoaded(id: string): boolean;
  /** Does a new execution fit the filters? */
  fits(execution: Fresh): boolean;
}

export function useLiveList({ workflowId, enabled, isLoaded, fits }: LiveListOptions) {
  const trpc = useTRPC();
  const [changes, setChanges] = useState<Record<string, Partial<ExecutionItem>>>({});
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const subscription = useSubscription(trpc.executions.live.subscriptionOptions({ workflowId }, {
    enabled,
    onData: event => {
      if (event.kind !== 'execution') return;
      const { id, status, startedAt, endedAt, durationMs, error } = event.execution;
      if (isLoaded(id)) setChanges(known => ({ ...known, [id]: { status, startedAt, endedAt, durationMs, error } }));
      else {
        const counts = fits(event.execution);
        setFresh(known => (known.has(id) === counts ? known : new Set(counts ? [...known, id] : [...known].filter(other => other !== id))));
      }
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
