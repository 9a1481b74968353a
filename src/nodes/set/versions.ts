// Older shapes of the Edit fields (set) node.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';

const objectOf = (value: Json | undefined): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(row => isPlainObject(row)).map(row => row as JsonObject) : []);

const VALUE_KEYS = { stringValue: 'string', numberValue: 'number', booleanValue: 'boolean', arrayValue: 'array', objectValue: 'object' } as const;
const EMPTY: Record<string, Json> = { string: '', number: 0, boolean: true, array: '', object: '' };

/** What versions 1 and 2 do to a value: hardly anything, and a missing one leaves the field out. */
const oldType = (type: 'boolean' | 'number' | 'string', typeVersion: number): string => (type === 'boolean' ? 'truthy' : type === 'number' && typeVersion >= 2 ? 'numeric' : 'any');

/** Versions 1 and 2: `values.{string,number,boolean}[]`, `keepOnlySet`. */
function foldValues(parameters: JsonObject, typeVersion: number): JsonObject {
  const assignments: JsonObject[] = [];
  const values = objectOf(parameters.values);
  for (const type of ['boolean', 'number', 'string'] as const) {
    for (const row of listOf(values[type])) {
      const value = row.value ?? (type === 'string' ? '' : type === 'number' ? 0 : false);
      // A plain value of its type needs no rule of its own.
      const plain = typeof value === type && !(typeof value === 'string' && value.startsWith('='));
      assignments.push({ id: `folded-${assignments.length}`, name: row.name ?? 'propertyName', type: plain ? type : oldType(type, typeVersion), value });
    }
  }
  const options: JsonObject = { ...objectOf(parameters.options) };
  const keepOnlySet = parameters.keepOnlySet === true;
  if (!keepOnlySet) options.stripBinary = false;
  return {
    assignments: { assignments },
    ...(keepOnlySet ? {} : { includeOtherFields: true }),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}

/** Versions 3 to 3.2: `fields.values[]` with one key per type; all input fields are included unless it says otherwise. */
function foldFields(parameters: JsonObject): JsonObject {
  const { fields, include = 'all', ...rest } = parameters;
  const assignments = listOf(objectOf(fields).values).map((row, index): JsonObject => {
    const key = (Object.keys(VALUE_KEYS) as (keyof typeof VALUE_KEYS)[]).find(known => known === row.type) ?? 'stringValue';
    const type = VALUE_KEYS[key];
    return { id: `folded-${index}`, name: row.name ?? '', type, value: row[key] ?? (EMPTY[type] as Json) };
  });
  return {
    ...rest,
    ...(assignments.length > 0 ? { assignments: { assignments } } : {}),
    ...(include === 'none' ? {} : { includeOtherFields: true, include }),
  };
}

/** 3.3 stays 3.3: it keeps the files of its input where 3.4 drops them. */
export function foldSet(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 3.3) return { parameters, typeVersion };
  if (typeVersion >= 3) return { parameters: foldFields(parameters), typeVersion: 3.3 };
  return { parameters: foldValues(parameters, typeVersion), typeVersion: 3.4 };
}
