// Property reads: own properties of plain data, `length`, and listed getters. Nothing on a prototype is ever read.
import { QuietError } from './errors';
import { dateTimeGetters, durationGetters, intervalGetters } from './methods-date';
import { type Frame, type HostObject, type Pattern, keyOf, kindOf } from './values';

const OBJECT = Object.prototype;
const ARRAY = Array.prototype;
const own = Object.prototype.hasOwnProperty;

/** Reads `value[key]` for a key that is known to be allowed. */
export function readOwn(value: unknown, key: string, frame: Frame): unknown {
  if (typeof value === 'object' && value !== null) {
    // Luxon, Date and our own classes keep internals in own properties: only plain data may be read this way.
    const prototype = Object.getPrototypeOf(value);
    if (prototype === OBJECT || prototype === ARRAY || prototype === null) return own.call(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return readSpecial(value, key, frame);
  }
  if (typeof value === 'string') {
    if (key === 'length') return value.length;
    return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  }
  if (value === null || value === undefined) throw new QuietError(`Cannot read properties of ${value} (reading '${key.slice(0, 100)}')`);
  return undefined;
}

function readSpecial(value: object, key: string, frame: Frame): unknown {
  switch (kindOf(value)) {
    case 'host': return (value as HostObject).read(key, frame);
    case 'dateTime': return dateTimeGetters.has(key) ? (value as Record<string, unknown>)[key] : undefined;
    case 'duration': return durationGetters.has(key) ? (value as Record<string, unknown>)[key] : undefined;
    case 'interval': return intervalGetters.has(key) ? (value as Record<string, unknown>)[key] : undefined;
    case 'set': return key === 'size' ? (value as Set<unknown>).size : undefined;
    case 'regex': {
      const pattern = value as Pattern;
      if (key === 'source') return pattern.source;
      if (key === 'flags') return pattern.flags;
      if (key === 'lastIndex') return pattern.lastIndex;
      return key === 'global' ? pattern.flags.includes('g') : undefined;
    }
    default: return undefined;
  }
}

/** Reads with a computed key. */
export function readComputed(value: unknown, key: unknown, frame: Frame): unknown {
  if (typeof key === 'number' && Array.isArray(value)) return Number.isInteger(key) && key >= 0 && key < value.length ? value[key] : undefined;
  if (value === null || value === undefined) throw new QuietError(`Cannot read properties of ${value}`);
  return readOwn(value, keyOf(key, frame), frame);
}
