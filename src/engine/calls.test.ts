// Capability calls: recorded as steps, replayed after a crash, stopped at a write nobody knows the end of.
import { describe, expect, it } from 'vitest';
import type { WorkflowDefinition } from '~/lib/workflow';
import { defineNode, type NodeDefinition, NodeError, type RunNode, Suspended } from '~/nodes/contract';
import { boolean, json } from '~/nodes/fields';
import type { StepRecord } from './execution';
import { askedIn } from './expression/from-ai';
import { definitions, tryRun, workflow, type Tried } from './testing/tiny-nodes';

const base = { description: '', group: 'ai', icon: 'box', versions: [1], n8nTypes: [], label: 'X' } as const;
const root = defineNode({ ...base, type: 'root', inputs: [{}, { type: 'ai_tool' }], outputs: [{}], parameters: { catches: boolean({ label: 'Catches' }) }, effect: 'pure' });
const helper = defineNode({ ...base, type: 'helper', inputs: [], outputs: [{ type: 'ai_tool' }], parameters: { value: json({ label: 'Value' }), fail: boolean({ label: 'Fail' }) }, effect: 'read' });
const writer = defineNode({ ...base, type: 'writer', inputs: [], outputs: [{ type: 'ai_tool' }], parameters: { value: json({ label: 'Value' }) }, effect: 'write' });
const all = new Map<string, NodeDefinition>([...definitions, ...([root, helper, writer] as unknown as NodeDefinition[]).map(definition => [definition.type, definition] as const)]);

/** Calls every tool once for each item, and gives what they gave. */
const runRoot: RunNode<typeof root> = async ({ items, parameters, subNodes }) => {
  const made = [];
  for (const [index, item] of items.entries()) {
    for (const tool of subNodes('ai_tool')) {
      try {
        made.push(...(await tool.call({ arguments: { from: tool.node.name, n: item.json.n ?? null } }, index)));
      } catch (error) {
        if (!parameters.at(index).catches) throw error;
        made.push({ json: { said: (error as Error).message } });
      }
    }
  }
  return [made.map(({ json: value }) => ({ json: value }))];
};
const runHelper: RunNode<typeof helper> = ({ parameters, items }) => {
  if (parameters.get('fail')) throw new NodeError('broken');
  return [[{ json: { value: parameters.get('value'), got: items[0]?.json ?? null } }]];
};

function graphOf(tools: Record<string, Partial<WorkflowDefinition['nodes'][number]> & { type: string }>, rootParameters = {}): WorkflowDefinition {
  const definition = workflow({ S: { type: 'start' }, R: { type: 'root', parameters: rootParameters }, After: { type: 'put', parameters: { value: '={{ $runIndex }}' } }, ...tools }, ['S>R', 'R>After']);
  for (const node of definition.nodes.slice(3)) definition.edges.push({ id: `ai-${node.id}`, source: node.id, sourcePort: 'ai_tool:0', target: 'id-1', targetPort: 'ai_tool:0' });
  return definition;
}
const run = (definition: WorkflowDefinition, tried: Tried = {}) =>
  tryRun(definition, { ...tried, host: { definition: type => all.get(type), ...tried.host }, behaviours: { root: runRoot as RunNode, helper: runHelper as RunNode, writer: runHelper as RunNode, ...tried.behaviours } });
const stored = (steps: StepRecord[]): StepRecord[] => JSON.parse(JSON.stringify(steps)) as StepRecord[];

describe('a capability call', () => {
  it('is a step of the sub-node, seen from the item of its caller', async () => {
    const of = graphOf({ A: { type: 'helper', parameters: { value: "={{ $json.n + '-' + $fromAI('from') + '-' + $('S').item.json.n }}" } }, B: { type: 'helper', disabled: true } });
    const { outcome, json: jsonOf, stepsOf, order } = await run(of, { items: [{ n: 1 }, { n: 2 }] });
    expect(outcome).toMatchObject({ status: 'success', lastNode: 'After' });
    expect(order).toEqual(['S', 'R', 'A', 'A', 'After']);
    expect(jsonOf('R')).toEqual([{ value: '1-A-1', got: { from: 'A', n: 1 } }, { value: '2-A-2', got: { from: 'A', n: 2 } }]);
    expect(stepsOf('A').map(({ runIndex, status, sources, call }) => ({ runIndex, status, sources, call }))).toEqual([0, 1].map(runIndex => ({
      runIndex, status: 'success', sources: [{ node: 'R', output: 0, runIndex: 0 }], call: { parent: stepsOf('R')[0]?.id, type: 'ai_tool', input: { arguments: { from: 'A', n: runIndex + 1 } } },
    })));
  });

  it('fails its caller, which may catch it', async () => {
    expect((await run(graphOf({ A: { type: 'helper', parameters: { fail: true } } }))).outcome).toMatchObject({ status: 'error', error: { message: 'broken', node: 'R' } });
    const caught = await run(graphOf({ A: { type: 'helper', parameters: { fail: true }, onError: 'continueRegularOutput' } }, { catches: true }));
    expect(caught.outcome.status).toBe('success');
    expect(caught.json('R')).toEqual([{ said: 'broken' }]);
    expect(caught.stepsOf('A')[0]?.status).toBe('failed');
  });

  it('is tried again like any step', async () => {
    let tries = 0;
    const flaky: RunNode = () => {
      if (++tries < 3) throw new NodeError('not yet', { retryable: true });
      return [[{ json: { tries } }]];
    };
    const { json: jsonOf, stepsOf } = await run(graphOf({ A: { type: 'helper', retryOnFail: true } }), { behaviours: { helper: flaky } });
    expect(jsonOf('R')).toEqual([{ tries: 3 }]);
    expect(stepsOf('A').map(step => [step.attempt, step.runIndex])).toEqual([[1, 0], [2, 0], [3, 0]]);
  });
});

