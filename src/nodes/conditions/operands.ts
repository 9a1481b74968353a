// Brings the two sides of a condition to the type its operator names, strictly or with conversion.
import { DateTime } from 'luxon';
import { isPlainObject } from '~/lib/json';
import type { OperandType } from '../fields';

export type Parsed = { ok: true; value: unknown } | { ok: false };
const ok = (value: unknown): Parsed => ({ ok: true, value });
const FAILED: Parsed = { ok: false };

/** Version 0 compares as If version 1 did; from 2 on a boolean is read from text, from 3 on nothing but blanks is no number. */
export interface Reading { strict: boolean; version: number; zone: string }

/** Milliseconds since 1970 of ISO, HTTP, RFC 2822 or SQL text (without offset: in `zone`), a number, or a date object. */
export function parseMoment(value: unknown, zone: string): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (DateTime.isDateTime(value)) return value.isValid ? value.toMillis() : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const text = value.trim();
  for (const read of [DateTime.fromISO, DateTime.fromHTTP, DateTime.fromRFC2822, DateTime.fromSQL]) {
    const moment = read(text, { zone });
    if (moment.isValid) return moment.toMillis();
  }
  const millis = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(millis) ? null : millis;
}

function parseJson(value: unknown, fits: (parsed: unknown) => boolean): Parsed {
  if (typeof value !== 'string') return FAILED;
  try {
    const parsed: unknown = JSON.parse(value);
    return fits(parsed) ? ok(parsed) : FAILED;
  } catch {
    return FAILED;
  }
}

function toText(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** Also what is no text counts by its text: 5 is in May. A number is never milliseconds. */
function toMoment(value: unknown, { strict, version, zone }: Reading): Parsed {
  const byText = typeof value === 'number' || Array.isArray(value);
  const text = String(value);
  const own = version === 0 && !strict ? parseMoment(value, zone) : parseMoment(byText ? text : value, zone) ?? (byText || typeof value === 'string' ? Date.parse(text) : null);
  return own === null || Number.isNaN(own) ? FAILED : ok(own);
}

function toBoolean(value: unknown, version: number): boolean {
  if (version === 1) return Boolean(value);
  if (typeof value === 'string' && value.toLowerCase() === 'false') return false;
  return isBlank(value) || Number(value) !== 0 ? Boolean(value) : false;
}

/** null and undefined pass as they are: comparisons with them are false. */
export function parseOperand(value: unknown, type: OperandType, reading: Reading): Parsed {
  const { strict, version } = reading;
  if (value === null || value === undefined || type === 'any') return ok(value);
  switch (type) {
    case 'string':
      if (typeof value === 'string') return ok(value);
      return strict ? FAILED : ok(toText(value));
    case 'number': {
      if (typeof value === 'number') return ok(value);
      if (version >= 3 && (isBlank(value) || (Array.isArray(value) && value.length === 0))) return ok(null);
      if (strict) return FAILED;
      const number = Number(value);
      return Number.isNaN(number) ? FAILED : ok(number);
    }
    case 'boolean':
      if (typeof value === 'boolean') return ok(value);
      return strict ? FAILED : ok(toBoolean(value, version));
    case 'dateTime':
      return toMoment(value, reading);
    case 'array':
      if (Array.isArray(value)) return ok(value);
      return strict ? FAILED : parseJson(value, Array.isArray);
    case 'object':
      if (isPlainObject(value)) return ok(value);
      return strict ? FAILED : parseJson(value, isPlainObject);
  }
}

/** `the text "abc"`, `a number`: for messages. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return `the text "${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (Array.isArray(value)) return 'a list';
  if (value === undefined || value === null) return value === null ? 'null' : 'missing';
  if (typeof value === 'object' && value !== null) return 'an object';
  return `the ${typeof value} ${String(value)}`;
}
