import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { RunOutcome, StepRecord } from './execution';
import { workflowArbitrary } from './testing/random-workflows';
import { tryRun, workflow } from './testing/tiny-nodes';

/** As a journal stores and reads it. */
const stored = (steps: StepRecord[]): StepRecord[] => JSON.parse(JSON.stringify(steps)) as StepRecord[];

/** What an execution came to: the last state of each run of each node, without ids and times. */
function result(steps: StepRecord[]): string[] {
  const last = new Map<string, string>();
  for (const { node, runIndex, status, outputs, sources, state, error } of stored(steps)) last.set(`${node} ${runIndex}`, JSON.stringify({ node, runIndex, status, outputs, sources, state, error }));
  return [...last.values()].sort();
}

const asIs = (outcome: RunOutcome) => ({ status: outcome.status, lastNode: outcome.lastNode });

interface Going {
  outcome: RunOutcome;
  steps: StepRecord[];
}

/** Runs on until the execution no longer waits. Every wait is ended by its time. */
async function untilDone(definition: WorkflowDefinition, items: { n: number; fail: boolean }[], recorded: StepRecord[], clock: { now: number }): Promise<Going> {
  let known = recorded;
  for (let round = 0; round < 50; round++) {
    let ids = 0;
    const { outcome, host } = await tryRun(definition, { items, request: { recorded: known }, host: { now: () => clock.now, newId: () => `r${known.length}-${round}-${++ids}` } });
    known = [...new Map([...known, ...stored(host.records)].map(step => [step.id, step])).values()];
    if (outcome.status !== 'waiting') return { outcome, steps: known };
    clock.now += 2000;
  }
  throw new Error('waits for ever');
}

describe('a run split at any step and resumed', () => {
  it('equals the unbroken run', async () => {
    await fc.assert(fc.asyncProperty(workflowArbitrary, fc.nat(1000), async ({ definition, items }, cut) => {
      const clock = { now: 1_700_000_000_000 };
      const whole = await untilDone(definition, items, [], clock);
      const first = await tryRun(definition, { items, host: { now: () => 1_700_000_000_000 } });
      const at = cut % (first.host.records.length + 1);
      const before = [...new Map(first.host.records.slice(0, at).map(step => [step.id, step])).values()];
      const resumed = await untilDone(definition, items, stored(before), { now: 1_700_000_000_000 });
      expect(asIs(resumed.outcome)).toEqual(asIs(whole.outcome));
      expect(result(resumed.steps)).toEqual(result(whole.steps));
      // A finished step that ran again would stand here twice: it would have an id of its own.
      const runs = resumed.steps.map(step => `${step.node} ${step.runIndex}`);
      expect(new Set(runs).size).toBe(runs.length);
    }), { numRuns: 300 });
  });

  it('never runs a finished step again', async () => {
    const definition = workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'put' }, C: { type: 'put' } }, ['S>A', 'A>B', 'B>C']);
    const { host } = await tryRun(definition);
    const upToB = host.steps().filter(step => step.node !== 'C');
    const again = await tryRun(definition, { request: { recorded: stored(upToB) } });
    expect(again.order).toEqual(['C']);
    expect(again.outcome.status).toBe('success');
  });
});

describe('an interrupted step', () => {
  const definition = (options: object = {}) => workflow({ S: { type: 'start' }, W: { type: 'write', parameters: { options: options as never } }, P: { type: 'put' } }, ['S>W', 'W>P']);
  const cutOff = async (of: WorkflowDefinition, node: string) => {
    const { host } = await tryRun(of);
    const at = host.records.findIndex(step => step.node === node);
    return stored(host.records.slice(0, at + 1));
  };

  it('is run again as the next attempt when it is pure', async () => {
    const recorded = await cutOff(definition(), 'P');
    const { outcome, stepsOf } = await tryRun(definition(), { request: { recorded } });
    expect(outcome.status).toBe('success');
    expect(stepsOf('P').map(step => [step.id === recorded.at(-1)?.id, step.attempt, step.status])).toEqual([[true, 2, 'success']]);
  });

  it('stops for a person when it is a write without a key', async () => {
    const recorded = await cutOff(definition(), 'W');
    const { outcome, order } = await tryRun(definition(), { request: { recorded } });
    expect(outcome).toMatchObject({ status: 'needs_attention', step: { node: 'W', status: 'running' } });
    expect(order).toEqual([]);
  });

  it('is run again with the same key when it is a write with one', async () => {
    const of = definition({ idempotencyKey: true });
    const recorded = await cutOff(of, 'W');
    const whole = await tryRun(of);
    const { outcome, stepsOf } = await tryRun(of, { request: { recorded } });
    expect(outcome.status).toBe('success');
    expect(stepsOf('W')[0]).toMatchObject({ attempt: 2, idempotencyKey: recorded.at(-1)?.idempotencyKey, outputs: whole.stepsOf('W')[0]?.outputs });
  });

  it('keeps count of tries across a restart', async () => {
    const of = workflow({ S: { type: 'start' }, F: { type: 'fragile', retryOnFail: true, maxTries: 3 } }, ['S>F']);
    const { host } = await tryRun(of, { items: [{ fail: true }] });
    expect(host.steps().filter(step => step.node === 'F').map(step => step.attempt)).toEqual([1, 2, 3]);
    const afterOne = stored(host.records.filter(step => step.node === 'S' || (step.attempt === 1 && step.status === 'failed')));
    const { stepsOf } = await tryRun(of, { items: [{ fail: true }], request: { recorded: afterOne } });
    expect(stepsOf('F').map(step => step.attempt)).toEqual([2, 3]);
  });
});

