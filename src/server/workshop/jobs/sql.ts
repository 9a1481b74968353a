// One query over lists of objects, in an SQLite that lives in memory for it (WebAssembly, no files, no network).
import initSqlJs, { type Database, type SqlValue } from 'sql.js';
import { messageOf } from '~/lib/errors';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { Jobs } from '~/nodes/tools/jobs';

const MAX_ROWS = 500_000;
const MAX_COLUMNS = 1900;
/**
 * Stands first in every table and says which item a row is. First, because an index SQLite makes for a join then keeps the order
 * of the items.
 */
const itemColumn = (input: number): string => `__item${input + 1}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** What the values of a field are, so that they come out as they went in. */
interface FieldKinds {
  null: boolean;
  boolean: boolean;
  object: boolean;
  other: boolean;
}

function kindsOf(tables: readonly JsonObject[][]): Map<string, FieldKinds> {
  const kinds = new Map<string, FieldKinds>();
  for (const json of tables.flat()) {
    for (const [name, value] of Object.entries(json)) {
      const kind = kinds.get(name) ?? { null: false, boolean: false, object: false, other: false };
      kind[value === null ? 'null' : typeof value === 'boolean' ? 'boolean' : typeof value === 'object' ? 'object' : 'other'] = true;
      kinds.set(name, kind);
    }
  }
  return kinds;
}

/** SQLite takes `a` and `A` for one column: the first name wins. */
function columnsOf(rows: readonly JsonObject[]): string[] {
  const columns = new Map<string, string>();
  for (const json of rows) for (const name of Object.keys(json)) if (name !== '' && !columns.has(name.toLowerCase())) columns.set(name.toLowerCase(), name);
  if (columns.size > MAX_COLUMNS) throw new NodeError(`The items have more than ${MAX_COLUMNS} fields`);
  return [...columns.values()];
}

function stored(value: Json | undefined): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function load(database: Database, rows: readonly JsonObject[], input: number): void {
  const columns = columnsOf(rows);
  const table = `input${input + 1}`;
  database.run(`CREATE TABLE ${table} (${[itemColumn(input), ...columns].map(quoted).join(', ')})`);
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: columns.length + 1 }, () => '?').join(', ')})`);
  database.run('BEGIN');
  for (const [index, json] of rows.entries()) insert.run([index, ...columns.map(name => stored(Object.hasOwn(json, name) ? json[name] : undefined))]);
  database.run('COMMIT');
  insert.free();
}

function shown(value: SqlValue, kind: FieldKinds | undefined): Json | undefined {
  // A field that is missing is no field; one that is null somewhere, or computed, stays null.
  if (value === null) return kind === undefined || kind.null ? null : undefined;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (kind?.boolean && !kind.object && !kind.other && (value === 0 || value === 1)) return value === 1;
  if (kind?.object && typeof value === 'string') {
    try {
      const parsed = JSON.parse(value) as Json;
      if (Array.isArray(parsed) || isPlainObject(parsed)) return parsed;
    } catch {
      return value;
    }
  }
  return value;
}

type Row = Jobs['sql']['output'][number];

function rowOf(names: readonly string[], values: readonly SqlValue[], kinds: Map<string, FieldKinds>): Row {
  const json: JsonObject = {};
  const items: { input: number; item: number }[] = [];
  let linked = false;
  names.forEach((name, at) => {
    const value = values[at] ?? null;
    const input = /^__item(\d+)$/.exec(name)?.[1];
    if (input !== undefined) {
      linked = true;
      if (typeof value === 'number' && !items.some(each => each.input === Number(input) - 1)) items.push({ input: Number(input) - 1, item: value });
      return;
    }
    const made = shown(value, kinds.get(name));
    // Of columns with the same name the last one that has a value counts.
    if (made !== undefined && (made !== null || !Object.hasOwn(json, name))) setOwn(json, name, made);
  });
  return linked ? { json, items } : { json };
}

/**
 * The query with the item columns of its tables in front, for a plain SELECT whose rows come from one row of each table. Null for
 * any other: sums, unions and the like come from no single row.
 */
function withItems(query: string, inputs: number): string | null {
  const bare = query.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  if (!/^\s*select\s/i.test(bare) || /;\s*\S/.test(bare)) return null;
  if ((bare.match(/\bselect\b/gi) ?? []).length !== 1) return null;
  if (/\b(distinct|union|intersect|except|group\s+by|having|over)\b|\b(count|sum|avg|min|max|total|group_concat|string_agg|json_group_\w+)\s*\(/i.test(bare)) return null;
  const columns = Array.from({ length: inputs }, (_, input) => input).filter(input => new RegExp(`\\binput${input + 1}\\b`, 'i').test(bare)).map(itemColumn);
  return columns.length === 0 ? null : query.replace(/^(\s*select)\s/i, `$1 ${columns.join(', ')}, `);
}

function rowsOf(database: Database, query: string, kinds: Map<string, FieldKinds>): Row[] {
  const rows: Row[] = [];
  for (const statement of database.iterateStatements(query)) {
    const names = statement.getColumnNames();
    while (statement.step()) {
      if (rows.length >= MAX_ROWS) throw new NodeError(`The query gives more than ${MAX_ROWS} rows`);
      rows.push(rowOf(names, statement.get(), kinds));
    }
  }
  return rows;
}

export async function sql({ tables, query }: Jobs['sql']['input']): Promise<Jobs['sql']['output']> {
  const { Database: Sqlite } = await initSqlJs();
  const database = new Sqlite();
  try {
    for (const [input, rows] of tables.entries()) load(database, rows, input);
    database.run('PRAGMA query_only = ON');
    const kinds = kindsOf(tables);
    const linked = withItems(query, tables.length);
    if (linked === null) return rowsOf(database, query, kinds);
    try {
      return rowsOf(database, linked, kinds);
    } catch {
      // The error of the query as the person wrote it.
      return rowsOf(database, query, kinds);
    }
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw new NodeError(`The query failed: ${messageOf(error, 500)}`, { description: 'Queries are SQLite. The inputs are the tables input1, input2 and so on; objects and lists are JSON text.' });
  } finally {
    database.close();
  }
}
