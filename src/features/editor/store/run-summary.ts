// Steps of an execution summed up for a card and for a wire. Pure; unchanged entries keep their identity.
import { parsePort, type WorkflowEdge } from '~/lib/workflow';

export interface StepSummary {
  id: string;
  nodeId: string;
  node: string;
  type: string;
  runIndex: number;
  attempt: number;
  status: 'running' | 'waiting' | 'success' | 'failed' | 'skipped';
  /** ISO time. */
  startedAt: string;
  endedAt: string | null;
  error: { message: string; description?: string; item?: number; parameter?: string } | null;
  /** Items by output. */
  itemCounts: number[];
  sources: ({ node: string; output: number; runIndex: number } | null)[];
  hints: string[];
}

export interface NodeRun {
  state: StepSummary['status'];
  /** Runs of the node. */
  runs: number;
  /** Milliseconds of the last run; null while it runs. */
  durationMs: number | null;
  startedAt: string;
  message: string | null;
}

export interface EdgeRun {
  /** Items that went along, over all runs. */
  count: number;
  state: 'success' | 'failed' | 'running';
}

const FINAL = new Set(['success', 'failed', 'skipped']);

/** A step only moves forward: to a later attempt, or from running to an end. */
export function isNewer(step: StepSummary, known: StepSummary | undefined): boolean {
  if (!known) return true;
  if (step.attempt !== known.attempt) return step.attempt > known.attempt;
  return !FINAL.has(known.status) || FINAL.has(step.status);
}

const inTime = (at: number | null) => (step: StepSummary): boolean => at === null || Date.parse(step.startedAt) <= at;

/** How a step stood at that moment. */
function stateAt(step: StepSummary, at: number | null): StepSummary['status'] {
  return at !== null && (step.endedAt === null || Date.parse(step.endedAt) > at) ? 'running' : step.status;
}

const sameRun = (a: NodeRun | undefined, b: NodeRun): boolean =>
  a !== undefined && a.state === b.state && a.runs === b.runs && a.durationMs === b.durationMs && a.startedAt === b.startedAt && a.message === b.message;

/** `at` is milliseconds since 1970, null for now. */
export function nodeRuns(steps: readonly StepSummary[], at: number | null, old: ReadonlyMap<string, NodeRun>): Map<string, NodeRun> {
  const byNode = new Map<string, StepSummary[]>();
  for (const step of steps.filter(inTime(at))) {
    const list = byNode.get(step.nodeId);
    if (list) list.push(step);
    else byNode.set(step.nodeId, [step]);
  }
  const runs = new Map<string, NodeRun>();
  for (const [id, list] of byNode) {
    const last = list.reduce((a, b) => (b.runIndex > a.runIndex || (b.runIndex === a.runIndex && b.attempt >= a.attempt) ? b : a));
    const state = stateAt(last, at);
    const run: NodeRun = {
      state,
      runs: last.runIndex + 1,
      durationMs: state === 'running' || last.endedAt === null ? null : Date.parse(last.endedAt) - Date.parse(last.startedAt),
      startedAt: last.startedAt,
      message: state === 'failed' ? (last.error?.message ?? null) : null,
    };
    const before = old.get(id);
    runs.set(id, before && sameRun(before, run) ? before : run);
  }
  return runs;
}

export function edgeRuns(steps: readonly StepSummary[], edges: readonly WorkflowEdge[], at: number | null, old: ReadonlyMap<string, EdgeRun>): Map<string, EdgeRun> {
  const bySource = new Map<string, StepSummary[]>();
  const running = new Set<string>();
  for (const step of steps.filter(inTime(at))) {
    if (stateAt(step, at) === 'running') running.add(step.nodeId);
    else bySource.set(step.nodeId, [...(bySource.get(step.nodeId) ?? []), step]);
  }
  const runs = new Map<string, EdgeRun>();
  for (const edge of edges) {
    const { type, index } = parsePort(edge.sourcePort);
    if (type !== 'main') {
      const calls = callRun(steps, edge, at);
      if (calls) runs.set(edge.id, same(old.get(edge.id), calls));
      continue;
    }
    let count = 0;
    let failed = false;
    for (const step of bySource.get(edge.source) ?? []) {
      count += step.itemCounts[index] ?? 0;
      failed ||= step.status === 'failed';
    }
    if (count === 0) continue;
    const run: EdgeRun = { count, state: failed ? 'failed' : running.has(edge.target) ? 'running' : 'success' };
    runs.set(edge.id, same(old.get(edge.id), run));
  }
  return runs;
}

const same = (before: EdgeRun | undefined, run: EdgeRun): EdgeRun => (before && before.count === run.count && before.state === run.state ? before : run);

/** What supplies a capability is called by the step it supplies: the wire shows how often. */
function callRun(steps: readonly StepSummary[], edge: WorkflowEdge, at: number | null): EdgeRun | null {
  const callers = new Set(steps.filter(step => step.nodeId === edge.target).map(step => step.node));
  const calls = steps.filter(step => step.nodeId === edge.source && callers.has(step.sources[0]?.node ?? '') && inTime(at)(step));
  if (calls.length === 0) return null;
  return { count: calls.length, state: calls.some(step => stateAt(step, at) === 'running') ? 'running' : calls.at(-1)?.status === 'failed' ? 'failed' : 'success' };
}

/** Milliseconds since 1970 at which the first step began: the left end of the loom. Time in the queue is not on it. */
export const loomStart = (steps: readonly StepSummary[]): number => steps.reduce((first, step) => Math.min(first, Date.parse(step.startedAt)), Number.POSITIVE_INFINITY);
