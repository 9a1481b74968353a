// INSERT, UPDATE, upsert and the three ways to delete, as statements with parameters.
import { NodeError } from '../contract';
import type { SqlStatement } from '../tools/systems';
import type { Row } from './row';
import { type Dialect, quoted, Values } from './text';
import { type WhereRow, whereText } from './where';

export interface Target { dialect: Dialect; /** Quoted, with its schema. */ table: string }

/** ` RETURNING …`; MySQL has none. */
export function returning(columns: string[] | undefined, dialect: Dialect): string {
  if (dialect === 'mysql') return '';
  const wanted = (columns ?? []).filter(column => column !== '');
  return ` RETURNING ${wanted.length === 0 || wanted.includes('*') ? '*' : wanted.map(column => quoted(column, dialect)).join(', ')}`;
}

export interface InsertOptions { ignoreConflicts?: boolean; priority?: string; replace?: boolean; returning: string }

/** One statement for rows with the same columns. */
export function insert({ dialect, table }: Target, rows: Row[], options: InsertOptions): SqlStatement {
  const values = new Values(dialect);
  const columns = [...new Set(rows.flatMap(row => Object.keys(row.values)))];
  const lists = rows.map(row => `(${columns.map(column => (Object.hasOwn(row.values, column) ? values.add(row.values[column] ?? null) : 'DEFAULT')).join(', ')})`);
  const priority = ['LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY'].includes(options.priority ?? '') ? ` ${options.priority}` : '';
  const verb = dialect === 'mysql' ? `INSERT${priority}${options.ignoreConflicts ? ' IGNORE' : ''}` : 'INSERT';
  const conflict = dialect === 'postgres' && options.ignoreConflicts ? ' ON CONFLICT DO NOTHING' : '';
  return { text: `${verb} INTO ${table} (${columns.map(column => quoted(column, dialect)).join(', ')}) VALUES ${lists.join(', ')}${conflict}${options.returning}`, values: values.list };
}

export function update({ dialect, table }: Target, { values: row, match }: Row, tail: string): SqlStatement {
  const values = new Values(dialect);
  const changed = Object.entries(row).filter(([column]) => !match.includes(column));
  if (changed.length === 0) throw new NodeError('There is nothing to update: only the columns to match on have values');
  const set = changed.map(([column, value]) => `${quoted(column, dialect)} = ${values.add(value ?? null)}`).join(', ');
  const where = match.map(column => `${quoted(column, dialect)} = ${values.add(row[column] ?? null)}`).join(' AND ');
  return { text: `UPDATE ${table} SET ${set} WHERE ${where}${tail}`, values: values.list };
}

export function upsert({ dialect, table }: Target, { values: row, match }: Row, tail: string): SqlStatement {
  const values = new Values(dialect);
  const columns = Object.keys(row);
  const changed = columns.filter(column => !match.includes(column));
  const start = `INSERT INTO ${table} (${columns.map(column => quoted(column, dialect)).join(', ')}) VALUES (${columns.map(column => values.add(row[column] ?? null)).join(', ')})`;
  const name = (column: string) => quoted(column, dialect);
  if (dialect === 'mysql') return { text: `${start} ON DUPLICATE KEY UPDATE ${(changed.length > 0 ? changed : match).map(column => `${name(column)} = VALUES(${name(column)})`).join(', ')}`, values: values.list };
  const then = changed.length > 0 ? `DO UPDATE SET ${changed.map(column => `${name(column)} = EXCLUDED.${name(column)}`).join(', ')}` : 'DO NOTHING';
  return { text: `${start} ON CONFLICT (${match.map(name).join(', ')}) ${then}${tail}`, values: values.list };
}

export function remove({ dialect, table }: Target, how: { command: string; where: WhereRow[]; combine: string; restartSequences?: boolean; cascade?: boolean }): SqlStatement {
  const values = new Values(dialect);
  const cascade = how.cascade && dialect === 'postgres' ? ' CASCADE' : '';
  if (how.command === 'drop') return { text: `DROP TABLE IF EXISTS ${table}${cascade}`, values: [] };
  if (how.command === 'delete') return { text: `DELETE FROM ${table}${whereText(how.where, how.combine, dialect, values)}`, values: values.list };
  return { text: `TRUNCATE TABLE ${table}${how.restartSequences && dialect === 'postgres' ? ' RESTART IDENTITY' : ''}${cascade}`, values: [] };
}
