// Step events become statuses and counts, once a frame and never backwards.
import { describe, expect, it } from 'vitest';
import type { WorkflowNode } from '~/lib/workflow';
import { createRunStore, type RunExecution } from './run';
import type { StepSummary } from './run-summary';

const at = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
const step = (nodeId: string, part: Partial<StepSummary> = {}): StepSummary => ({
  id: `${nodeId}-${part.runIndex ?? 0}`, nodeId, node: nodeId, type: 'noOp', runIndex: 0, attempt: 1, status: 'success', startedAt: at(0), endedAt: at(40), error: null, itemCounts: [3], sources: [null], hints: [], ...part,
});
const execution: RunExecution = { id: 'x', status: 'running', startedAt: at(0), endedAt: null, durationMs: null, error: null };
const wire = (id: string, source: string, target: string, port: 'main:0' | 'main:1' = 'main:0') => ({ id, source, sourcePort: port, target, targetPort: 'main:0' }) as const;

function begun() {
  const frames: (() => void)[] = [];
  const store = createRunStore(write => frames.push(write));
  store.begin(execution, new Map<string, WorkflowNode>(), [wire('ab', 'a', 'b'), wire('ac', 'a', 'c', 'main:1')]);
  return { store, frame: () => frames.splice(0).forEach(write => write()), frames };
}

describe('run store', () => {
  it('writes many events in one frame', () => {
    const { store, frame, frames } = begun();
    let writes = 0;
    store.subscribe(() => writes++);
    for (let index = 0; index < 500; index++) store.add([step('a', { runIndex: index, id: `a${index}` })]);
    expect(frames).toHaveLength(1);
    frame();
    expect(writes).toBe(1);
    expect(store.getState().nodes.get('a')).toMatchObject({ state: 'success', runs: 500, durationMs: 40 });
  });

  it('never goes back from an end to running', () => {
    const { store, frame } = begun();
    store.add([step('a'), step('a', { status: 'running', endedAt: null })]);
    frame();
    expect(store.getState().nodes.get('a')?.state).toBe('success');
    store.add([step('a', { attempt: 2, status: 'running', endedAt: null })]);
    frame();
    expect(store.getState().nodes.get('a')?.state).toBe('running');
  });

  it('counts items by branch and marks the wire to a running step', () => {
    const { store, frame } = begun();
    store.add([step('a', { itemCounts: [2, 9] }), step('b', { status: 'running', endedAt: null })]);
    frame();
    expect(Object.fromEntries(store.getState().edges)).toEqual({ ab: { count: 2, state: 'running' }, ac: { count: 9, state: 'success' } });
  });

  it('shows how it stood when the playhead is moved', () => {
    const { store, frame } = begun();
    store.add([step('a'), step('b', { startedAt: at(50), endedAt: at(90) })]);
    frame();
    store.scrub(60);
    expect(store.getState().nodes.get('b')?.state).toBe('running');
    store.scrub(20);
    expect([...store.getState().nodes.keys()]).toEqual(['a']);
    store.scrub(null);
    expect(store.getState().nodes.get('b')?.state).toBe('success');
  });

  it('keeps the identity of entries that did not change', () => {
    const { store, frame } = begun();
    store.add([step('a')]);
    frame();
    const before = store.getState().nodes.get('a');
    store.add([step('b')]);
    frame();
    expect(store.getState().nodes.get('a')).toBe(before);
  });
});
