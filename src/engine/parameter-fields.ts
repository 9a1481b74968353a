// How a written parameter becomes a value of its field's kind: which fields apply, defaults, locators, conversions.
import { RE2JS } from 're2js';
import { getOwn, isPlainObject, type JsonObject } from '~/lib/json';
import type { Condition, Field, Fields } from '~/nodes/fields';

export interface FieldContext {
  /** Raw parameters of the node. */
  top: JsonObject;
  topFields: Fields;
  typeVersion: number;
}

type Range = { from?: number; to?: number };

const isList = (value: Condition[string]): value is readonly (string | number | boolean)[] => Array.isArray(value);

/** What a field holds when nothing is written. Undefined only for notices. */
export function defaultOf(field: Field): unknown {
  switch (field.kind) {
    case 'collection': case 'group': case 'rows': case 'assignments': case 'conditions': return {};
    case 'mapper': return { mappingMode: 'defineBelow', value: null };
    case 'notice': return undefined;
    default: return field.default;
  }
}

function holds(condition: Condition, siblings: JsonObject, fields: Fields, context: FieldContext): { all: boolean; any: boolean } {
  let all = true;
  let any = false;
  for (const [key, wanted] of Object.entries(condition)) {
    const met = matches(key, wanted, siblings, fields, context);
    all &&= met;
    any ||= met;
  }
  return { all, any };
}

function matches(key: string, wanted: Condition[string], siblings: JsonObject, fields: Fields, context: FieldContext): boolean {
  if (key === '@version') return isList(wanted) ? wanted.includes(context.typeVersion) : inRange(context.typeVersion, wanted);
  const fromTop = key.startsWith('/');
  const name = fromTop ? key.slice(1) : key;
  const written = getOwn(fromTop ? context.top : siblings, name);
  const field = getOwn(fromTop ? context.topFields : fields, name) as Field | undefined;
  const value = plainValue(written ?? (field ? defaultOf(field) : undefined));
  // A sibling that is an expression may become anything, so the field is taken to apply, as n8n does.
  if (typeof value === 'string' && value.startsWith('=')) return true;
  if (!isList(wanted)) return typeof value === 'number' && inRange(value, wanted);
  return Array.isArray(value) ? value.some(each => wanted.includes(each as string)) : wanted.includes(value as string);
}

const inRange = (value: number, range: Range): boolean => value >= (range.from ?? Number.NEGATIVE_INFINITY) && value <= (range.to ?? Number.POSITIVE_INFINITY);

/** Whether a field applies to these values (`show`, `hide`). */
export function applies(field: Field, siblings: JsonObject, fields: Fields, context: FieldContext): boolean {
  if (field.show && !holds(field.show, siblings, fields, context).all) return false;
  return !(field.hide && holds(field.hide, siblings, fields, context).any);
}

/** A locator's chosen value; anything else as it is. With `__regex` the first group of it. */
export function plainValue(value: unknown): unknown {
  if (!isPlainObject(value) || value.__rl !== true) return value;
  return value.value;
}

/** Converts a resolved value to the field's kind. Lenient: what cannot be converted stays as it is. */
export function convert(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'string': case 'code': case 'dateTime': return text(value);
    case 'number': return number(value);
    case 'boolean': return boolean(value);
    case 'multiOptions': return Array.isArray(value) ? value : typeof value === 'string' ? value.split(',').map(part => part.trim()).filter(part => part !== '') : value === null || value === undefined ? [] : [value];
    case 'options': return value;
    case 'locator': return locator(value);
    case 'json': return value ?? null;
    case 'notice': return undefined;
    default: return isPlainObject(value) ? value : defaultOf(field);
  }
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function number(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? Number.NaN;
  return value.trim() === '' ? Number.NaN : Number(value);
}

function boolean(value: unknown): unknown {
  if (value === 'true') return true;
  if (value === 'false' || value === null || value === undefined) return false;
  return value;
}

function locator(value: unknown): string {
  const chosen = text(plainValue(value));
  const pattern = isPlainObject(value) && value.__rl === true ? value.__regex : undefined;
  if (typeof pattern !== 'string') return chosen;
  return firstGroup(pattern, chosen) ?? chosen;
}

/** The pattern comes from the file, so it runs in the linear-time engine like every other. */
function firstGroup(source: string, subject: string): string | undefined {
  try {
    const matcher = RE2JS.compile(RE2JS.translateRegExp(source)).matcher(subject);
    return matcher.find() && matcher.groupCount() > 0 ? (matcher.group(1) ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
