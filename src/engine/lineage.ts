// Lineage: which item an item was made from (engine.md 7). Stamped when a step ends, walked by `$('X').item`.
import { ExpressionError } from './expression/errors';
import type { StepSource } from './execution';
import { type Item, type PairedItem, parentsOf } from './items';
import type { RunData } from './run-data';

/** Copies of input items that carry their own place, so that a node which passes an item on passes its lineage too. */
export function stampInputs(items: readonly Item[], input: number): Item[] {
  return items.map((item, index): Item => {
    const pairedItem: PairedItem = input === 0 ? { item: index } : { item: index, input };
    return item.binary === undefined ? { json: item.json, pairedItem } : { json: item.json, binary: item.binary, pairedItem };
  });
}

/**
 * Gives every output item its parents in one form. A node that says nothing: one input item is the parent of all;
 * as many out as in are matched by index; otherwise the parents are unknown.
 */
export function stampOutputs(outputs: Item[][], inputs: readonly (readonly Item[])[]): void {
  const filled = inputs.flatMap((items, input) => (items.length > 0 ? [{ input, count: items.length }] : []));
  const only = filled.length === 1 ? filled[0] : undefined;
  const single = outputs.filter(items => items.length > 0).length === 1;
  for (const items of outputs) {
    const byIndex = only !== undefined && single && items.length === only.count;
    for (let index = 0; index < items.length; index++) {
      const item = items[index] as Item;
      const paired = item.pairedItem;
      if (paired === undefined) {
        if (only && (only.count === 1 || byIndex)) item.pairedItem = link(only.count === 1 ? 0 : index, only.input);
      } else if (typeof paired === 'number') item.pairedItem = { item: paired };
      else if (Array.isArray(paired) && paired.some(parent => typeof parent === 'number')) item.pairedItem = parentsOf(item);
    }
  }
}

const link = (item: number, input: number): PairedItem => (input === 0 ? { item } : { item, input });

/** Every item of every input, for an item made from all of them. */
export const linkToAll = (inputs: readonly (readonly Item[])[]): PairedItem[] => inputs.flatMap((items, input) => items.map((_item, index) => link(index, input)));

interface Place extends StepSource {
  index: number;
}

/**
 * The item of `target` that item `index` of an input with these sources came from; undefined when the item came another
 * way though `target` leads here (`leads`: items of the other branch of a merge). Throws ExpressionError when the link is
 * lost, leads elsewhere, or leads to several items.
 */
export function findPaired(data: RunData, target: string, sources: readonly (StepSource | null)[], index: number, leads = false): Item | undefined {
  const start = sources.find(source => source !== null);
  if (!start) throw noPath(target);
  const walk: Walk = { data, target, found: null, lost: null, root: false, seen: new Set() };
  follow(walk, { ...start, index });
  const item = walk.found ? data.items(walk.found)[walk.found.index] : undefined;
  if (item) return item;
  if (walk.lost !== null) throw lostLink(target, walk.lost);
  if (leads && walk.root) return undefined;
  throw noPath(target);
}

interface Walk {
  data: RunData;
  target: string;
  found: Place | null;
  /** A node whose items do not say where they come from. */
  lost: string | null;
  /** The walk came to an item that has no parents because it started the execution. */
  root: boolean;
  seen: Set<string>;
}

/** Goes back from one place. The first second answer ends the walk, so that an item of many parents stays cheap. */
function follow(walk: Walk, from: Place): void {
  let place = from;
  for (;;) {
    const { found } = walk;
    if (place.node === walk.target) {
      if (found && (found.index !== place.index || found.output !== place.output || found.runIndex !== place.runIndex)) throw several(walk.target);
      walk.found = place;
      return;
    }
    const step = walk.data.step(place.node, place.runIndex);
    const item = step?.outputs?.[place.output]?.[place.index];
    if (!step || !item) return;
    const parents = parentsOf(item);
    if (parents.length === 0) {
      if (step.sources.some(source => source !== null)) walk.lost ??= place.node;
      else walk.root = true;
    }
    const [only] = parents;
    if (parents.length === 1 && only) {
      const origin = originOf(walk.data, place, only);
      if (!origin) return;
      place = origin;
      continue;
    }
    for (const parent of parents) {
      const origin = originOf(walk.data, place, parent);
      if (!origin) continue;
      const key = `${origin.node}\n${origin.output}\n${origin.runIndex}\n${origin.index}`;
      if (walk.seen.has(key)) continue;
      walk.seen.add(key);
      follow(walk, origin);
    }
    return;
  }
}

function originOf(data: RunData, place: Place, parent: PairedItem): Place | null {
  const source = data.step(place.node, parent.run ?? place.runIndex)?.sources[parent.input ?? 0];
  return source ? { node: source.node, output: source.output, runIndex: source.runIndex, index: parent.item } : null;
}

const remedy = (target: string): string => `Use $('${target}').first(), $('${target}').all()[n] or $('${target}').itemMatching(i) instead.`;

const noPath = (target: string): ExpressionError =>
  new ExpressionError('reference', `No path leads from this item back to the node '${target}'`, { description: remedy(target) });

const several = (target: string): ExpressionError =>
  new ExpressionError('reference', `Multiple matches found: this item was made from several items of the node '${target}'`, { description: remedy(target) });

const lostLink = (target: string, node: string): ExpressionError =>
  new ExpressionError('reference', `Paired item data for '${target}' is unavailable: the node '${node}' does not say which item its items were made from`, { description: remedy(target) });
