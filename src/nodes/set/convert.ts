// Converts values to the type a field of Edit fields declares.
import { isPlainObject, type Json } from '~/lib/json';
import { NodeError } from '../contract';

const WANTED: Record<string, string> = { number: 'a number', boolean: 'a boolean', array: 'a list', object: 'an object' };

function parsed(value: Json, fits: (value: unknown) => boolean): Json | undefined {
  if (fits(value)) return value;
  if (typeof value !== 'string') return undefined;
  try {
    const inner = JSON.parse(value) as Json;
    return fits(inner) ? inner : undefined;
  } catch {
    return undefined;
  }
}

function toBoolean(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

function convert(value: Json, type: string): Json | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    case 'number': {
      if (typeof value === 'number') return value;
      const number = Number(value);
      return Number.isNaN(number) ? undefined : number;
    }
    case 'boolean':
      return toBoolean(value);
    case 'array':
      return parsed(value, Array.isArray);
    case 'object':
      return parsed(value, isPlainObject);
    default:
      return value;
  }
}

/** As versions 1 and 2 take a value; undefined leaves the field out. */
export function oldValue(value: Json | undefined, type: 'any' | 'numeric' | 'truthy'): Json | undefined {
  if (type === 'truthy') return Boolean(value);
  if (type === 'any' || typeof value !== 'string') return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

/** null and undefined become null. Throws NodeError, or with `lenient` gives the value as it is. */
export function convertValue(name: string, value: Json | undefined, type: string, lenient: boolean): Json {
  if (value === undefined || value === null) return null;
  const converted = convert(value, type);
  if (converted !== undefined) return converted;
  if (lenient) return value;
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  throw new NodeError(`'${name}' expects ${WANTED[type] ?? type} but we got '${shown.slice(0, 80)}'`, {
    description: 'Change the type of the field, or switch on "Ignore type conversion errors".',
  });
}
