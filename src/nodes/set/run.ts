// Edit fields: see engine-nodes.md 9.3 (set).
import type { BinaryRef, Item } from '~/engine/items';
import { getPath, isPlainObject, type Json, type JsonObject, removePath, setOwn, setPath } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItem } from '../each-item';
import { fieldNames, omitFields } from '../field-names';
import type { Assignment, ParametersOf } from '../fields';
import { convertValue, oldValue } from './convert';
import type { set } from './definition';

type Parameters = ParametersOf<typeof set.parameters>;

/** As n8n has it, a field picked by a path is called by the path's end. */
function picked(json: JsonObject, names: readonly string[], dots: boolean): JsonObject {
  const kept: JsonObject = {};
  for (const name of names) {
    const value = getPath(json, name, dots);
    if (value !== undefined) setOwn(kept, dots ? name.split('.').at(-1) ?? name : name, structuredClone(value) as Json);
  }
  return kept;
}

/** The input's fields that stay. Always a fresh object. */
function kept(json: JsonObject, parameters: Parameters, dots: boolean): JsonObject {
  if (!parameters.includeOtherFields) return {};
  if (parameters.include === 'selected') return picked(json, fieldNames(parameters.includeFields), dots);
  if (parameters.include === 'except') return omitFields(json, fieldNames(parameters.excludeFields), dots);
  return { ...json };
}

function rawJson(value: unknown): JsonObject {
  let parsed = value;
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value);
    } catch {
      throw new NodeError('The JSON of this node is not valid', { description: `It was: ${value.slice(0, 200)}` });
    }
  }
  if (!isPlainObject(parsed)) throw new NodeError('The JSON of this node must be one object');
  return parsed as JsonObject;
}

/** Writes `a.b` without touching the input item, whose nested objects `json` still shares. */
function write(json: JsonObject, name: string, value: Json, dots: boolean, copied: Set<string>): void {
  // A field that has the whole name is meant.
  const dotted = dots && /[.[]/.test(name) && !Object.hasOwn(json, name);
  if (!dotted) {
    setPath(json, name, value, false);
    return;
  }
  const root = /^[^.[]+/.exec(name)?.[0];
  if (root !== undefined && !copied.has(root) && Object.hasOwn(json, root)) {
    setOwn(json, root, structuredClone(json[root]));
    copied.add(root);
  }
  setPath(json, name, value);
}

function binaryOf(assignment: Assignment, item: Item): BinaryRef {
  const { value } = assignment;
  if (isPlainObject(value) && typeof value.id === 'string') return value as unknown as BinaryRef;
  const name = typeof value === 'string' ? value : '';
  const found = item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined;
  if (found === undefined) throw new NodeError(`"${assignment.name}" expects a file, but the item has no file "${name}"`);
  return found;
}

function edited(item: Item, parameters: Parameters, keepsBinary: boolean): Item {
  const dots = parameters.options.dotNotation !== false;
  const json = kept(item.json, parameters, dots);
  const made: Item = { json };
  if (keepsBinary && item.binary !== undefined) made.binary = { ...item.binary };
  if (parameters.mode === 'raw') {
    for (const [key, value] of Object.entries(rawJson(parameters.jsonOutput))) setOwn(json, key, value);
    return made;
  }
  const lenient = parameters.options.ignoreConversionErrors === true;
  const copied = new Set<string>();
  for (const assignment of parameters.assignments.assignments ?? []) {
    if (assignment.type === 'any' || assignment.type === 'numeric' || assignment.type === 'truthy') {
      const value = oldValue(assignment.value, assignment.type);
      // Written first even where it goes again: what holds a path is copied then, and made where it was missing.
      write(json, assignment.name, value ?? null, dots, copied);
      if (value === undefined) removePath(json, assignment.name, dots);
    } else if (assignment.type === 'binary') made.binary = { ...made.binary, [assignment.name]: binaryOf(assignment, item) };
    else write(json, assignment.name, convertValue(assignment.name, assignment.value, assignment.type, lenient), dots, copied);
  }
  return made;
}

const MAX_COPIES = 1000;

function copiesOf(count: number): number {
  if (count > MAX_COPIES) throw new NodeError(`An item can be duplicated ${MAX_COPIES} times at most, not ${count} times`);
  return count >= 1 ? Math.floor(count) : 0;
}

function keepsBinary(context: RunContext<Parameters>, parameters: Parameters): boolean {
  if (context.node.typeVersion < 3.4) return parameters.options.includeBinary === true;
  return parameters.includeOtherFields && parameters.options.stripBinary !== true;
}

export const runSet: RunNode<typeof set> = context => {
  const constant = context.parameters.constant ? context.parameters.at() : null;
  const items = eachItem(context, (item, index) => {
    const parameters = constant ?? context.parameters.at(index);
    const made = edited(item, parameters, keepsBinary(context, parameters));
    const copies = parameters.duplicateItem && context.execution.mode === 'manual' ? copiesOf(parameters.duplicateCount) : 0;
    return copies === 0 ? made : Array.from({ length: copies + 1 }, () => structuredClone(made));
  });
  return [items];
};
