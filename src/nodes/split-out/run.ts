// Split out: each element of a list becomes an item (engine-nodes.md 9.3).
import type { Item } from '~/engine/items';
import { getPath, isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { eachItem } from '../each-item';
import { fieldNames, omitFields } from '../field-names';
import type { ParametersOf } from '../fields';
import type { splitOut } from './definition';

type Parameters = ParametersOf<typeof splitOut.parameters>;

/** The elements a field's value stands for; a missing field has none. */
function elementsOf(value: unknown): Json[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  return isPlainObject(value) ? (Object.values(value) as Json[]) : [value as Json];
}

function otherFields(json: JsonObject, parameters: Parameters, split: readonly string[], dots: boolean): JsonObject {
  if (parameters.include === 'allOtherFields') return omitFields(json, split, dots);
  const others: JsonObject = {};
  if (parameters.include !== 'selectedOtherFields') return others;
  const names = fieldNames(parameters.fieldsToInclude);
  if (names.length === 0) throw new NodeError('Say which fields to include');
  for (const name of names) {
    const value = getPath(json, name, dots);
    if (value !== undefined) setOwn(others, name, value);
  }
  return others;
}

function splitFiles(item: Item, others: JsonObject): Item[] {
  return Object.entries(item.binary ?? {}).map(([name, ref]) => ({ json: { ...others }, binary: { [name]: ref } }));
}

function split(item: Item, parameters: Parameters, missing: Map<string, boolean>): Item[] {
  const { options, include } = parameters;
  const dots = options.disableDotNotation !== true;
  const names = fieldNames(parameters.fieldToSplitOut);
  if (names.length === 0) throw new NodeError('Say which field to split out');
  const targets = fieldNames(options.destinationFieldName);
  if (targets.length > 0 && targets.length !== names.length) {
    throw new NodeError('Give one destination name for each field to split out', { description: `There are ${names.length} fields and ${targets.length} destination names.` });
  }
  const others = otherFields(item.json, parameters, names, dots);
  if (names.length === 1 && names[0] === '$binary') return splitFiles(item, others);
  const lists = names.map(name => {
    const value = getPath(item.json, name, dots);
    missing.set(name, (missing.get(name) ?? true) && value === undefined);
    return elementsOf(value);
  });
  const bare = names.length === 1 && include === 'noOtherFields' && targets.length === 0;
  return Array.from({ length: Math.max(...lists.map(list => list.length)) }, (_, at): Item => {
    const first = lists[0]?.[at];
    const json: JsonObject = { ...others };
    // A list in a list becomes the fields "0", "1"…, as in n8n.
    if (bare && first !== undefined && first !== null && typeof first === 'object') for (const [key, value] of Object.entries(first)) setOwn(json, key, value);
    else {
      for (const [which, list] of lists.entries()) {
        const element = list[at];
        if (element !== undefined) setOwn(json, targets[which] ?? (names[which] as string), element);
      }
    }
    return options.includeBinary === true && item.binary !== undefined ? { json, binary: item.binary } : { json };
  });
}

export const runSplitOut: RunNode<typeof splitOut> = context => {
  const missing = new Map<string, boolean>();
  const outputs = [eachItem(context, (item, index) => split(item, context.parameters.at(index), missing))];
  const hints = [...missing].filter(([, nowhere]) => nowhere).map(([name]) => `No item has the field "${name}"`);
  return hints.length > 0 ? { outputs, hints } : outputs;
};
