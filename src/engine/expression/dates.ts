// Reading moments in time from the many shapes expressions hold them in, in the workflow's zone.
import { DateTime } from 'luxon';
import { ExpressionError, QuietError } from './errors';
import { type Frame, kindOf } from './values';

/** Text in ISO 8601, HTTP, RFC 2822 or SQL form, or milliseconds as text. Throws ExpressionError when it is none of these. */
export function parseDateTime(text: string, frame: Frame): DateTime {
  const zone = frame.scope.timezone;
  const trimmed = text.trim();
  frame.budget.step(50);
  if (trimmed.length <= 100) {
    if (/^-?\d{9,16}$/.test(trimmed)) return DateTime.fromMillis(Number(trimmed), { zone });
    const readers = [DateTime.fromISO, DateTime.fromHTTP, DateTime.fromRFC2822, DateTime.fromSQL];
    for (const read of readers) {
      const parsed = read(trimmed, { zone, setZone: false });
      if (parsed.isValid) return parsed;
    }
    const native = /\d{4}/.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
    if (!Number.isNaN(native)) {
      // Date.parse takes text without an offset in the server's zone; the same digits are meant in the workflow's.
      const hasOffset = /(?:[zZ]|gmt|utc|[+-]\d\d:?\d\d)\s*(?:\(.*\))?$/i.test(trimmed);
      const local = DateTime.fromMillis(native);
      return hasOffset ? local.setZone(zone) : local.setZone(zone, { keepLocalTime: true });
    }
  }
  throw new ExpressionError('type', `"${text.slice(0, 60)}" is not a date that can be read`, { description: 'Use DateTime.fromFormat(text, format) for other formats.' });
}

/** A DateTime from a DateTime, Date, ISO text or milliseconds; throws QuietError for anything else. */
export function dateTimeOf(value: unknown, frame: Frame): DateTime {
  const zone = frame.scope.timezone;
  switch (kindOf(value)) {
    case 'dateTime': return value as DateTime;
    case 'date': return DateTime.fromJSDate(value as Date, { zone });
    case 'number': return DateTime.fromMillis(value as number, { zone });
    case 'string': return parseDateTime(value as string, frame);
    default: throw new QuietError('Not a date');
  }
}

const UNITS: ReadonlyMap<string, string> = new Map(
  ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'].flatMap(unit => [[unit, `${unit}s`], [`${unit}s`, `${unit}s`]] as [string, string][]),
);

/** `day` or `days` -> `days`. Throws ExpressionError for an unknown unit. */
export function unitOf(value: unknown, fallback: string): string {
  if (value === undefined || value === null) return fallback;
  const unit = UNITS.get(String(typeof value === 'string' ? value : '').toLowerCase());
  if (!unit) throw new ExpressionError('type', `"${typeof value === 'string' ? value.slice(0, 40) : typeof value}" is not a unit of time`);
  return unit;
}
