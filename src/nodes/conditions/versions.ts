// Brings the condition lists of If, Filter and Switch version 1 and 2 into the shape of the conditions field.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { OperandType } from '../fields';

type OldType = 'string' | 'number' | 'boolean' | 'dateTime';

const DEFAULT_OPERATION: Record<OldType, string> = { string: 'equal', number: 'smaller', boolean: 'equal', dateTime: 'after' };
const DEFAULT_RIGHT: Record<OldType, Json> = { string: '', number: 0, boolean: false, dateTime: '' };

/** Old operation -> new; those not listed have kept their name. */
const RENAMED: Record<string, string> = {
  equal: 'equals',
  notEqual: 'notEquals',
  smaller: 'lt',
  smallerEqual: 'lte',
  larger: 'gt',
  largerEqual: 'gte',
  isEmpty: 'empty',
  isNotEmpty: 'notEmpty',
};

/** `version: 0` marks conditions that compare as version 1 did: conversions never fail, they just do not match. */
const OLD_OPTIONS: JsonObject = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 0 };

export function foldedConditions(conditions: JsonObject[], combinator: 'and' | 'or'): JsonObject {
  return { options: { ...OLD_OPTIONS }, combinator, conditions };
}

/** One old condition; `index` makes its id. */
export function foldCondition(type: OldType, row: JsonObject, index: number): JsonObject {
  const old = typeof row.operation === 'string' ? row.operation : DEFAULT_OPERATION[type];
  const operation = Object.hasOwn(RENAMED, old) ? (RENAMED[old] as string) : old;
  const operator: JsonObject = { type: type satisfies OperandType, operation };
  if (operation === 'empty' || operation === 'notEmpty') operator.singleValue = true;
  return { id: `folded-${index}`, leftValue: row.value1 ?? (type === 'boolean' ? false : ''), rightValue: row.value2 ?? DEFAULT_RIGHT[type], operator };
}

/** `conditions.{string,number,boolean,dateTime}[]` of version 1 of If and Filter. */
export function foldConditionLists(value: Json | undefined, combinator: 'and' | 'or'): JsonObject {
  const lists = isPlainObject(value) ? (value as JsonObject) : {};
  const conditions: JsonObject[] = [];
  for (const type of ['boolean', 'dateTime', 'number', 'string'] as const) {
    const rows = lists[type];
    if (!Array.isArray(rows)) continue;
    for (const row of rows) if (isPlainObject(row)) conditions.push(foldCondition(type, row as JsonObject, conditions.length));
  }
  return foldedConditions(conditions, combinator);
}
