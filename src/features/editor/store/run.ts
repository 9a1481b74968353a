// The run store: one execution as the canvas shows it, by node and by edge. Events are gathered and written once a frame.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkflowEdge, WorkflowNode } from '~/lib/workflow';
import { edgeRuns, type EdgeRun, isNewer, loomStart, nodeRuns, type NodeRun, type StepSummary } from './run-summary';

export interface RunExecution {
  id: string;
  /** As the API spells it. */
  status: string;
  startedAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
  error: { message: string; node: string | null } | null;
}

/** A test call is awaited: the URL answers until then. */
export interface Listening {
  /** Milliseconds since 1970. */
  until: number;
}

export interface RunState {
  execution: RunExecution | null;
  steps: ReadonlyMap<string, StepSummary>;
  nodes: ReadonlyMap<string, NodeRun>;
  edges: ReadonlyMap<string, EdgeRun>;
  /** Nodes as they stood when the execution began: what differs now is stale. */
  snapshot: ReadonlyMap<string, WorkflowNode>;
  /** Milliseconds from the start at which the loom's playhead stands; null follows the end. */
  playhead: number | null;
  listening: Listening | null;
  starting: boolean;
}

export interface RunStore extends StoreApi<RunState> {
  /** Shows an execution from its beginning; forgets the one before. */
  begin(execution: RunExecution, nodes: ReadonlyMap<string, WorkflowNode>, edges: readonly WorkflowEdge[]): void;
  update(execution: RunExecution): void;
  /** Adds steps; older news about a step is ignored. */
  add(steps: readonly StepSummary[]): void;
  scrub(playhead: number | null): void;
  clear(): void;
}

const EMPTY: RunState = { execution: null, steps: new Map(), nodes: new Map(), edges: new Map(), snapshot: new Map(), playhead: null, listening: null, starting: false };

/** `frame` calls back before the next paint; tests pass their own. */
export function createRunStore(frame: (write: () => void) => void = write => void requestAnimationFrame(write)): RunStore {
  const store = createStore<RunState>(() => EMPTY);
  let edges: readonly WorkflowEdge[] = [];
  let waiting: StepSummary[] = [];

  const derive = (steps: ReadonlyMap<string, StepSummary>, playhead: number | null): Pick<RunState, 'nodes' | 'edges'> => {
    const { nodes: oldNodes, edges: oldEdges } = store.getState();
    const seen = [...steps.values()];
    const start = loomStart(seen);
    return { nodes: nodeRuns(seen, playhead === null ? null : start + playhead, oldNodes), edges: edgeRuns(seen, edges, playhead === null ? null : start + playhead, oldEdges) };
  };

  const flush = (): void => {
    if (waiting.length === 0) return;
    const steps = new Map(store.getState().steps);
    for (const step of waiting) if (isNewer(step, steps.get(step.id))) steps.set(step.id, step);
    waiting = [];
    store.setState({ steps, ...derive(steps, store.getState().playhead) });
  };

  return {
    ...store,
    begin(execution, nodes, allEdges) {
      edges = allEdges;
      waiting = [];
      store.setState({ ...EMPTY, execution, snapshot: new Map(nodes), listening: store.getState().listening });
    },
    update(execution) {
      if (store.getState().execution?.id === execution.id) store.setState({ execution });
    },
    add(steps) {
      if (waiting.length === 0) frame(flush);
      waiting.push(...steps);
    },
    scrub(playhead) {
      store.setState({ playhead, ...derive(store.getState().steps, playhead) });
    },
    clear() {
      waiting = [];
      store.setState(EMPTY);
    },
  };
}
