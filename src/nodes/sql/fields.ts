// Parameters that the SQL nodes share. Names are n8n's.
import { boolean, type Condition, number, options, rows, string } from '../fields';

export const OPERATIONS = [
  { value: 'deleteTable', label: 'Delete', help: 'Rows, all rows, or the table' },
  { value: 'executeQuery', label: 'Execute query' },
  { value: 'insert', label: 'Insert' },
  { value: 'upsert', label: 'Insert or update' },
  { value: 'select', label: 'Select' },
  { value: 'update', label: 'Update' },
] as const;

export const BATCHING = options({
  label: 'Query batching', default: 'single', fixed: true,
  options: [
    { value: 'single', label: 'Single query', help: 'All items in one go' },
    { value: 'independently', label: 'Independently', help: 'One query for each item; a failure does not stop the others' },
    { value: 'transaction', label: 'Transaction', help: 'All or nothing' },
  ],
});

const CONDITIONS = ['equal', '!=', 'LIKE', '>', '<', '>=', '<=', 'IS NULL', 'IS NOT NULL'].map(value => ({ value, label: value === 'equal' ? '=' : value }));

export const whereFields = (show: Condition) => ({
  where: rows({
    label: 'Select rows', key: 'values', addLabel: 'Add condition', show,
    fields: {
      column: string({ label: 'Column' }),
      condition: options({ label: 'Operator', default: 'equal', options: CONDITIONS }),
      value: string({ label: 'Value', hide: { condition: ['IS NULL', 'IS NOT NULL'] } }),
    },
  }),
  combineConditions: options({ label: 'Combine conditions', default: 'AND', options: [{ value: 'AND', label: 'AND' }, { value: 'OR', label: 'OR' }], show }),
}) as const;

export const selectFields = {
  returnAll: boolean({ label: 'Return all', show: { operation: ['select'] } }),
  limit: number({ label: 'Limit', default: 50, min: 1, show: { operation: ['select'], returnAll: [false] } }),
  sort: rows({
    label: 'Sort', key: 'values', addLabel: 'Add sort rule', show: { operation: ['select'] },
    fields: { column: string({ label: 'Column' }), direction: options({ label: 'Direction', default: 'ASC', options: [{ value: 'ASC', label: 'Ascending' }, { value: 'DESC', label: 'Descending' }] }) },
  }),
} as const;

/** `dataMode` and its fields: how rows are given where there is no resource mapper. */
export const valueFields = (version: Condition) => ({
  dataMode: options({ label: 'Data mode', default: 'autoMapInputData', show: { operation: ['insert', 'update', 'upsert'], ...version }, options: [{ value: 'autoMapInputData', label: 'Map automatically', help: 'Every field of the item is a column' }, { value: 'defineBelow', label: 'Map each column below' }] }),
  columnToMatchOn: string({ label: 'Column to match on', show: { operation: ['update', 'upsert'], ...version } }),
  valueToMatchOn: string({ label: 'Value of the column to match on', show: { operation: ['update', 'upsert'], dataMode: ['defineBelow'], ...version } }),
  valuesToSend: rows({
    label: 'Values to send', key: 'values', addLabel: 'Add value', show: { operation: ['insert', 'update', 'upsert'], dataMode: ['defineBelow'], ...version },
    fields: { column: string({ label: 'Column' }), value: string({ label: 'Value' }) },
  }),
}) as const;

export const deleteFields = {
  deleteCommand: options({
    label: 'Command', default: 'truncate', show: { operation: ['deleteTable'] },
    options: [{ value: 'truncate', label: 'Truncate', help: 'Removes all rows' }, { value: 'delete', label: 'Delete', help: 'Removes the rows that match' }, { value: 'drop', label: 'Drop', help: 'Removes the table' }],
  }),
} as const;

/** A constant SELECT only reads; anything else may write. */
export function sqlEffect(operation: unknown, query: unknown): 'read' | 'write' {
  if (operation === 'select') return 'read';
  if (operation !== 'executeQuery' && operation !== undefined) return 'write';
  return typeof query === 'string' && /^\s*(select|show|explain)\b/i.test(query) && !/[;]|\{\{|\b(into|update|delete|insert|nextval|call)\b/i.test(query.trim().replace(/;\s*$/, '')) ? 'read' : 'write';
}

/** The words of a query for the card. */
export const sqlSubtitle = (operation: unknown): string => OPERATIONS.find(known => known.value === operation)?.label ?? '';
