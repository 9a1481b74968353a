// Live events of executions inside this process, for the screens that watch (server-sent events).
import { EventEmitter } from 'node:events';
import type { ExecutionError, ExecutionStatus } from '~/db/schema/executions';
import type { StepError, StepRecord, StepSource, StepStatus } from '~/engine/execution';
import type { ExecutionMode } from '~/nodes/contract';
import type { ExecutionChange, OpenExecution } from '~/server/repositories/journal';

export interface ExecutionSummary {
  id: string;
  workflowId: string;
  workflowName: string;
  versionId: string;
  status: ExecutionStatus;
  mode: ExecutionMode;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
  error: ExecutionError | null;
  retryOf: string | null;
}

export interface StepSummary {
  id: string;
  nodeId: string;
  node: string;
  type: string;
  runIndex: number;
  attempt: number;
  status: StepStatus;
  startedAt: string;
  endedAt: string | null;
  error: StepError | null;
  itemCounts: number[];
  sources: (StepSource | null)[];
  hints: string[];
}

export type LiveEvent =
  | { kind: 'execution'; orgId: string; workflowId: string; executionId: string; execution: ExecutionSummary }
  | { kind: 'step'; orgId: string; workflowId: string; executionId: string; step: StepSummary };

export interface LiveFilter { orgId: string; workflowId?: string; executionId?: string }

export interface Live {
  emit(event: LiveEvent): void;
  /** Events from now on until `signal` aborts. A reader that falls behind by more than 5,000 events is ended. */
  watch(filter: LiveFilter, signal: AbortSignal): AsyncGenerator<LiveEvent>;
  /** True when nobody watches the organization: summaries need not be made. */
  idle(orgId: string): boolean;
}

const MAX_BEHIND = 5000;

export function createLive(): Live {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    emit: event => { emitter.emit(event.orgId, event); },
    idle: orgId => emitter.listenerCount(orgId) === 0,
    async *watch(filter, signal) {
      const queue: LiveEvent[] = [];
      let wake = () => {};
      const listener = (event: LiveEvent) => {
        if (filter.workflowId && event.workflowId !== filter.workflowId) return;
        if (filter.executionId && event.executionId !== filter.executionId) return;
        queue.push(event);
        wake();
      };
      const abort = () => wake();
      emitter.on(filter.orgId, listener);
      signal.addEventListener('abort', abort);
      try {
        while (!signal.aborted && queue.length <= MAX_BEHIND) {
          const event = queue.shift();
          if (event) yield event;
          else await new Promise<void>(resolve => { wake = resolve; });
        }
      } finally {
        emitter.off(filter.orgId, listener);
        signal.removeEventListener('abort', abort);
      }
    },
  };
}

export const summarizeStep = (step: StepRecord): StepSummary => ({
  id: step.id, nodeId: step.nodeId, node: step.node, type: step.type, runIndex: step.runIndex, attempt: step.attempt, status: step.status,
  startedAt: new Date(step.startedAt).toISOString(), endedAt: step.endedAt === null ? null : new Date(step.endedAt).toISOString(),
  error: step.error, itemCounts: (step.outputs ?? []).map(items => items?.length ?? 0), sources: step.sources, hints: step.hints ?? [],
});

export const summarizeExecution = (open: OpenExecution, workflowName: string, { status, error, endedAt }: Pick<ExecutionChange, 'status' | 'error' | 'endedAt'>): ExecutionSummary => {
  const startedAt = new Date(open.startedAt ?? open.createdAt);
  return {
    id: open.id, workflowId: open.workflowId, workflowName, versionId: open.versionId, status, mode: open.mode, error, retryOf: null,
    createdAt: new Date(open.createdAt).toISOString(), startedAt: startedAt.toISOString(), endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    durationMs: endedAt === null ? null : Math.max(0, endedAt - startedAt.getTime()),
  };
};
