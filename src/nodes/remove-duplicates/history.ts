// What earlier executions have seen, in the workflow's static data: hashes of values, or the highest one.
import { createHash } from 'node:crypto';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { parseMoment } from '../conditions/operands';
import { NodeError } from '../contract';

/** One object in static data, so that nothing else there is touched. */
const KEY = 'weft:seen';

export interface History {
  /** Hashes, oldest first. */
  values: string[];
  /** Highest number or moment so far. */
  highest: number | null;
}

export function historyOf(data: JsonObject): History {
  const stored = data[KEY];
  const kept = isPlainObject(stored) ? (stored as JsonObject) : {};
  return {
    values: Array.isArray(kept.values) ? kept.values.filter(value => typeof value === 'string') : [],
    highest: typeof kept.highest === 'number' ? kept.highest : null,
  };
}

export function keepHistory(data: JsonObject, history: History): void {
  data[KEY] = { values: history.values, highest: history.highest };
}

export const clearHistory = (data: JsonObject): void => void delete data[KEY];

/** Short and the same length for any value; half the bytes are enough to tell 100,000 values apart. */
export const hashOf = (value: Json): string => createHash('sha256').update(typeof value === 'string' ? value : JSON.stringify(value)).digest('base64url').slice(0, 22);

export function numberFrom(value: unknown): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw new NodeError(`The value "${String(value)}" is not a number`);
  return number;
}

export function momentFrom(value: unknown, zone: string): number {
  const moment = parseMoment(value, zone);
  if (moment === null) throw new NodeError(`The value "${String(value)}" is not a date`);
  return moment;
}
