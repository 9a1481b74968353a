// The body of an offered request: fields one by one where all is plain text, else one JSON text.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { isExpression, soleCode } from './values';

/** A value under its name in the body; a name may be a path (`items[0].name`), `''` is the whole body. */
export interface Entry {
  name: string;
  value: Json;
}

export const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Parameters of an HTTP request of version 4.2 that send the entries. */
export function bodyOf(entries: readonly Entry[], form: boolean): JsonObject {
  const [first] = entries;
  if (!first) return {};
  if (form) return { sendBody: true, contentType: 'form-urlencoded', bodyParameters: { parameters: entries.map(({ name, value }) => ({ name, value: textOf(value) })) } };
  if (first.name !== '' && entries.every(({ name, value }) => typeof value === 'string' && !/[.[]/.test(name))) return { sendBody: true, bodyParameters: { parameters: entries.map(({ name, value }) => ({ name, value })) } };
  const whole = first.name === '' ? first.value : nested(entries);
  return { sendBody: true, specifyBody: 'json', jsonBody: typeof whole === 'string' ? whole : jsonText(whole) };
}

function nested(entries: readonly Entry[]): JsonObject {
  const root: JsonObject = {};
  for (const { name, value } of entries) {
    const keys = name.replace(/\[(\d+)\]/g, '.$1').split('.');
    let at = root as Record<string, Json>;
    keys.forEach((key, index) => {
      if (index === keys.length - 1) setOwn(at, key, value);
      else {
        const inner = at[key];
        const held = isPlainObject(inner) || Array.isArray(inner) ? inner : /^\d+$/.test(keys[index + 1] as string) ? [] : {};
        at[key] = held as Json;
        at = held as Record<string, Json>;
      }
    });
  }
  return root;
}

const holdsExpression = (value: Json): boolean => (typeof value === 'object' && value !== null ? Object.values(value).some(inner => holdsExpression(inner as Json)) : isExpression(value));

/** JSON, or a template that becomes JSON: what expressions give brings its own quotes. */
function jsonText(value: Json): string {
  return holdsExpression(value) ? `=${template(value, '')}` : JSON.stringify(value, null, 2);
}

function template(value: Json, indent: string): string {
  if (isExpression(value)) return `{{ JSON.stringify(${code(value)}) }}`;
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return plain(value);
  const deeper = `${indent}  `;
  const inner = Array.isArray(value) ? value.map(each => template(each, deeper)) : Object.entries(value).map(([key, each]) => `${plain(key)}: ${template(each, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${inner.map(line => deeper + line).join(',\n')}\n${indent}${close}`;
}

/** Braces that stand in plain text must not begin an expression of the template. */
const plain = (value: Json): string => JSON.stringify(value).replaceAll('{{', '{\\u007b').replaceAll('}}', '}\\u007d');

/** The expression as code that gives its value: `Dr. {{ x }}` is its pieces put together. */
function code(expression: string): string {
  const sole = soleCode(expression);
  if (sole !== null) return sole;
  const pieces = expression.slice(1).split(/\{\{([\s\S]*?)\}\}/).flatMap((piece, index) => (index % 2 === 0 ? (piece === '' ? [] : [plain(piece)]) : piece.trim() === '' ? [] : [piece.trim()]));
  return `[${pieces.join(', ')}].join("")`;
}
