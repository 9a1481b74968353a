// How conditions and fields of the Supabase node look to PostgREST.
import { type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';
import type { ParametersOf } from '../fields';
import { namesOf } from '../files/item-file';
import type { supabase } from './definition';

export type Parameters = ParametersOf<typeof supabase.parameters>;
export type Query = [name: string, value: string][];

type Condition = NonNullable<Parameters['filters']['conditions']>[number];

/** In `or=(…)` a value with a comma, a bracket or a quote must stand in quotes. */
const inList = (value: string): string => (/[,()"\\]/.test(value) ? `"${value.replace(/["\\]/g, mark => `\\${mark}`)}"` : value);

const operatorOf = ({ condition, searchFunction }: Condition): string => (condition === 'fullText' ? searchFunction || 'fts' : condition || 'eq');

function named(conditions: Condition[]): Condition[] {
  const list = conditions.filter(({ keyName }) => keyName !== '');
  for (const { keyName } of list) if (!/^[\w.\->" ]+$/.test(keyName)) throw new NodeError(`"${keyName.slice(0, 100)}" is not the name of a column`);
  return list;
}

/** Which rows a call is for. Throws where changing or removing would take the whole table. */
export function filterOf({ operation, filterType, matchType, filters, filterString }: Parameters): Query {
  const conditions = named(filters.conditions ?? []);
  if (operation === 'get') return conditions.map(({ keyName, keyValue }) => [keyName, `eq.${String(keyValue)}`]);
  const writes = operation === 'delete' || operation === 'update';
  // Get many filters only when told so; the others by conditions unless told otherwise.
  if (filterType === 'string') {
    const text = filterString.trim();
    if (text === '' && writes) throw new NodeError('The filter is empty', { description: 'Without one every row of the table would be changed.' });
    return [...new URLSearchParams(text)];
  }
  if (filterType === 'none' && !writes) return [];
  if (conditions.length === 0) {
    if (writes) throw new NodeError('There is no condition', { description: 'Without one every row of the table would be changed.' });
    return [];
  }
  const parts = conditions.map(each => [each.keyName, `${operatorOf(each)}.`, String(each.keyValue)] as const);
  if (matchType === 'allFilters') return parts.map(([name, operator, value]) => [name, operator + value]);
  return [['or', `(${parts.map(([name, operator, value]) => `${name}.${operator}${inList(value)}`).join(',')})`]];
}

/** The row an item stands for. */
export function rowOf({ dataToSend, inputsToIgnore, fieldsUi }: Parameters, json: JsonObject): JsonObject {
  const row: JsonObject = {};
  if (dataToSend === 'autoMapInputData') {
    const ignored = new Set(namesOf(inputsToIgnore));
    for (const [name, value] of Object.entries(json)) if (!ignored.has(name)) setOwn(row, name, value);
    return row;
  }
  for (const { fieldId, fieldValue } of fieldsUi.fieldValues ?? []) if (fieldId !== '') setOwn(row, fieldId, fieldValue);
  return row;
}
