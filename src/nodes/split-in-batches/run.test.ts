// Loop over items, driven as the engine drives it: each run sees the recorded earlier ones.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import type { EarlierRun } from '../contract';
import { jsonOf, resultOf, testContext } from '../testing';
import { splitInBatches } from './definition';
import { runSplitInBatches } from './run';

const items = [1, 2, 3].map(i => ({ i }));

/** Runs with what arrives each time; `reset` for runs listed. Runs are stored as JSON in between, as after a restart. */
async function loop(arrivals: JsonObject[][], parameters: JsonObject = { batchSize: 2 }, typeVersion = 3, resets: number[] = []) {
  const earlier: EarlierRun[] = [];
  const outputs: Item[][][] = [];
  for (const [runIndex, arrived] of arrivals.entries()) {
    const recorded = JSON.parse(JSON.stringify(earlier)) as EarlierRun[];
    const context = testContext(splitInBatches, { items: arrived, parameters: resets.includes(runIndex) ? { ...parameters, options: { reset: true } } : parameters, typeVersion, runIndex, earlier: recorded });
    const result = resultOf(await runSplitInBatches(context));
    outputs.push(result.outputs);
    earlier.push({ runIndex, inputs: [context.items], outputs: result.outputs, state: result.state });
  }
  return { outputs, states: earlier.map(run => run.state) };
}

describe('loop over items', () => {
  it('hands out batches, then everything that came back', async () => {
    const { outputs, states } = await loop([items, [{ r: 1 }, { r: 2 }], [{ r: 3 }]]);
    expect(outputs.map(run => run.map(jsonOf))).toEqual([[[], [{ i: 1 }, { i: 2 }]], [[], [{ i: 3 }]], [[{ r: 1 }, { r: 2 }, { r: 3 }], []]]);
    expect(states).toMatchObject([
      { currentRunIndex: 0, maxRunIndex: 2, noItemsLeft: false, done: false },
      { currentRunIndex: 1, noItemsLeft: true, done: false },
      { currentRunIndex: 2, noItemsLeft: true, done: true },
    ]);
  });
  it('links items to the run they arrived in', async () => {
    const { outputs } = await loop([items, [{ r: 1 }, { r: 2 }], [{ r: 3 }]]);
    expect(outputs[0]?.[1]?.map(item => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
    expect(outputs[1]?.[1]?.map(item => item.pairedItem)).toEqual([{ item: 2, run: 0 }]);
    expect(outputs[2]?.[0]?.map(item => item.pairedItem)).toEqual([{ item: 0, run: 1 }, { item: 1, run: 1 }, { item: 0 }]);
  });
  it('stores no items in its state', async () => {
    const { states } = await loop([items, []]);
    expect(JSON.stringify(states)).not.toContain('"i"');
  });
  it('starts over when reset, and not otherwise', async () => {
    const { outputs } = await loop([items, [{ r: 1 }], [{ j: 1 }, { j: 2 }]], { batchSize: 3 }, 3, [2]);
    expect(outputs.map(run => run.map(jsonOf))).toEqual([[[], items], [[{ r: 1 }], []], [[], [{ j: 1 }, { j: 2 }]]]);
  });
  it('is done at once without items', async () => expect((await loop([[]])).outputs).toEqual([[[], []]]));
  it('has its outputs the other way round in version 2, and one in version 1', async () => {
    expect((await loop([items, [{ r: 1 }]], {}, 2)).outputs.map(run => run.map(jsonOf))).toEqual([[items, []], [[], [{ r: 1 }]]]);
    expect((await loop([items, [{ r: 1 }]], {}, 1)).outputs.map(run => run.map(jsonOf))).toEqual([[items], [[]]]);
  });
  it('refuses a batch of nothing', async () => expect(loop([items], { batchSize: 0 })).rejects.toThrow('must be 1 or more'));
});
