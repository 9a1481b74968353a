// n8n's extension methods on dates (engine.md 6.3), for Luxon's DateTime and JavaScript's Date alike.
import { DateTime, type DateTimeUnit, type DurationUnit } from 'luxon';
import { type Methods, numberAt, textAt } from './arguments';
import { dateTimeOf, unitOf } from './dates';
import { ExpressionError } from './errors';
import { dateTimeMethods, formatAt, optionsAt } from './methods-date';
import type { Frame } from './values';

function difference(from: DateTime, to: DateTime, units: unknown): unknown {
  const list = (Array.isArray(units) ? units : [units]).map(unit => unitOf(unit, 'days') as DurationUnit);
  const span = from.diff(to, list);
  return list.length === 1 ? span.as(list[0] as DurationUnit) : span.toObject();
}

const EXTRA_PARTS: Record<string, keyof DateTime> = { week: 'weekNumber', weekDay: 'weekday', weekday: 'weekday', yearDayNumber: 'ordinal', dayOfYear: 'ordinal', weekNumber: 'weekNumber' };

function extract(self: DateTime, args: readonly unknown[], frame: Frame): unknown {
  const name = args[0] === undefined ? 'week' : textAt(args, 0, frame);
  const extra = Object.hasOwn(EXTRA_PARTS, name) ? EXTRA_PARTS[name] : undefined;
  return self[extra ?? (unitOf(name, 'week').replace(/s$/, '') as keyof DateTime)];
}

export const dateExtensions: Methods<DateTime> = {
  beginningOf: (self, args) => self.startOf(unitOf(args[0], 'week').replace(/s$/, '') as DateTimeUnit),
  // n8n counts from the argument to the date: a later argument gives a negative number (engine.md 13).
  diffTo: (self, args, frame) => difference(self, dateTimeOf(args[0], frame), args[1]),
  diffToNow: (self, args, frame) => difference(self, DateTime.fromMillis(frame.scope.now(), { zone: self.zone }), args[0]),
  endOfMonth: self => self.endOf('month'),
  extract,
  format: (self, args, frame) => (args[0] === undefined ? self.toISO() : self.toFormat(formatAt(args, 0, frame), optionsAt(args, 1))),
  isBetween: (self, args, frame) => {
    if (args.length < 2) throw new ExpressionError('type', 'isBetween() needs two dates');
    const [a, b] = [dateTimeOf(args[0], frame), dateTimeOf(args[1], frame)];
    const [first, last] = a <= b ? [a, b] : [b, a];
    return self > first && self < last;
  },
  isDst: self => self.isInDST,
  isInLast: (self, args, frame) => {
    const now = DateTime.fromMillis(frame.scope.now(), { zone: self.zone });
    const start = now.minus({ [unitOf(args[1], 'minutes')]: numberAt(args, 0, frame) ?? 0 });
    return self >= start && self <= now;
  },
  isWeekend: self => self.weekday > 5,
  toDateTime: self => self,
  toInt: self => self.toMillis(),
  toNumber: self => self.toMillis(),
  toFloat: self => self.toMillis(),
};

/** n8n gives a Date the Luxon arithmetic too; the result is a DateTime. */
export const jsDateExtensions: Methods<Date> = Object.fromEntries(
  [...Object.entries(dateExtensions), ...Object.entries(dateTimeMethods).filter(([name]) => name === 'plus' || name === 'minus')].map(([name, run]) => [
    name,
    (self: Date, args: readonly unknown[], frame: Frame) => run(DateTime.fromJSDate(self, { zone: frame.scope.timezone }), args, frame),
  ]),
);
