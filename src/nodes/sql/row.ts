// What an item writes: column -> value, and the columns it is matched on; from the resource mapper, the rows of values, or the item.
import { getOwn, isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';
import type { MapperValue } from '../fields';

export interface RowSource {
  /** Resource mapper (PostgreSQL from 2.2). */
  mapper?: MapperValue;
  /** `dataMode` with `valuesToSend` (before 2.2, and MySQL). */
  dataMode?: string;
  valuesToSend?: { values?: { column: string; value: unknown }[] };
  columnToMatchOn?: string;
  valueToMatchOn?: unknown;
  /** Comma list of item fields (version 1). */
  columnNames?: string;
  updateKey?: string;
  replaceEmptyStrings?: boolean;
}

export interface Row { values: JsonObject; match: string[] }

const names = (list: string): string[] => list.split(',').map(name => (name.split(':')[0] as string).trim()).filter(name => name !== '');

/** `matching`: the operation finds its row (update, upsert). Throws NodeError naming what is missing. */
export function rowOf(source: RowSource, item: JsonObject, matching: boolean): Row {
  const { values, match } = gather(source, item, matching);
  if (Object.keys(values).length === 0) throw new NodeError('There is nothing to write: no column has a value');
  if (matching && match.length === 0) throw new NodeError('Choose the column to match on');
  for (const column of matching ? match : []) {
    if (!Object.hasOwn(values, column)) throw new NodeError(`The column "${column}", which rows are matched on, has no value`);
  }
  return { values, match };
}

function gather(source: RowSource, item: JsonObject, matching: boolean): Row {
  const values: JsonObject = {};
  const put = (column: string, value: unknown) => { if (value !== undefined) setOwn(values, column, source.replaceEmptyStrings && value === '' ? null : value); };
  if (source.columnNames !== undefined) {
    const match = matching ? names(source.updateKey || 'id') : [];
    for (const column of new Set([...match, ...(source.columnNames.trim() === '*' ? Object.keys(item) : names(source.columnNames))])) put(column, getOwn(item, column) ?? null);
    return { values, match };
  }
  const { mapper } = source;
  if (mapper) {
    const given: Record<string, unknown> = mapper.mappingMode === 'autoMapInputData' ? item : isPlainObject(mapper.value) ? mapper.value : {};
    const removed = new Set((mapper.schema ?? []).filter(column => (column as { removed?: boolean }).removed === true).map(column => column.id));
    for (const [column, value] of Object.entries(given)) if (mapper.mappingMode === 'autoMapInputData' || !removed.has(column)) put(column, value);
    return { values, match: mapper.matchingColumns ?? [] };
  }
  const match = source.columnToMatchOn ?? '';
  if (source.dataMode === 'defineBelow') {
    for (const row of source.valuesToSend?.values ?? []) if (row.column !== '') put(row.column, row.value as Json);
    if (matching && match !== '') put(match, source.valueToMatchOn);
  } else {
    for (const [column, value] of Object.entries(item)) put(column, value);
  }
  return { values, match: match === '' ? [] : [match] };
}
