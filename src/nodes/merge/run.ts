// Merge: joins the items of its inputs (engine-nodes.md 9.2, engine.md 13).
import type { Item } from '~/engine/items';
import { setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { passAll, passed } from '../passed';
import { joinByKey } from './by-key';
import { type ClashSettings, combined, type Part } from './clash';
import type { merge } from './definition';
import { fieldPairs, matchItems, MAX_COMBINATIONS, tooMany } from './fields';
import { mergeBySql } from './sql';

type Parameters = ParametersOf<typeof merge.parameters>;

const clashOf = (parameters: Parameters): ClashSettings => parameters.options.clashHandling?.values ?? {};

function byFields(inputs: readonly Item[][], parameters: Parameters): Item[] {
  const [lefts = [], rights = []] = inputs;
  const { joinMode, outputDataFrom, options } = parameters;
  const pairs = fieldPairs(parameters.advanced, String(parameters.fieldsToMatchString ?? ''), parameters.mergeByFields.values ?? []);
  const clash = clashOf(parameters);
  const settings = { dots: options.disableDotNotation !== true, fuzzy: options.fuzzyCompare === true, take: options.multipleMatches ?? 'all' } as const;
  // Enriching input 2 asks the question from its side: `left` and `right` of the result are swapped then.
  const found = joinMode === 'enrichInput2'
    ? matchItems(rights, lefts, pairs.map(({ field1, field2 }) => ({ field1: field2, field2: field1 })), settings)
    : matchItems(lefts, rights, pairs, settings);
  const left = (index: number): Part => ({ item: lefts[index] as Item, input: 0, index });
  const right = (index: number): Part => ({ item: rights[index] as Item, input: 1, index });
  const alone = (part: Part): Item => passed(part.item, part.index, part.input);
  switch (joinMode) {
    case 'keepNonMatches': {
      const marked = (part: Part): Item => {
        const item = alone(part);
        if (outputDataFrom !== 'both') return item;
        const json = { ...item.json };
        setOwn(json, '_source', `input${part.input + 1}`);
        return { ...item, json };
      };
      return [...(outputDataFrom === 'input2' ? [] : found.left.map(index => marked(left(index)))), ...(outputDataFrom === 'input1' ? [] : found.right.map(index => marked(right(index))))];
    }
    case 'enrichInput1':
      return [...found.matched.map(pair => combined([left(pair.left), right(pair.right)], clash)), ...found.left.map(index => alone(left(index)))];
    case 'enrichInput2':
      return [...found.matched.map(pair => combined([left(pair.right), right(pair.left)], clash, 'preferInput1')), ...found.left.map(index => alone(right(index)))];
    case 'keepEverything':
      return [...found.matched.map(pair => combined([left(pair.left), right(pair.right)], clash)), ...found.left.map(index => alone(left(index))), ...found.right.map(index => alone(right(index)))];
    default:
      return keepMatches(found.matched, outputDataFrom, pair => combined([left(pair.left), right(pair.right)], clash), index => alone(left(index)), index => alone(right(index)));
  }
}

type Pair = { left: number; right: number };

function keepMatches(matched: readonly Pair[], from: Parameters['outputDataFrom'], both: (pair: Pair) => Item, left: (index: number) => Item, right: (index: number) => Item): Item[] {
  if (from === 'both') return matched.map(both);
  const indexes = [...new Set(matched.map(pair => (from === 'input1' ? pair.left : pair.right)))];
  return from === 'input1' ? indexes.map(left) : indexes.sort((a, b) => a - b).map(right);
}

function byPosition(inputs: readonly Item[][], parameters: Parameters): Item[] {
  const { includeUnpaired = false, unpairedFrom = 'all' } = parameters.options;
  const lengths = inputs.map(input => input.length);
  const length = !includeUnpaired ? Math.min(...lengths) : unpairedFrom === 'input1' ? (lengths[0] ?? 0) : Math.max(...lengths);
  return Array.from({ length }, (_, index) => {
    const parts = inputs.flatMap((input, at): Part[] => (input[index] === undefined ? [] : [{ item: input[index], input: at, index }]));
    return combined(parts, clashOf(parameters));
  });
}

function byOneKey([lefts = [], rights = []]: readonly Item[][], { propertyName1, propertyName2, keyJoin, overwrite }: Parameters): Item[] {
  if (propertyName1 === '' || propertyName2 === '') throw new NodeError('Say which keys to match', { description: 'Both inputs need the name of their field.' });
  return joinByKey(lefts, rights, { key1: propertyName1, key2: propertyName2, how: keyJoin, overwrite });
}

function everyPair(inputs: readonly Item[][], parameters: Parameters): Item[] {
  const total = inputs.reduce((product, input) => product * input.length, 1);
  if (total > MAX_COMBINATIONS) throw tooMany(`${total} combinations`);
  let rows: Part[][] = [[]];
  inputs.forEach((input, at) => {
    rows = rows.flatMap(row => input.map((item, index) => [...row, { item, input: at, index }]));
  });
  return rows.map(parts => combined(parts, clashOf(parameters)));
}

export const runMerge: RunNode<typeof merge> = async context => {
  const { inputs, parameters: reader } = context;
  const parameters = reader.at();
  switch (parameters.mode) {
    case 'combine':
      switch (parameters.combineBy) {
        case 'combineByPosition': return [byPosition(inputs, parameters)];
        case 'combineAll': return [everyPair(inputs, parameters)];
        case 'combineByKey': return [byOneKey(inputs, parameters)];
        default: return [byFields(inputs, parameters)];
      }
    case 'chooseBranch': {
      if (parameters.output === 'empty') return [[{ json: {}, pairedItem: inputs.flatMap((input, at) => input.map((_, index) => (at === 0 ? { item: index } : { item: index, input: at }))) }]];
      const chosen = Math.floor(Number(parameters.useDataOfInput)) - 1;
      if (inputs[chosen] === undefined) throw new NodeError(`Input ${String(parameters.useDataOfInput)} does not exist`);
      return [passAll(inputs[chosen], chosen)];
    }
    case 'combineBySql':
      return [await mergeBySql(inputs, parameters, context)];
    default:
      return [inputs.flatMap((input, at) => passAll(input, at))];
  }
};
