// Remove duplicates: within the input, or against what earlier executions have seen (engine-nodes.md 9.3).
import type { Item } from '~/engine/items';
import { canonicalJson, getPath, type Json } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { failedItem } from '../each-item';
import { fieldNames, omitFields, pickFields } from '../field-names';
import type { ParametersOf } from '../fields';
import { passAll, passed } from '../passed';
import type { removeDuplicates } from './definition';
import { clearHistory, hashOf, historyOf, keepHistory, momentFrom, numberFrom } from './history';

type Parameters = ParametersOf<typeof removeDuplicates.parameters>;
type Context = RunContext<Parameters>;

/** Each compared field must be in every item, and of one type where it is not empty. */
function checkFields(items: readonly Item[], names: readonly string[], dots: boolean): void {
  for (const name of names) {
    let kind: string | null = null;
    let first = 0;
    for (const [index, item] of items.entries()) {
      const value = getPath(item.json, name, dots);
      if (value === undefined) {
        throw new NodeError(`'${name}' field is missing from some input items`, { description: dots && name.includes('.') ? 'If the name itself contains a dot, switch on "Disable dot notation".' : undefined });
      }
      if (value === null) continue;
      const type = Array.isArray(value) ? 'list' : typeof value;
      if (kind === null) {
        kind = type;
        first = index;
      } else if (type !== kind) {
        throw new NodeError(`'${name}' isn't always the same type`, { description: `It is a ${kind} in item ${first} and a ${type} in item ${index}.` });
      }
    }
  }
}

function unique(items: readonly Item[], parameters: Parameters): Item[] {
  const dots = parameters.options.disableDotNotation !== true;
  const selected = parameters.compare === 'selectedFields';
  const all = [...new Set(items.flatMap(item => Object.keys(item.json)))];
  let names = all;
  if (selected) {
    names = fieldNames(parameters.fieldsToCompare);
    if (names.length === 0) throw new NodeError('Say which fields to compare');
  }
  const excluded = parameters.compare === 'allFieldsExcept' ? fieldNames(parameters.fieldsToExclude) : [];
  if (parameters.compare === 'allFieldsExcept' && excluded.length === 0) throw new NodeError('Say which fields to exclude');
  const whole = names.filter(name => !excluded.includes(name));
  checkFields(items, whole, selected && dots);
  const seen = new Set<string>();
  return items.flatMap((item, index): Item[] => {
    const compared = selected ? names.map(name => getPath(item.json, name, dots) as Json) : omitFields(item.json, excluded, dots);
    const key = canonicalJson(compared);
    if (seen.has(key)) return [];
    seen.add(key);
    const kept = passed(item, index);
    return [selected && parameters.options.removeOtherFields === true ? { ...kept, json: pickFields(item.json, names, dots) } : kept];
  });
}

/** Kept and discarded; what is kept now counts as seen for later executions, not for this one. */
function unseen(context: Context, parameters: Parameters): [Item[], Item[]] {
  const data = context.tools.staticData(parameters.options.scope === 'workflow' ? 'global' : 'node');
  const history = historyOf(data);
  const known = new Set(history.values);
  const outputs: [Item[], Item[]] = [[], []];
  let highest = history.highest;
  const fresh: string[] = [];
  context.items.forEach((item, index) => {
    let isNew: boolean;
    if (parameters.logic === 'removeItemsWithAlreadySeenKeyValues') {
      const hash = hashOf(context.parameters.get('dedupeValue', index));
      isNew = !known.has(hash);
      if (isNew) fresh.push(hash);
    } else {
      const value = parameters.logic === 'removeItemsUpToStoredDate' ? momentFrom(context.parameters.get('dateDedupeValue', index), context.execution.timezone) : numberFrom(context.parameters.get('incrementalDedupeValue', index));
      isNew = history.highest === null || value > history.highest;
      if (isNew) highest = highest === null ? value : Math.max(highest, value);
    }
    outputs[isNew ? 0 : 1].push(passed(item, index));
  });
  const size = Math.max(1, parameters.options.historySize ?? 10_000);
  keepHistory(data, { values: [...history.values, ...new Set(fresh)].slice(-size), highest });
  return outputs;
}

export const runRemoveDuplicates: RunNode<typeof removeDuplicates> = context => {
  const parameters = context.parameters.at();
  if (parameters.operation === 'removeItemsSeenInPreviousExecutions') return unseen(context, parameters);
  if (parameters.operation === 'clearDeduplicationHistory') {
    clearHistory(context.tools.staticData(parameters.options.scope === 'workflow' ? 'global' : 'node'));
    return [passAll(context.items)];
  }
  try {
    return [unique(context.items, parameters)];
  } catch (error) {
    // As in n8n from version 2 on, the failure is one item, of the first one; older ones fail as a whole.
    if (!context.continueOnFail || context.node.typeVersion < 2) throw error;
    return [[failedItem(error, 0)]];
  }
};
