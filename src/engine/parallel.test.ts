import { describe, expect, it } from 'vitest';
import { type RunNode, NodeError } from '~/nodes/contract';
import type { StepRecord } from './execution';
import { tryRun, workflow } from './testing/tiny-nodes';

const settings = { executionOrder: 'v1', parallel: true } as const;

/** Each run of the node ends only when `count` of them are under way: one after another they would never end. */
function meeting(count: number): RunNode {
  let here = 0;
  let open = (): void => undefined;
  const all = new Promise<void>(resolve => { open = resolve; });
  return async ({ items, node }) => {
    here += 1;
    if (here === count) open();
    await all;
    return [items.map(item => ({ json: { ...item.json, by: node.name } }))];
  };
}

const fan = (settingsOf: object, middle: Record<string, object> = {}) =>
  workflow(
    { S: { type: 'start' }, A: { type: 'write', ...middle.A }, B: { type: 'write', ...middle.B }, C: { type: 'write', ...middle.C }, J: { type: 'join' }, E: { type: 'put', parameters: { value: "={{ $('S').first().json.n }}" } } },
    ['S>A', 'S>B', 'S>C', 'A>J', 'B>1:J', 'J>E'], settingsOf as never);

describe('branches side by side', () => {
  it('run at the same time, join when all are there, and keep lineage', async () => {
    const { outcome, json } = await tryRun(fan(settings), { items: [{ n: 4 }], behaviours: { write: meeting(3) } });
    expect(outcome.status).toBe('success');
    expect(json('J')).toEqual([{ n: 4, by: 'A' }, { n: 4, by: 'B' }]);
    expect(json('E')).toEqual([{ n: 4, by: 'A', value: 4 }, { n: 4, by: 'B', value: 4 }]);
  });

  it('number the runs of a node they share, one at a time', async () => {
    let under = 0;
    const shared: RunNode = async ({ items, runIndex }) => {
      expect(++under).toBe(1);
      await new Promise(done => setTimeout(done, 5));
      under -= 1;
      return [items.map(item => ({ json: { ...item.json, runIndex } }))];
    };
    const of = workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'put' }, X: { type: 'write' } }, ['S>A', 'S>B', 'A>X', 'B>X'], settings);
    const { json, stepsOf } = await tryRun(of, { items: [{ n: 1 }], behaviours: { write: shared } });
    expect(stepsOf('X').map(step => [step.runIndex, step.sources[0]?.node])).toEqual([[0, 'A'], [1, 'B']]);
    expect(json('X', 0, 1)).toEqual([{ n: 1, value: '', runIndex: 1 }]);
  });

  it('let what is under way end when one of them fails, and begin nothing new', async () => {
    const ends: RunNode = async ({ items, node }) => {
      if (node.name === 'A') throw new NodeError('broken');
      await new Promise(done => setTimeout(done, 5));
      return [items];
    };
    const { outcome, stepsOf } = await tryRun(fan(settings), { behaviours: { write: ends } });
    expect(outcome).toMatchObject({ status: 'error', error: { node: 'A', message: 'broken' } });
    expect(['A', 'B', 'C', 'J'].map(name => stepsOf(name)[0]?.status)).toEqual(['failed', 'success', 'success', undefined]);
  });

  it('all wait when several of them do, and each goes on when its own time has come', async () => {
    const of = workflow({ S: { type: 'start' }, A: { type: 'pause', parameters: { ms: 1000 } }, B: { type: 'pause', parameters: { ms: 5000 } }, J: { type: 'join' } }, ['S>A', 'S>B', 'A>J', 'B>1:J'], settings);
    const go = (recorded: StepRecord[], now: number) => tryRun(of, { items: [{ n: 1 }], request: { recorded }, host: { now: () => now, newId: () => `${now}-${recorded.length}-${Math.random()}` } });
    const merge = (...lists: StepRecord[][]) => [...new Map(lists.flat().map(step => [step.id, step])).values()];
    const first = await go([], 0);
    expect(first.outcome).toMatchObject({ status: 'waiting', waiting: [{ node: 'A' }, { node: 'B' }] });
    const second = await go(first.host.steps(), 1000);
    expect(second.outcome).toMatchObject({ status: 'waiting', waiting: [{ node: 'B' }] });
    const third = await go(merge(first.host.steps(), second.host.steps()), 5000);
    expect(third.outcome.status).toBe('success');
    expect(third.json('J')).toEqual([{ n: 1 }, { n: 1 }]);
  });

  it('find their recorded steps again in whatever order they now arrive', async () => {
    const of = workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'write' }, X: { type: 'put', parameters: { value: '={{ $runIndex }}' } } }, ['S>A', 'S>B', 'A>X', 'B>X'], settings);
    const slow = (name: string): Record<string, RunNode> => ({
      put: async ({ items, node, runIndex }) => {
        if (node.name === name) await new Promise(done => setTimeout(done, 10));
        return [items.map(item => ({ json: { ...item.json, runIndex } }))];
      },
    });
    const before = await tryRun(of, { items: [{ n: 1 }], behaviours: slow('A') });
    expect(before.stepsOf('X').map(step => step.sources[0]?.node)).toEqual(['B', 'A']);
    const fromB = before.host.steps().filter(step => step.node !== 'X' || step.sources[0]?.node === 'B');
    const after = await tryRun(of, { items: [{ n: 1 }], behaviours: slow(''), request: { recorded: fromB } });
    expect(after.outcome.status).toBe('success');
    expect(after.host.steps().map(step => [step.node, step.runIndex, step.sources[0]?.node])).toEqual([['X', 1, 'A']]);
  });
});
