// SQL text of both dialects: quoted names, and placeholders turned into real parameters. Values never become text.
import { isPlainObject, type Json } from '~/lib/json';
import { NodeError } from '../contract';
import type { SqlStatement } from '../tools/systems';

export type Dialect = 'postgres' | 'mysql';

/** A name in quotes. Throws for an empty one and for NUL, which no server takes. */
export function quoted(name: string, dialect: Dialect): string {
  if (name === '') throw new NodeError('The name of a table or column is empty');
  if (name.includes('\0')) throw new NodeError('The name of a table or column holds a NUL character');
  return dialect === 'postgres' ? `"${name.replaceAll('"', '""')}"` : `\`${name.replaceAll('`', '``')}\``;
}

/** Collects values while a statement is written; `add` gives the placeholder. */
export class Values {
  readonly list: Json[] = [];
  constructor(private readonly dialect: Dialect) {}
  add(value: Json): string {
    this.list.push(value);
    return this.dialect === 'postgres' ? `$${this.list.length}` : '?';
  }
}

/** What is no placeholder: quoted texts and names, comments, dollar-quoted texts. */
const QUIET: Record<Dialect, string> = {
  postgres: String.raw`[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(?<tag>[A-Za-z_]\w*)?\$[\s\S]*?\$\k<tag>\$`,
  mysql: String.raw`'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|` + '`(?:[^`]|``)*`' + String.raw`|--\s[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/()?`,
};

/**
 * A query with `$1`, `$2` … (and `?` for MySQL) as a statement. `$1:name` puts a quoted name, `$1:csv` a list of values,
 * `$1:json` JSON text. Every text is a parameter of its own, so that the server settles each one's type by its place.
 */
export function withPlaceholders(query: string, values: Json[], dialect: Dialect): SqlStatement {
  if (values.length === 0) return { text: query, values };
  const made = new Values(dialect);
  let next = 0;
  const pattern = new RegExp(`(${QUIET[dialect]})|\\$(\\d+)(?::(name|alias|csv|list|json|raw|value)\\b|(~|\\^|#))?|(\\?)`, 'g');
  const text = query.replace(pattern, (whole, quiet: string | undefined, _tag: string | undefined, number: string | undefined, word: string | undefined, sign: string | undefined, mark: string | undefined) => {
    if (quiet !== undefined || (mark !== undefined && dialect === 'postgres')) return whole;
    const position = mark === undefined ? Number(number) : ++next;
    if (position < 1 || position > values.length) throw new NodeError(`The query uses ${mark ?? `$${position}`}, but there ${values.length === 1 ? 'is 1 query parameter' : `are ${values.length} query parameters`}`);
    const value = values[position - 1] as Json;
    switch (word ?? sign) {
      case undefined: return literal(value) ?? made.add(asText(value));
      case 'name': case 'alias': case '~': return names(value, dialect);
      case 'csv': case 'list': return (Array.isArray(value) ? value : [value]).map(each => literal(each) ?? made.add(asText(each))).join(', ') || 'NULL';
      case 'json': return made.add(JSON.stringify(value));
      default: throw new NodeError(`$${position}:${word ?? sign} would put a value into the query as text, which Weft refuses`, { description: 'Use $1 for values and $1:name for names of tables and columns.' });
    }
  });
  return { text, values: made.list };
}

/** What cannot hold any text of a stranger stands in the query itself: the server then knows its type, as it does for n8n. */
function literal(value: Json): string | null {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' && Number.isFinite(value) ? (value < 0 ? `(${value})` : String(value)) : null;
}

/** An object, or a list with one in it, is JSON text. */
const asText = (value: Json): Json => (isPlainObject(value) || (Array.isArray(value) && value.some(isPlainObject)) ? JSON.stringify(value) : value);

function names(value: Json, dialect: Dialect): string {
  if (value === '*') return '*';
  return (Array.isArray(value) ? value : [value]).map(name => quoted(String(name ?? ''), dialect)).join(', ');
}
