// Compare datasets: see engine-nodes.md 9.2.
import type { Item, PairedItem } from '~/engine/items';
import { getOwn, isPlainObject, type Json, type JsonObject, jsonEqual, setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { fieldNames } from '../field-names';
import type { ParametersOf } from '../fields';
import { matchItems, type FieldPair } from '../merge/fields';
import { passed } from '../passed';
import type { compareDatasets } from './definition';

type Parameters = ParametersOf<typeof compareDatasets.parameters>;

interface Difference {
  keys: JsonObject;
  same: JsonObject;
  different: JsonObject;
  skipped: JsonObject;
}

const blank = (value: unknown): boolean => value === null || value === undefined || value === '';

function equal(a: unknown, b: unknown, fuzzy: boolean): boolean {
  if (jsonEqual(a, b)) return true;
  if (!fuzzy) return false;
  if (blank(a) || blank(b)) return blank(a) && blank(b);
  if (isPlainObject(a) || isPlainObject(b) || Array.isArray(a) || Array.isArray(b)) return false;
  return String(a) === String(b);
}

function compare(a: JsonObject, b: JsonObject, pairs: readonly FieldPair[], parameters: Parameters): Difference {
  const skip = fieldNames(parameters.options.skipFields);
  const [nameA, nameB] = parameters.options.inputNames === 'numbers' ? (['input1', 'input2'] as const) : (['inputA', 'inputB'] as const);
  const found: Difference = { keys: {}, same: {}, different: {}, skipped: {} };
  for (const { field1 } of pairs) {
    // As in n8n, a path is no key here: the object that holds it is compared as a whole.
    const value = getOwn(a, field1) as Json | undefined;
    if (value === undefined) continue;
    setOwn(found.keys, field1, value);
    setOwn(found.same, field1, value);
  }
  // As in n8n, only the names in input A are left out: a match field that is called otherwise in B counts as a difference.
  const own = new Set(pairs.map(({ field1 }) => field1));
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (own.has(key)) continue;
    const [ofA, ofB] = [getOwn(a, key), getOwn(b, key)] as [Json | undefined, Json | undefined];
    const values = { [nameA]: ofA ?? null, [nameB]: ofB ?? null };
    // A field that is missing is not the same as one that is null, unless it is compared fuzzily.
    if (skip.includes(key)) setOwn(found.skipped, key, values);
    else if (equal(ofA, ofB, parameters.fuzzyCompare)) setOwn(found.same, key, ofA ?? null);
    else setOwn(found.different, key, values);
  }
  return found;
}

function resolved(a: Item, b: Item, found: Difference, parameters: Parameters): JsonObject {
  switch (parameters.resolve) {
    case 'preferInput1':
      return a.json;
    case 'preferInput2':
      return b.json;
    case 'mix': {
      const [base, other] = parameters.preferWhenMix === 'input1' ? [a.json, b.json] : [b.json, a.json];
      const mixed = { ...base };
      for (const name of fieldNames(parameters.exceptWhenMix)) setOwn(mixed, name, (getOwn(other, name) ?? null) as Json);
      return mixed;
    }
    default: {
      const { skipped, ...rest } = found;
      return { ...rest, ...(Object.keys(skipped).length > 0 ? { skipped } : {}) };
    }
  }
}

/** An item that is one side's counts as made from that side alone. */
function parents(pair: { left: number; right: number }, { resolve, preferWhenMix }: Parameters): PairedItem[] {
  const side = resolve === 'mix' ? preferWhenMix : resolve === 'preferInput1' ? 'input1' : resolve === 'preferInput2' ? 'input2' : null;
  return [...(side === 'input2' ? [] : [{ item: pair.left }]), ...(side === 'input1' ? [] : [{ item: pair.right, input: 1 }])];
}

export const runCompareDatasets: RunNode<typeof compareDatasets> = ({ inputs, parameters: reader }) => {
  const parameters = reader.at();
  const [left = [], right = []] = inputs;
  const pairs = (parameters.mergeByFields.values ?? []).map(({ field1, field2 }) => ({ field1: field1.trim(), field2: field2.trim() }));
  if (pairs.length === 0 || pairs.some(({ field1, field2 }) => field1 === '' || field2 === '')) throw new NodeError('Say which fields to match', { description: 'Each pair needs a field of both inputs.' });
  const dots = parameters.options.disableDotNotation !== true;
  const matches = matchItems(left, right, pairs, { dots, fuzzy: parameters.fuzzyCompare, take: parameters.options.multipleMatches === 'all' ? 'all' : 'first' });
  const same: Item[] = [];
  const different: Item[] = [];
  const used = new Set<number>();
  for (const pair of matches.matched) {
    used.add(pair.right);
    const a = left[pair.left] as Item;
    const b = right[pair.right] as Item;
    const found = compare(a.json, b.json, pairs, parameters);
    if (Object.keys(found.different).length === 0) same.push(passed(a, pair.left));
    else different.push({ json: resolved(a, b, found, parameters), pairedItem: parents(pair, parameters) });
  }
  const onlyA = matches.left.map(index => passed(left[index] as Item, index));
  const onlyB = right.flatMap((item, index) => (used.has(index) ? [] : [passed(item, index, 1)]));
  return [onlyA, same, different, onlyB];
};
