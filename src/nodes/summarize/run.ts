// Summarize: see engine-nodes.md 9.3.
import type { Item } from '~/engine/items';
import { canonicalJson, getPath, isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { fieldNames } from '../field-names';
import { type Aggregation, aggregated, outputName } from './aggregations';
import type { summarize } from './definition';

interface Group {
  /** Value of the field this level splits by; undefined where an item lacks it. */
  value: Json | undefined;
  members: number[];
  groups: Group[];
}

function split(items: readonly Item[], members: readonly number[], fields: readonly string[], dots: boolean, skipEmpty: boolean): Group[] {
  const [field, ...rest] = fields;
  if (field === undefined) return [];
  const groups = new Map<string, Group>();
  for (const index of members) {
    const value = getPath((items[index] as Item).json, field, dots) as Json | undefined;
    if (skipEmpty && (value === undefined || value === null || value === '')) continue;
    const key = value === undefined ? 'undefined' : canonicalJson(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { value, members: [index], groups: [] });
    else group.members.push(index);
  }
  for (const group of groups.values()) group.groups = split(items, group.members, rest, dots, skipEmpty);
  return [...groups.values()];
}

export const runSummarize: RunNode<typeof summarize> = ({ items, parameters: reader, node }) => {
  const { fieldsToSummarize, fieldsToSplitBy, options } = reader.at();
  const dots = options.disableDotNotation !== true;
  const rules: Aggregation[] = (fieldsToSummarize.values ?? []).map(({ aggregation, field, includeEmpty, separateBy, customSeparator }) => ({
    aggregation,
    field: field.trim(),
    includeEmpty,
    separator: separateBy === 'other' ? customSeparator : separateBy,
  }));
  if (rules.length === 0 || rules.some(({ field }) => field === '')) throw new NodeError('Say which fields to summarize');
  const missing = rules.map(({ field }) => field).filter(field => items.length > 0 && items.every(item => getPath(item.json, field, dots) === undefined));
  if (missing.length > 0 && node.typeVersion < 1.1 && options.continueIfFieldNotFound !== true) throw new NodeError(`The field '${missing[0]}' does not exist in any items`);
  const hints = missing.map(field => `No item has the field "${field}"`);

  const summary = (members: readonly number[]): JsonObject => {
    const json: JsonObject = {};
    for (const rule of rules) setOwn(json, outputName(rule), aggregated(rule, members.map(index => getPath((items[index] as Item).json, rule.field, dots) as Json | undefined)));
    return json;
  };
  const linked = (json: JsonObject, members: readonly number[]): Item => ({ json, pairedItem: members.map(item => ({ item })) });
  const all = items.map((_, index) => index);
  const by = fieldNames(fieldsToSplitBy);
  if (by.length === 0) return { outputs: [[linked(summary(all), all)]], hints };

  const tree = split(items, all, by, dots, options.skipEmptySplitFields === true);
  if (options.outputFormat === 'singleItem') {
    const nested = (groups: readonly Group[]): JsonObject => {
      const json: JsonObject = {};
      for (const group of groups) setOwn(json, keyText(group.value), group.groups.length > 0 ? nested(group.groups) : summary(group.members));
      return json;
    };
    return { outputs: [[linked(nested(tree), all)]], hints };
  }
  const rows = (groups: readonly Group[], depth: number): Item[] =>
    groups.flatMap(group => {
      const below = depth + 1 < by.length ? rows(group.groups, depth + 1) : [linked(summary(group.members), group.members)];
      for (const item of below) if (group.value !== undefined) setOwn(item.json, (by[depth] as string).replaceAll('.', '_'), group.value);
      return below;
    });
  return { outputs: [rows(tree, 0)], hints };
};

const keyText = (value: Json | undefined): string => (isPlainObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value));
