// Tables <-> items: rows of a CSV, HTML or spreadsheet file as JSON objects, and back.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';

export interface RowOptions {
  headerRow: boolean;
  includeEmptyCells: boolean;
  /** Rows at most, after the header. */
  maxRows: number;
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null;

/** Names of columns: empty ones are `__EMPTY`, repeated ones get a number, as spreadsheets are read everywhere. */
function columnNames(header: readonly Json[], width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: Math.max(width, header.length) }, (_, index) => {
    const wanted = isEmpty(header[index]) || header[index] === '' ? '__EMPTY' : String(header[index]);
    let name = wanted;
    for (let n = 1; taken.has(name); n++) name = `${wanted}_${n}`;
    taken.add(name);
    return name;
  });
}

/** Items of a table whose empty cells are null; without a header row each is `{ row: [...] }`. */
export function rowsToJson(rows: readonly (readonly Json[])[], options: RowOptions): JsonObject[] {
  if (!options.headerRow) {
    const width = options.includeEmptyCells ? rows.reduce((most, row) => Math.max(most, row.length), 0) : 0;
    return rows.slice(0, options.maxRows).map(row => ({ row: options.includeEmptyCells ? Array.from({ length: width }, (_, index) => row[index] ?? '') : [...row] }));
  }
  const [header = [], ...body] = rows;
  const names = columnNames(header, body.reduce((width, row) => Math.max(width, row.length), 0));
  return body.slice(0, options.maxRows).map(row => {
    const json: JsonObject = {};
    names.forEach((name, index) => {
      const value = row[index];
      if (!isEmpty(value) || options.includeEmptyCells) setOwn(json, name, value ?? '');
    });
    return json;
  });
}

/** `{ a: { b: [1] } }` -> `{ 'a.b.0': 1 }`. */
function flattened(value: Json, prefix: string, target: JsonObject): JsonObject {
  if (Array.isArray(value) || isPlainObject(value)) {
    for (const [key, inner] of Object.entries(value as JsonObject)) flattened(inner, prefix === '' ? key : `${prefix}.${key}`, target);
  } else setOwn(target, prefix, value);
  return target;
}

/** All items as a table with one column for each field that occurs. */
export function jsonToRows(items: readonly JsonObject[], headerRow: boolean): Json[][] {
  const flat = items.map(json => flattened(json, '', {}));
  const names = [...new Set(flat.flatMap(json => Object.keys(json)))];
  const rows = flat.map(json => names.map(name => (Object.hasOwn(json, name) ? (json[name] ?? null) : null)));
  return headerRow ? [names, ...rows] : rows;
}
