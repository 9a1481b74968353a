// Values of a node's parameters, as the tables of the services ask for them.
import { getOwn, isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import type { Service, Source } from './service';

export const isSet = (value: Json | undefined): value is Json => value !== undefined && value !== null && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0);

export const isExpression = (value: Json): value is string => typeof value === 'string' && value.startsWith('=');

const isLocator = (value: Json | undefined): value is JsonObject => isPlainObject(value) && value.__rl === true;

/** Reads parameters and remembers which were read. */
export interface Reader {
  /** The first of the paths (`a.b|c`) that holds something. */
  read(paths: string): Json | undefined;
  /** What stands at a path, without counting as read. */
  peek(path: string): Json | undefined;
  wasRead(path: string): boolean;
  /** Parameters that hold something and were not read, by name; of a group those of its own that were not. */
  left(): string[];
}

export function readerOf(parameters: JsonObject, idIn: Service['idIn'] = {}): Reader {
  const used = new Set<string>();
  return {
    read(paths) {
      for (const path of paths.split('|')) {
        used.add(path);
        const value = valueAt(parameters, path, idIn);
        if (isSet(value)) return value;
      }
      return undefined;
    },
    wasRead: path => used.has(path),
    peek: path => valueAt(parameters, path, idIn),
    left: () => Object.entries(parameters).flatMap(([name, value]) => leftOf(name, value, used)),
  };
}

/** A value as expressions see it: resource locators stand for what they hold. */
function valueAt(parameters: JsonObject, path: string, idIn: NonNullable<Service['idIn']>): Json | undefined {
  let value: Json | undefined = parameters;
  for (const key of path.split('.')) {
    value = getOwn(value, key) as Json | undefined;
    if (isLocator(value)) value = getOwn(value, 'value') as Json | undefined;
  }
  const pattern = Object.hasOwn(idIn, path) ? idIn[path] : undefined;
  return pattern && typeof value === 'string' ? (pattern.exec(value.slice(0, 2000))?.[1] ?? value) : value;
}

/** Parameters that say which call it is, or how n8n carries it out: they have no place in the request. */
const ABOUT_THE_NODE = new Set(['resource', 'operation', 'authentication', 'select', 'returnAll', 'limit', 'simple', 'simplify', 'simplifyOutput', 'resolveData', 'jsonParameters', 'toolDescription', 'descriptionType', 'requestOptions']);

function leftOf(path: string, value: Json | undefined, used: ReadonlySet<string>): string[] {
  if (ABOUT_THE_NODE.has(path) || used.has(path) || !isSet(value)) return [];
  const entered = [...used].some(each => each.startsWith(`${path}.`));
  if (!isPlainObject(value) || isLocator(value) || path.split('.').length > 2) return entered || value === false ? [] : [path];
  const inside = Object.entries(value as JsonObject).flatMap(([name, inner]) => leftOf(`${path}.${name}`, inner, used));
  // A group of which nothing was read is named as one thing, but for those that every node has.
  return entered || /options|fields|filters/i.test(path) ? inside : inside.length > 0 ? [path] : [];
}

/** `{{ x }}` alone, as the code between; null for text around it. */
export function soleCode(expression: string): string | null {
  const code = /^=\s*\{\{([\s\S]*)\}\}\s*$/.exec(expression)?.[1];
  return code === undefined || code.includes('{{') || code.includes('}}') || code.trim() === '' ? null : code.trim();
}

/** What a source gives; undefined where the node has nothing for it. */
export function take(source: Source, reader: Reader): Json | undefined {
  if (typeof source === 'string') {
    const [paths = '', constant] = source.split(/(?:^|\|)=/, 2);
    return (paths === '' ? undefined : reader.read(paths)) ?? constant;
  }
  if ('constant' in source) return source.constant;
  if ('words' in source) return split(reader.read(source.words));
  if ('json' in source) return parsed(reader.read(source.json));
  if ('mapped' in source) return mapping(reader.read(source.mapped));
  if ('values' in source) return listOf(reader.read(source.values));
  if ('each' in source) return column(reader.read(source.each), source.of);
  return objectOfRows(reader.read(source.rows), source.name, source.value);
}

/** The plain values of a group that were not read yet, under their own names: for groups whose names are those of the service. */
export function spread(path: string, reader: Reader): [string, Json][] {
  const group = reader.peek(path);
  if (!isPlainObject(group)) return [];
  return Object.keys(group).flatMap(name => {
    const value = (group as JsonObject)[name];
    if (!isSet(value) || isPlainObject(value) || name.includes('.') || name.includes('|') || reader.wasRead(`${path}.${name}`)) return [];
    reader.read(`${path}.${name}`);
    return [[name, value] satisfies [string, Json]];
  });
}

function split(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value;
  if (!value.startsWith('=')) return value.split(',').map(word => word.trim()).filter(word => word !== '');
  const code = soleCode(value);
  return code === null ? value : `={{ [${code}].flat().join(",").split(",").map(word => word.trim()) }}`;
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || isExpression(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function mapping(value: Json | undefined): Json | undefined {
  if (!isPlainObject(value)) return value;
  const { mappingMode, value: given } = value as JsonObject;
  if (mappingMode === 'autoMapInputData') return '={{ $json }}';
  return isSet(given) ? given : undefined;
}

function listOf(mapper: Json | undefined): Json | undefined {
  const given = mapping(mapper);
  if (given === undefined || typeof given === 'string') return given === undefined ? undefined : '={{ Object.values($json) }}';
  if (!isPlainObject(given)) return given;
  const schema = getOwn(mapper, 'schema');
  const names = Array.isArray(schema) ? schema.flatMap(each => { const id = getOwn(each, 'id'); return typeof id === 'string' && getOwn(each, 'removed') !== true ? [id] : []; }) : [];
  return (names.length > 0 ? names : Object.keys(given)).map(name => (getOwn(given, name) ?? '') as Json);
}

function column(rows: Json | undefined, name: string | null): Json | undefined {
  if (!Array.isArray(rows)) return rows;
  const values = rows.flatMap(row => {
    const value = name === null || !isPlainObject(row) ? row : (getOwn(row, name) as Json | undefined);
    return isSet(value) ? [value] : [];
  });
  return values.length > 0 ? values : undefined;
}

function objectOfRows(rows: Json | undefined, name: string, value: string): Json | undefined {
  if (!Array.isArray(rows)) return rows;
  const made: JsonObject = {};
  for (const row of rows) {
    const key = getOwn(row, name);
    const held = getOwn(row, value) as Json | undefined;
    if (typeof key === 'string' && key !== '' && held !== undefined) setOwn(made, key.replace(/\|.*$/, ''), held);
  }
  return isSet(made) ? made : undefined;
}
