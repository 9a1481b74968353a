import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import { tryRun, workflow } from './testing/tiny-nodes';

describe('order', () => {
  const diamond = (order: 'v0' | 'v1') => workflow(
    { S: { type: 'start' }, A: { type: 'put', position: { x: 1, y: 200 } }, A2: { type: 'put' }, B: { type: 'put', position: { x: 1, y: 100 } }, B2: { type: 'put' }, C: { type: 'put', position: { x: 0, y: 100 } } },
    ['S>A', 'S>B', 'S>C', 'A>A2', 'B>B2'], { executionOrder: order });

  it('v1 goes depth first, branches by y then x', async () => {
    const { order, outcome } = await tryRun(diamond('v1'));
    expect(order).toEqual(['S', 'C', 'B', 'B2', 'A', 'A2']);
    expect(outcome).toEqual({ status: 'success', lastNode: 'A2' });
  });

  it('v0 goes breadth first in the order of the connections', async () => {
    expect((await tryRun(diamond('v0'))).order).toEqual(['S', 'A', 'B', 'C', 'A2', 'B2']);
  });

  it('runs a node once per arrival', async () => {
    const { stepsOf } = await tryRun(workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'put' }, C: { type: 'put', parameters: { name: 'run', value: '={{ $runIndex }}' } } }, ['S>A', 'S>B', 'A>C', 'B>C']));
    expect(stepsOf('C').map(step => step.outputs?.[0]?.[0]?.json.run)).toEqual([0, 1]);
  });

  it('ends a branch at an empty output', async () => {
    const { order } = await tryRun(workflow({ S: { type: 'start' }, K: { type: 'keep', parameters: { test: false } }, N: { type: 'put' } }, ['S>K', 'K>N']));
    expect(order).toEqual(['S', 'K']);
  });

  it('runs only what leads to the destination', async () => {
    const { order } = await tryRun(workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'put' }, C: { type: 'put' }, X: { type: 'put' } }, ['S>A', 'A>B', 'B>C', 'S>X']), { request: { destination: 'B' } });
    expect(order).toEqual(['S', 'A', 'B']);
  });
});

describe('joining', () => {
  const joined = (parameters = {}, edges: string[] = []) => workflow(
    { S: { type: 'start' }, A: { type: 'put', parameters: { name: 'a', value: 1 } }, B: { type: 'put', parameters: { name: 'b', value: 2 } }, J: { type: 'join', parameters } },
    ['S>A', 'S>B', 'A>J', 'B>1:J', ...edges]);

  it('waits for every connected input', async () => {
    const { order, json } = await tryRun(joined({ mode: 'pair' }));
    expect(order).toEqual(['S', 'A', 'B', 'J']);
    expect(json('J')).toEqual([{ a: 1, b: 2 }]);
  });

  it('runs with what it has when an input never comes', async () => {
    const definition = workflow({ S: { type: 'start' }, B: { type: 'branch', parameters: { test: true } }, A: { type: 'put' }, C: { type: 'put' }, J: { type: 'join' } }, ['S>B', 'B>A', 'B:1>C', 'A>J', 'C>1:J']);
    const { order, json } = await tryRun(definition, { items: [{ n: 1 }] });
    expect(order).toEqual(['S', 'B', 'A', 'J']);
    expect(json('J')).toHaveLength(1);
  });

  it('does not run without an input it requires', async () => {
    const definition = workflow({ S: { type: 'start' }, B: { type: 'branch', parameters: { test: true } }, A: { type: 'put' }, C: { type: 'put' }, J: { type: 'join', parameters: { all: true } } }, ['S>B', 'B>A', 'B:1>C', 'A>J', 'C>1:J']);
    expect((await tryRun(definition)).order).toEqual(['S', 'B', 'A']);
  });

  it('gives up on thousands of arrivals that never become complete', async () => {
    const definition = workflow(
      { S: { type: 'start' }, L: { type: 'loop' }, B: { type: 'branch', parameters: { test: true } }, C: { type: 'put' }, J: { type: 'join', parameters: { all: true } } },
      ['S>L', 'L:1>B', 'B>L', 'B>J', 'B:1>C', 'C>1:J']);
    const { outcome, stepsOf } = await tryRun(definition, { items: Array.from({ length: 12_000 }, (_, n) => ({ n })) });
    expect(outcome.status).toBe('success');
    expect([stepsOf('B').length, stepsOf('J').length]).toEqual([12_000, 0]);
  });

  it('a disabled join passes its first input at once', async () => {
    const definition = joined();
    const node = definition.nodes[3];
    if (node) node.disabled = true;
    const { stepsOf } = await tryRun(definition);
    expect(stepsOf('J').map(step => [step.status, step.outputs?.[0]?.length])).toEqual([['skipped', 1]]);
  });
});

