// WHERE and ORDER BY from rows of parameters.
import { NodeError } from '../contract';
import { type Dialect, quoted, type Values } from './text';

export interface WhereRow { column: string; condition: string; value: unknown }
export interface SortRow { column: string; direction: string }

const OPERATORS: Record<string, string> = { equal: '=', '=': '=', '!=': '!=', '<>': '<>', LIKE: 'LIKE', 'NOT LIKE': 'NOT LIKE', ILIKE: 'ILIKE', '>': '>', '<': '<', '>=': '>=', '<=': '<=', 'IS NULL': 'IS NULL', 'IS NOT NULL': 'IS NOT NULL' };

export function whereText(rows: WhereRow[], combine: string, dialect: Dialect, values: Values): string {
  const parts = rows.filter(row => row.column !== '').map(row => {
    const operator = OPERATORS[row.condition || 'equal'];
    if (!operator) throw new NodeError(`"${row.condition}" is not a condition`);
    if (operator.startsWith('IS')) return `${quoted(row.column, dialect)} ${operator}`;
    return `${quoted(row.column, dialect)} ${operator} ${values.add(numberIn(row.value, operator, dialect) as never)}`;
  });
  return parts.length === 0 ? '' : ` WHERE ${parts.join(combine === 'OR' ? ' OR ' : ' AND ')}`;
}

/** MySQL compares numbers and texts as it pleases; a number that is written as text is sent as a number. */
const numberIn = (value: unknown, operator: string, dialect: Dialect): unknown =>
  dialect === 'mysql' && /[<>]/.test(operator) && typeof value === 'string' && value.trim() !== '' && Number.isSafeInteger(Number(value)) ? Number(value) : value ?? null;

export function sortText(rows: SortRow[], dialect: Dialect): string {
  const parts = rows.filter(row => row.column !== '').map(row => `${quoted(row.column, dialect)} ${row.direction === 'DESC' ? 'DESC' : 'ASC'}`);
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}
