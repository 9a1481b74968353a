// Aggregate: many items become one, or one for each group (engine-nodes.md 9.3).
import type { BinaryRef, Item } from '~/engine/items';
import { canonicalJson, getPath, type Json, type JsonObject, setOwn, setPath } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { fieldNames, omitFields, pickFields } from '../field-names';
import type { ParametersOf } from '../fields';
import type { aggregate } from './definition';

type Parameters = ParametersOf<typeof aggregate.parameters>;
type Member = { item: Item; index: number };

const missing = (value: unknown): boolean => value === null || value === undefined;

function collect(members: readonly Member[], field: string, parameters: Parameters, dots: boolean): Json[] {
  const { keepMissing = false, mergeLists = false } = parameters.options;
  const list: Json[] = [];
  for (const { item } of members) {
    const value = getPath(item.json, field, dots) as Json | undefined;
    if (missing(value)) {
      if (keepMissing) list.push(null);
    } else if (Array.isArray(value)) {
      const inner = keepMissing ? value : value.filter(element => !missing(element));
      if (mergeLists) for (const element of inner) list.push(element);
      else list.push(inner);
    } else list.push(value as Json);
  }
  return list;
}

function fieldLists(members: readonly Member[], parameters: Parameters, dots: boolean): JsonObject {
  const fields = parameters.fieldsToAggregate.fieldToAggregate ?? [];
  if (fields.length === 0) throw new NodeError('Say which field to aggregate');
  const json: JsonObject = {};
  const used = new Set<string>();
  for (const { fieldToAggregate, renameField, outputFieldName } of fields) {
    const field = fieldToAggregate.trim();
    if (field === '') throw new NodeError('Say which field to aggregate');
    const name = renameField && outputFieldName !== '' ? outputFieldName : dots ? (field.split('.').at(-1) as string) : field;
    if (used.has(name)) throw new NodeError(`The output field "${name}" is used more than once`, { description: 'Give each field an output name of its own.' });
    used.add(name);
    setPath(json, name, collect(members, field, parameters, dots), dots);
  }
  return json;
}

/** Names are whole keys here, and the destination is one too: n8n knows no paths in this mode. */
function itemList(members: readonly Member[], parameters: Parameters): { json: JsonObject; from: readonly Member[] } {
  const { include, destinationFieldName } = parameters;
  let from = members;
  let list: JsonObject[] = members.map(({ item }) => item.json);
  if (include !== 'allFields') {
    const names = fieldNames(include === 'specifiedFields' ? parameters.fieldsToInclude : parameters.fieldsToExclude);
    if (names.length === 0) throw new NodeError(`Say which fields to ${include === 'specifiedFields' ? 'include' : 'exclude'}`);
    list = list.map(json => (include === 'specifiedFields' ? pickFields(json, names, false) : omitFields(json, names, false)));
    const filled = list.map(json => Object.keys(json).length > 0);
    from = members.filter((_, place) => filled[place]);
    list = list.filter((_, place) => filled[place]);
  }
  const json: JsonObject = {};
  setPath(json, destinationFieldName || 'data', list, false);
  return { json, from };
}

/** All files under names of their own: `data`, `data_1`, … */
function files(members: readonly Member[], onlyUnique: boolean): Record<string, BinaryRef> | undefined {
  const all: Record<string, BinaryRef> = {};
  const seen = new Set<string>();
  for (const { item } of members) {
    for (const [name, ref] of Object.entries(item.binary ?? {})) {
      const mark = [ref.mimeType, ref.fileName ?? '', ref.fileExtension ?? '', ref.fileSize].join('\n');
      if (onlyUnique && seen.has(mark)) continue;
      seen.add(mark);
      let free = name;
      for (let n = 1; Object.hasOwn(all, free); n++) free = `${name}_${n}`;
      setOwn(all, free, ref);
    }
  }
  return Object.keys(all).length > 0 ? all : undefined;
}

function grouped(items: readonly Item[], names: readonly string[], dots: boolean): Member[][] {
  const groups = new Map<string, Member[]>();
  items.forEach((item, index) => {
    const key = canonicalJson(names.map(name => getPath(item.json, name, dots) ?? null));
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [{ item, index }]);
    else members.push({ item, index });
  });
  return [...groups.values()];
}

export const runAggregate: RunNode<typeof aggregate> = ({ items, parameters: reader }) => {
  const parameters = reader.at();
  const dots = parameters.options.disableDotNotation !== true;
  const by = fieldNames(parameters.options.groupByFields);
  const groups = by.length > 0 ? grouped(items, by, dots) : [items.map((item, index) => ({ item, index }))];
  const whole = parameters.aggregate === 'aggregateAllItemData';
  return [
    groups.map((members): Item => {
      const key = by.length > 0 ? pickFields(members[0]?.item.json ?? {}, by, dots) : {};
      const { json: made, from } = whole ? itemList(members, parameters) : { json: fieldLists(members, parameters, dots), from: members };
      const json = { ...key, ...made };
      const binary = parameters.options.includeBinaries === true ? files(members, parameters.options.keepOnlyUnique === true) : undefined;
      return { json, ...(binary === undefined ? {} : { binary }), pairedItem: from.map(({ index }) => ({ item: index })) };
    }),
  ];
};