describe('after a crash', () => {
  const of = graphOf({ A: { type: 'writer', parameters: { value: 1 } }, B: { type: 'helper', parameters: { value: 2 } } }, { catches: true });

  it('at any point the run equals the unbroken one, and no ended call is made again', async () => {
    const whole = await run(of, { items: [{ n: 1 }, { n: 2 }] });
    for (let cut = 0; cut <= whole.host.records.length; cut++) {
      // The root is pure: its start may be lost, what its calls wrote is not.
      const kept = stored(whole.host.records.slice(0, cut)).filter(step => step.node !== 'R' || step.status !== 'running');
      const latest = [...new Map(kept.map(step => [step.id, step])).values()];
      if (latest.some(step => step.node === 'A' && step.status === 'running')) continue;
      const again = await run(of, { items: [{ n: 1 }, { n: 2 }], request: { recorded: latest }, host: { newId: (n => () => `again-${++n}`)(0) } });
      expect(again.outcome).toEqual(whole.outcome);
      const ended = latest.filter(step => step.call && step.status === 'success');
      const calls = again.steps.filter(step => step.call);
      expect(calls.length + ended.length, `cut at ${cut}`).toBe(4);
      expect([...ended, ...calls].map(step => `${step.node} ${step.runIndex}`).sort()).toEqual(['A 0', 'A 1', 'B 0', 'B 1']);
      if (again.stepsOf('R')[0]) expect(again.json('R')).toEqual(whole.json('R'));
    }
  });

  it('knows a call with a large input again, of which only a mark is kept', async () => {
    const large = graphOf({ A: { type: 'writer', parameters: { value: 1 } } });
    const items = [{ n: 'x'.repeat(300_000) }];
    const whole = await run(large, { items });
    const kept = whole.stepsOf('A')[0]?.call?.input;
    expect(kept).toMatchObject({ characters: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const recorded = stored(whole.host.steps().filter(step => step.node === 'S' || step.node === 'A'));
    const again = await run(large, { items, request: { recorded } });
    expect(again.order).toEqual(['R', 'After']);
  });

  it('in a write without a key the execution stops there, though its root catches errors', async () => {
    const whole = await run(of);
    const at = whole.host.records.findIndex(step => step.node === 'A');
    const { outcome, order } = await run(of, { request: { recorded: stored(whole.host.records.slice(0, at + 1)) } });
    expect(outcome).toMatchObject({ status: 'needs_attention', step: { node: 'A', status: 'running' } });
    expect(order).toEqual(['R']);
  });
});

describe('a call that is put aside', () => {
  it('puts its caller aside, and both go on when it is taken up again', async () => {
    const of = graphOf({ A: { type: 'helper' }, B: { type: 'helper' } }, { catches: true });
    let there = false;
    const slow: RunNode = ({ node }) => {
      if (node.name === 'B' && !there) throw new Suspended({ kind: 'time', until: 1_700_000_009_000 });
      return [[{ json: { by: node.name } }]];
    };
    const first = await run(of, { behaviours: { helper: slow } });
    expect(first.outcome).toMatchObject({ status: 'waiting', waiting: [{ node: 'R' }] });
    expect([first.stepsOf('R')[0]?.status, first.stepsOf('B')[0]?.status]).toEqual(['running', 'running']);
    there = true;
    const again = await run(of, { request: { recorded: stored(first.host.steps()) }, behaviours: { helper: slow }, host: { now: () => 1_700_000_010_000 } });
    expect(again.order).toEqual(['R', 'B', 'After']);
    expect(again.json('R')).toEqual([{ by: 'A' }, { by: 'B' }]);
  });
});

describe('askedIn', () => {
  it('finds each key once, wherever it stands', () => {
    expect(askedIn({
      a: "={{ /*auto*/ $fromAI('To', `the receiver`, 'string') }}", b: ["=x {{ $fromAI(\"n\", '', 'number', 3) }} {{ $fromAi('To') }}"], c: "select {{ $fromAI('in_a_query') }}", d: '={{ $fromAI( }}', e: "={{ [1].map(x => $fromAI('deep', 'd', 'json')) }}",
    })).toEqual([
      { key: 'To', description: 'the receiver', type: 'string', required: true },
      { key: 'n', description: '', type: 'number', required: false },
      { key: 'in_a_query', description: '', type: 'string', required: true }, // nodes that resolve their own text (SQL)
      { key: 'deep', description: 'd', type: 'json', required: true },
    ]);
  });
});