describe('node settings', () => {
  it('a disabled node passes its input on and counts as executed', async () => {
    const { json, stepsOf } = await tryRun(workflow({ S: { type: 'start' }, D: { type: 'put', disabled: true, parameters: { value: 1 } }, N: { type: 'put', parameters: { name: 'seen', value: "={{ $('D').isExecuted }}" } } }, ['S>D', 'D>N']));
    expect(stepsOf('D')[0]?.status).toBe('skipped');
    expect(json('N')).toEqual([{ seen: true }]);
  });

  it('pinned data replace a run', async () => {
    const { json, order } = await tryRun(workflow({ S: { type: 'start' }, F: { type: 'fragile' }, N: { type: 'put', parameters: { value: '={{ $json.x }}' } } }, ['S>F', 'F>N']), {
      items: [{ fail: true }], request: { pinData: { F: [{ x: 5 } as never] } } });
    expect(order).toEqual(['S', 'F', 'N']);
    expect(json('N')).toEqual([{ x: 5, value: 5 }]);
  });

  it('executeOnce takes the first item, and $input.all() still sees all', async () => {
    const { json } = await tryRun(workflow({ S: { type: 'start' }, N: { type: 'put', executeOnce: true, parameters: { name: 'all', value: '={{ $input.all().length }}' } } }, ['S>N']), { items: [{ n: 1 }, { n: 2 }] });
    expect(json('N')).toEqual([{ n: 1, all: 2 }]);
  });

  it('alwaysOutputData puts an empty item on output 0, linked to all inputs', async () => {
    const { stepsOf, order } = await tryRun(workflow({ S: { type: 'start' }, K: { type: 'branch', alwaysOutputData: true, parameters: { test: false } }, N: { type: 'put' } }, ['S>K', 'K>N']), { items: [{}, {}] });
    expect(stepsOf('K')[0]?.outputs?.[0]).toEqual([{ json: {}, pairedItem: [{ item: 0 }, { item: 1 }] }]);
    expect(order).toEqual(['S', 'K', 'N']);
  });
});

describe('errors', () => {
  const failing = (changes: object, items: JsonObject[] = [{ fail: true, n: 0 }, { n: 1 }]) =>
    tryRun(workflow({ S: { type: 'start' }, F: { type: 'fragile', ...changes }, Ok: { type: 'put' }, Bad: { type: 'put' } }, ['S>F', 'F>Ok', 'F:1>Bad']), { items });

  it('stops the execution by default', async () => {
    const { outcome, order, stepsOf } = await failing({});
    expect(outcome).toEqual({ status: 'error', lastNode: 'F', error: { node: 'F', message: 'broken', item: 0 } });
    expect(order).toEqual(['S', 'F']);
    expect(stepsOf('F')[0]).toMatchObject({ status: 'failed', outputs: null });
  });

  it('continueRegularOutput keeps failed items among the others', async () => {
    expect((await failing({ onError: 'continueRegularOutput' })).json('F')).toEqual([{ error: 'broken' }, { n: 1, ok: true }]);
  });

  it('continueErrorOutput sends failed items, with their input, to the last output', async () => {
    const { json } = await failing({ onError: 'continueErrorOutput' });
    expect(json('Ok')).toEqual([{ n: 1, ok: true, value: '' }].map(({ value, ...rest }) => ({ ...rest, value })));
    expect(json('F', 1)).toEqual([{ fail: true, n: 0, error: 'broken' }]);
  });

  it('a whole failure passes the input on, or to the error output', async () => {
    const regular = await failing({ onError: 'continueRegularOutput', parameters: { whole: true } });
    expect(regular.json('F')).toEqual([{ fail: true, n: 0 }, { n: 1 }]);
    expect(regular.stepsOf('F')[0]).toMatchObject({ status: 'failed', error: { message: 'broken' } });
    const routed = await failing({ onError: 'continueErrorOutput', parameters: { whole: true } });
    expect(routed.json('F', 1)).toEqual([{ fail: true, n: 0, error: 'broken' }, { n: 1, error: 'broken' }]);
  });

  it('names an unknown type', async () => {
    const { outcome } = await tryRun(workflow({ S: { type: 'start' }, U: { type: 'n8n-nodes-base.slack' } }, ['S>U']));
    expect(outcome).toMatchObject({ status: 'error', error: { node: 'U', message: "The node 'U' has the type n8n-nodes-base.slack, which Weft does not know" } });
  });

  it('names node, parameter and place of a broken expression', async () => {
    const { outcome } = await tryRun(workflow({ S: { type: 'start' }, N: { type: 'put', parameters: { value: '={{ $json.a + }}' } } }, ['S>N']));
    expect(outcome).toMatchObject({ error: { node: 'N', parameter: 'value', item: 0, description: expect.stringContaining('Line 1, column') } });
  });

  it('shows what an expression silently left empty', async () => {
    const { stepsOf, json } = await tryRun(workflow({ S: { type: 'start' }, N: { type: 'put', parameters: { value: '={{ $json.a.b }}' } } }, ['S>N']));
    expect(json('N')).toEqual([{ value: null }]);
    expect(stepsOf('N')[0]?.hints?.[0]).toContain('Cannot read properties of undefined');
  });
});