describe('a long wait between tries', () => {
  const of = workflow({ S: { type: 'start' }, F: { type: 'fragile', retryOnFail: true, retry: { tries: 3, wait: 60_000, factor: 10, maxWait: 3_600_000 } } }, ['S>F']);
  const START = 1_700_000_000_000;
  const go = (recorded: StepRecord[], at: number) => tryRun(of, { items: [{ fail: true }], request: { recorded, parkAfter: 10_000 }, host: { now: () => at, newId: () => `at-${at}-${recorded.length}` } });

  it('frees the process and goes on with the next try when its time has come', async () => {
    const first = await go([], START);
    expect(first.outcome).toMatchObject({ status: 'waiting', lastNode: 'F', waiting: [{ node: 'F', wait: { kind: 'time', until: START + 60_000 } }] });
    const afterOne = stored(first.host.steps());
    expect((await go(afterOne, START + 59_999)).outcome).toMatchObject({ status: 'waiting', waiting: [{ wait: { until: START + 60_000 } }] });
    const second = await go(afterOne, START + 60_000);
    expect(second.outcome).toMatchObject({ status: 'waiting', waiting: [{ wait: { until: START + 660_000 } }] });
    const third = await go([...afterOne, ...stored(second.host.steps())], START + 660_000);
    expect(third.outcome).toMatchObject({ status: 'error', error: { node: 'F', message: 'broken' } });
    expect(third.stepsOf('F').map(step => step.attempt)).toEqual([3]);
  });

  it('is spent in memory where the host cannot hold the execution', async () => {
    const waits: number[] = [];
    const { outcome } = await tryRun(of, { items: [{ fail: true }], host: { sleep: async ms => { waits.push(ms); } } });
    expect(outcome.status).toBe('error');
    expect(waits).toEqual([60_000, 600_000]);
  });
});

describe('waiting', () => {
  const of = (kind: string) => workflow({ S: { type: 'start' }, W: { type: 'pause', parameters: { kind, ms: 5000 } }, N: { type: 'put', parameters: { value: "={{ $('S').item.json.n }}" } } }, ['S>W', 'W>N']);

  it('by time stores its outputs and goes on when the time has come', async () => {
    const { outcome, host } = await tryRun(of('time'), { items: [{ n: 7 }] });
    expect(outcome).toMatchObject({ status: 'waiting', lastNode: 'W', waiting: [{ node: 'W', wait: { kind: 'time', until: 1_700_000_005_000 } }] });
    const recorded = stored(host.steps());
    expect((await tryRun(of('time'), { items: [{ n: 7 }], request: { recorded } })).outcome.status).toBe('waiting');
    const later = await tryRun(of('time'), { items: [{ n: 7 }], request: { recorded }, host: { now: () => 1_700_000_005_000 } });
    expect(later.outcome.status).toBe('success');
    expect(later.json('N')).toEqual([{ n: 7, value: 7 }]);
  });

  it('by call continues with the items of the call', async () => {
    const { host, outcome } = await tryRun(of('webhook'), { items: [{ n: 7 }] });
    const stepId = outcome.status === 'waiting' ? (outcome.waiting[0]?.stepId as string) : '';
    const resumed = await tryRun(of('webhook'), { items: [{ n: 7 }], request: { recorded: stored(host.steps()), resume: { stepId, items: [{ json: { body: 'hi' } }] } } });
    expect(resumed.json('N')).toEqual([{ body: 'hi', value: 7 }]);
    expect(resumed.stepsOf('W')[0]).toMatchObject({ id: stepId, status: 'success' });
  });
});
