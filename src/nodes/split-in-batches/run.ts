// Loop over items. Its memory is the list of its own earlier runs: the first one's input holds all items, the later ones'
// inputs what came back. So it continues after a restart from the recorded steps alone.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { splitInBatches } from './definition';

/** Stored with each run; expressions read it as `$('Loop').context`. */
interface LoopState extends JsonObject {
  /** Run in which the items arrived. */
  start: number;
  /** Items handed out so far. */
  next: number;
  currentRunIndex: number;
  maxRunIndex: number;
  noItemsLeft: boolean;
  done: boolean;
}

/** An item of the input of run `run`, as an output of the current run. */
function handed(item: Item, index: number, run: number, current: number): Item {
  const link = run === current ? { item: index } : { item: index, run };
  return { json: item.json, ...(item.binary === undefined ? {} : { binary: item.binary }), pairedItem: link };
}

export const runSplitInBatches: RunNode<typeof splitInBatches> = ({ items, parameters: reader, node, runIndex, earlier }) => {
  const parameters = reader.at();
  const size = Math.floor(Number(reader.raw.batchSize === undefined && node.typeVersion < 3 ? 10 : parameters.batchSize));
  if (!(size >= 1)) throw new NodeError('The batch size must be 1 or more');
  const before = earlier.at(-1)?.state as LoopState | undefined;
  const fresh = before === undefined || parameters.options.reset === true;
  const start = fresh ? runIndex : before.start;
  const all = fresh ? items : (earlier.find(run => run.runIndex === start)?.inputs[0] ?? []);
  const from = fresh ? 0 : before.next;
  const batch = all.slice(from, from + size).map((item, at) => handed(item, from + at, start, runIndex));
  const next = Math.min(all.length, from + size);
  const done = batch.length === 0;
  const state: LoopState = {
    start,
    next,
    currentRunIndex: fresh ? 0 : before.currentRunIndex + 1,
    maxRunIndex: Math.ceil(all.length / size),
    noItemsLeft: next >= all.length,
    done,
  };
  const returned = done && !fresh
    ? [
        ...earlier.filter(run => run.runIndex > start).flatMap(run => (run.inputs[0] ?? []).map((item, index) => handed(item, index, run.runIndex, runIndex))),
        ...items.map((item, index) => handed(item, index, runIndex, runIndex)),
      ]
    : [];
  const outputs = node.typeVersion >= 3 ? [returned, batch] : node.typeVersion >= 2 ? [batch, returned] : [batch];
  return { outputs, state };
};