describe('retry', () => {
  const flaky = (failures: number, changes: object) => {
    let calls = 0;
    const waits: number[] = [];
    return tryRun(workflow({ S: { type: 'start' }, F: { type: 'fragile', retryOnFail: true, ...changes } }, ['S>F']), {
      behaviours: { fragile: () => { calls += 1; if (calls <= failures) throw new NodeError('not yet'); return [[{ json: { calls } }]]; } },
      host: { sleep: async ms => { waits.push(ms); } },
    }).then(result => ({ ...result, calls: () => calls, waits }));
  };

  it('tries three times, a second apart', async () => {
    const { outcome, json, stepsOf, waits } = await flaky(2, {});
    expect(outcome.status).toBe('success');
    expect(stepsOf('F').map(step => [step.attempt, step.status])).toEqual([[1, 'failed'], [2, 'failed'], [3, 'success']]);
    expect(json('F', 0, 2)).toEqual([{ calls: 3 }]);
    expect(waits).toEqual([1000, 1000]);
  });

  it('clamps tries to 2..5 and the wait to 0..5000', async () => {
    const many = await flaky(99, { maxTries: 50, waitBetweenTries: 60_000 });
    expect(many.calls()).toBe(5);
    expect(many.waits).toEqual([5000, 5000, 5000, 5000]);
    expect((await flaky(99, { maxTries: 1 })).calls()).toBe(2);
  });

  it('waits longer each time under a growing rule, within its limit', async () => {
    const { calls, waits } = await flaky(99, { retry: { tries: 6, wait: 500, factor: 3, maxWait: 10_000 } });
    expect(calls()).toBe(6);
    expect(waits).toEqual([500, 1500, 4500, 10_000, 10_000]);
  });

  it('counts a first item with json.error as a failure', async () => {
    let calls = 0;
    const { json, stepsOf } = await tryRun(workflow({ S: { type: 'start' }, F: { type: 'fragile', retryOnFail: true, maxTries: 2 } }, ['S>F']), { behaviours: { fragile: () => [[{ json: { error: `no ${++calls}` } }]] } });
    expect(stepsOf('F').map(step => step.status)).toEqual(['failed', 'success']);
    expect(json('F', 0, 1)).toEqual([{ error: 'no 2' }]);
  });
});

describe('loops', () => {
  const looping = workflow(
    { S: { type: 'start' }, L: { type: 'loop', parameters: { size: 2 } }, B: { type: 'put', parameters: { name: 'double', value: '={{ $json.n * 2 }}' } }, D: { type: 'put', parameters: { name: 'from', value: "={{ $('S').item.json.n }}" } } },
    ['S>L', 'L:1>B', 'B>L', 'L>D']);

  it('hands out batches and collects what comes back, with lineage', async () => {
    const { json, stepsOf } = await tryRun(looping, { items: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    expect(stepsOf('L')).toHaveLength(3);
    expect(json('D')).toEqual([{ n: 1, double: 2, from: 1 }, { n: 2, double: 4, from: 2 }, { n: 3, double: 6, from: 3 }]);
  });

  it('whose body gives no items end silently, with a warning in the log', async () => {
    const said: string[] = [];
    const definition = workflow({ S: { type: 'start' }, L: { type: 'loop', parameters: { size: 2 } }, K: { type: 'keep', parameters: { test: false } }, D: { type: 'put' } }, ['S>L', 'L:1>K', 'K>L', 'L>D']);
    const { outcome, order } = await tryRun(definition, { items: [{ n: 1 }, { n: 2 }], host: { tools: () => ({ log: (_level, message) => { said.push(message); } }) } });
    expect(outcome.status).toBe('success');
    expect(order).toEqual(['S', 'L', 'K']);
    expect(said).toEqual([expect.stringContaining("The loop 'L' did not finish")]);
  });

  it('stops a cycle that never ends', async () => {
    const { outcome } = await tryRun(workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'put' } }, ['S>A', 'A>B', 'B>A']), { host: { onFinished: () => undefined } });
    expect(outcome).toMatchObject({ status: 'error', error: { message: expect.stringContaining('a loop in the workflow does not end') } });
  });
});

describe('cancel', () => {
  it('is honoured between steps', async () => {
    const controller = new AbortController();
    const { outcome, order } = await tryRun(workflow({ S: { type: 'start' }, A: { type: 'put' }, B: { type: 'put' } }, ['S>A', 'A>B']), {
      request: { signal: controller.signal }, host: { onFinished: step => { if (step.node === 'A') controller.abort(); } } });
    expect(outcome).toEqual({ status: 'cancelled', lastNode: 'A' });
    expect(order).toEqual(['S', 'A']);
  });
});
