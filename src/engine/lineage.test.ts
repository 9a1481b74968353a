import { describe, expect, it } from 'vitest';
import { tryRun, workflow } from './testing/tiny-nodes';

const items = [{ n: 1 }, { n: 2 }, { n: 3 }];
const back = (expression: string) => ({ type: 'put', parameters: { name: 'from', value: expression } });
const errorOf = (result: Awaited<ReturnType<typeof tryRun>>) => (result.outcome.status === 'error' ? result.outcome.error : null);

describe("$('X').item", () => {
  it('survives a filter', async () => {
    const { json } = await tryRun(workflow({ S: { type: 'start' }, K: { type: 'keep', parameters: { test: '={{ $json.n > 1 }}' } }, N: back("={{ $('S').item.json.n }}") }, ['S>K', 'K>N']), { items });
    expect(json('N').map(each => each.from)).toEqual([2, 3]);
  });

  it('survives a join of two branches', async () => {
    const definition = workflow({ S: { type: 'start' }, A: { type: 'put', parameters: { name: 'a', value: 1 } }, B: { type: 'put', parameters: { name: 'b', value: 2 } }, J: { type: 'join', parameters: { mode: 'pair' } }, N: back("={{ $('S').item.json.n + $('B').item.json.b }}") }, ['S>A', 'S>B', 'A>J', 'B>1:J', 'J>N']);
    expect((await tryRun(definition, { items })).json('N').map(each => each.from)).toEqual([3, 4, 5]);
  });

  it('is ambiguous after an aggregate', async () => {
    const run = await tryRun(workflow({ S: { type: 'start' }, C: { type: 'collect' }, N: back("={{ $('S').item.json.n }}") }, ['S>C', 'C>N']), { items });
    expect(errorOf(run)?.message).toContain('Multiple matches found');
    expect(errorOf(run)?.description).toContain("$('S').first()");
  });

  it('says which node lost the link', async () => {
    const run = await tryRun(workflow({ S: { type: 'start' }, E: { type: 'emit', parameters: { list: [{ x: 1 }, { x: 2 }] } }, P: { type: 'put' }, N: back("={{ $('S').item.json.n }}") }, ['S>E', 'E>P', 'P>N']), { items });
    expect(errorOf(run)?.message).toBe("Paired item data for 'S' is unavailable: the node 'E' does not say which item its items were made from");
  });

  it('takes the only input item as the parent of all, and equal counts by index', async () => {
    const definition = workflow({ S: { type: 'start' }, E: { type: 'emit', parameters: { list: [{ x: 1 }, { x: 2 }] } }, N: back("={{ $('S').item.json.n }}") }, ['S>E', 'E>N']);
    expect((await tryRun(definition, { items: [{ n: 7 }] })).json('N').map(each => each.from)).toEqual([7, 7]);
    expect((await tryRun(definition, { items: [{ n: 7 }, { n: 8 }] })).json('N').map(each => each.from)).toEqual([7, 8]);
  });

  it('refuses a node that has not run and names the remedy', async () => {
    const definition = workflow({ S: { type: 'start' }, B: { type: 'branch', parameters: { test: true } }, X: { type: 'put' }, N: back("={{ $('X').item.json.n }}") }, ['S>B', 'B>N', 'B:1>X']);
    const error = errorOf(await tryRun(definition, { items }));
    expect(error?.message).toBe("The node 'X' has not been executed");
    expect(error?.description).toContain('$if($("X").isExecuted');
    definition.nodes[3] = { ...definition.nodes[3], parameters: { name: 'from', value: '={{ $if($("X").isExecuted, 1, "none") }}' } } as never;
    expect((await tryRun(definition, { items })).json('N').map(each => each.from)).toEqual(['none', 'none', 'none']);
  });

  it('refuses a node the workflow does not have', async () => {
    const run = await tryRun(workflow({ S: { type: 'start' }, N: back("={{ $('Nope').first().json }}") }, ['S>N']));
    expect(errorOf(run)).toMatchObject({ message: "The workflow has no node called 'Nope'", parameter: 'value' });
  });

  it('is stamped by the engine on what a node passes on', async () => {
    const { stepsOf } = await tryRun(workflow({ S: { type: 'start' }, K: { type: 'keep', parameters: { test: '={{ $json.n !== 2 }}' } } }, ['S>K']), { items });
    expect(stepsOf('K')[0]?.outputs?.[0]).toEqual([{ json: { n: 1 }, pairedItem: { item: 0 } }, { json: { n: 3 }, pairedItem: { item: 2 } }]);
  });
});

describe('other ways to a node', () => {
  const run = (expression: string) => tryRun(workflow({ S: { type: 'start' }, A: { type: 'put', parameters: { name: 'a', value: '={{ $json.n * 10 }}' } }, N: back(expression) }, ['S>A', 'A>N']), { items }).then(({ json, outcome }) => (outcome.status === 'error' ? outcome.error.message : json('N').map(each => each.from)));

  it.each([
    ["={{ $('A').first().json.a }}", [10, 10, 10]],
    ["={{ $('A').last().json.a }}", [30, 30, 30]],
    ["={{ $('A').all().length }}", [3, 3, 3]],
    ["={{ $('A').itemMatching(1).json.a }}", [20, 20, 20]],
    ["={{ $('A').pairedItem(2).json.a }}", [30, 30, 30]],
    ['={{ $node["A"].json.a }}', [10, 20, 30]],
    ['={{ $node.A.json["a"] }}', [10, 20, 30]],
    ['={{ $items("A")[2].json.a }}', [30, 30, 30]],
    ['={{ $item(2).$node["A"].json.a }}', [30, 30, 30]],
    ['={{ $item("1").$json.n }}', [2, 2, 2]],
    ['={{ $input.first().json.n }}', [1, 1, 1]],
    ['={{ $input.all().map(i => i.json.n).sum() }}', [6, 6, 6]],
    ['={{ $input.item.json.n }}', [1, 2, 3]],
    ['={{ $prevNode.name }}', ['A', 'A', 'A']],
    ["={{ $('A').params.name }}", ['a', 'a', 'a']],
    ['={{ $itemIndex + $runIndex }}', [0, 1, 2]],
    ['={{ $workflow.name }}/{{ $execution.mode }}/{{ $mode }}', Array(3).fill('Workflow/test/manual')],
    ['={{ $parameter.name }}', ['from', 'from', 'from']],
    ['={{ $rawParameter.name }}', ['from', 'from', 'from']],
    ["={{ $('A').all(0, 5) }}", "The node 'A' has no run 5"],
  ])('%s', async (expression, expected) => {
    expect(await run(expression)).toEqual(expected);
  });
});

describe('$if', () => {
  it('evaluates only the branch it takes', async () => {
    const definition = workflow({ S: { type: 'start' }, B: { type: 'branch', parameters: { test: true } }, X: { type: 'put' }, N: back('={{ $if($("X").isExecuted, $("X").first().json, "none") }}') }, ['S>B', 'B>N', 'B:1>X']);
    expect((await tryRun(definition, { items: [{ n: 1 }] })).json('N')).toEqual([{ n: 1, from: 'none' }]);
  });
});
