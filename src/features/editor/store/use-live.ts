// Follows the execution on screen: one subscription for the workflow, and a full read after it began and ended.
'use client';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { jsonEqual } from '~/lib/json';
import { type Outputs, useTRPC } from '~/trpc/client';
import { isRunning } from '../commands/run';
import { fromDefinition } from './definition';
import type { Editor } from './editor';
import type { RunExecution } from './run';
import type { StepSummary } from './run-summary';

type Execution = Outputs['executions']['get'];

/** Server and journal may tell a step's end with different keys of the same error; only what is shown is kept. */
const errorOf = (error: Execution['error']): RunExecution['error'] => (error ? { message: error.message, node: error.node ?? null } : null);

const summaryOf = (execution: Pick<Execution, 'id' | 'status' | 'startedAt' | 'endedAt' | 'durationMs' | 'error'>): RunExecution => ({
  id: execution.id, status: execution.status, startedAt: execution.startedAt, endedAt: execution.endedAt, durationMs: execution.durationMs, error: errorOf(execution.error),
});

/** Reads the whole execution: events before the subscription opened, or after the connection dropped, are in it. */
async function catchUp(editor: Editor, id: string): Promise<void> {
  const execution = await editor.api.executions.get.query({ id }).catch(() => null);
  if (!execution || editor.run.getState().execution?.id !== id) return;
  editor.run.update(summaryOf(execution));
  editor.run.add(execution.steps as StepSummary[]);
}

export function useLive(editor: Editor): void {
  const trpc = useTRPC();
  const execution = useStore(editor.run, state => state.execution?.id);
  const status = useStore(editor.run, state => state.execution?.status);
  const listening = useStore(editor.run, state => state.listening);

  useSubscription(trpc.executions.live.subscriptionOptions({ workflowId: editor.workflowId }, {
    enabled: Boolean(listening) || isRunning(status) || status === 'waiting',
    onStarted: () => {
      const current = editor.run.getState().execution;
      if (current) void catchUp(editor, current.id);
    },
    onData: event => {
      const state = editor.run.getState();
      if (event.kind === 'execution') {
        // The test call arrived: its execution is the one to show.
        if (state.listening && event.execution.mode === 'manual' && event.execution.id !== state.execution?.id) begin(editor, event.execution);
        if (event.execution.id === editor.run.getState().execution?.id) {
          editor.run.update(summaryOf(event.execution));
          if (event.execution.endedAt) void catchUp(editor, event.execution.id);
        }
      } else if (event.executionId === state.execution?.id) {
        editor.run.add([event.step as StepSummary]);
      }
    },
  }));

  // A stream can be held up by a proxy: while the execution runs, its record is read now and then as well.
  const poll = useCallback(() => (execution ? catchUp(editor, execution) : Promise.resolve()), [editor, execution]);
  useEffect(() => {
    if (!execution || !isRunning(status)) return;
    const first = setTimeout(() => void poll(), 300);
    const timer = setInterval(() => void poll(), 2500);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [execution, status, poll]);

  useEffect(() => {
    if (!listening) return;
    const timer = setTimeout(() => editor.run.setState({ listening: null }), Math.max(0, listening.until - Date.now()));
    return () => clearTimeout(timer);
  }, [listening, editor]);
}

function begin(editor: Editor, execution: Outputs['executions']['list']['items'][number] | Parameters<typeof summaryOf>[0]): void {
  const { nodes, edges } = editor.document.getState().doc;
  editor.run.setState({ listening: null });
  editor.run.begin(summaryOf(execution as Parameters<typeof summaryOf>[0]), nodes, [...edges.values()]);
}

/**
 * Shows an execution when the editor opens, so that data is there to map: the one named in the address (`?execution=…`),
 * else the last one by hand. Its results may be old: what changed since is marked.
 */
async function showEarlier(editor: Editor, wanted: string | null): Promise<void> {
  const id = wanted ?? (await editor.api.executions.list.query({ workflowId: editor.workflowId, mode: 'manual', limit: 1 }).catch(() => null))?.items[0]?.id;
  if (!id || editor.run.getState().execution) return;
  const execution = await editor.api.executions.get.query({ id }).catch(() => null);
  if (!execution || execution.workflowId !== editor.workflowId || editor.run.getState().execution) return;
  const { edges } = editor.document.getState().doc;
  const then = fromDefinition(execution.definition);
  const { nodes } = editor.document.getState().doc;
  // Compared by content once, so that untouched nodes are not called stale.
  const snapshot = new Map([...nodes].map(([id, node]) => {
    const old = then.nodes.get(id);
    return [id, old && jsonEqual(old.parameters, node.parameters) ? node : (old ?? node)];
  }));
  editor.run.begin(summaryOf(execution), snapshot, [...edges.values()]);
  editor.run.add(execution.steps as StepSummary[]);
}

export function useLastExecution(editor: Editor): void {
  useEffect(() => {
    void showEarlier(editor, new URLSearchParams(window.location.search).get('execution'));
  }, [editor]);
}
