// Methods and getters of Luxon values and of JavaScript's Date that expressions may use.
import { DateTime, type DateTimeUnit, Duration, type DurationLike, type DurationUnit, Interval } from 'luxon';
import { type Methods, numberAt, optionalText, textAt } from './arguments';
import { boundedName } from '~/lib/luxon';
import { dateTimeOf, unitOf } from './dates';
import { ExpressionError, QuietError } from './errors';
import { type Frame, kindOf, toNumber } from './values';

type Options = Record<string, unknown>;

/** An options argument as Luxon takes it: a plain object of ours or the user's, never a class. */
export function optionsAt(args: readonly unknown[], index: number): Options {
  const given = args[index];
  if (kindOf(given) !== 'object') return {};
  const options = given as Options;
  for (const key of ['zone', 'timeZone', 'locale']) {
    const name = options[key];
    if (typeof name === 'string' && boundedName(name) !== name) throw new QuietError(`The ${key} is too long to be one`);
  }
  return options;
}

/** A Duration from a Duration, `{ days: 1 }`, or an amount with a unit (n8n's form); milliseconds without one. */
export function durationOf(args: readonly unknown[], frame: Frame): DurationLike {
  const value = args[0];
  if (typeof value === 'number' || typeof value === 'string') {
    if (args[1] === undefined) return toNumber(value, frame);
    return { [unitOf(args[1], 'days')]: toNumber(value, frame) };
  }
  if (kindOf(value) === 'duration') return value as Duration;
  if (kindOf(value) === 'object') return value as DurationLike;
  throw new QuietError('Not a duration');
}

const unitArgument = (args: readonly unknown[], fallback: string): DateTimeUnit => unitOf(args[0], fallback).replace(/s$/, '') as DateTimeUnit;

const unitList = (value: unknown, fallback: string): DurationUnit[] =>
  (Array.isArray(value) ? value : [value]).map(unit => unitOf(unit, fallback) as DurationUnit);

const getters = ['year', 'quarter', 'month', 'day', 'hour', 'minute', 'second', 'millisecond', 'weekYear', 'weekNumber', 'weekday', 'ordinal', 'monthShort', 'monthLong',
  'weekdayShort', 'weekdayLong', 'offset', 'offsetNameShort', 'offsetNameLong', 'isOffsetFixed', 'isInDST', 'isInLeapYear', 'daysInMonth', 'daysInYear', 'weeksInWeekYear',
  'isValid', 'invalidReason', 'invalidExplanation', 'locale', 'numberingSystem', 'outputCalendar', 'zoneName', 'localWeekday', 'localWeekNumber', 'localWeekYear'] as const;

export const dateTimeGetters: ReadonlySet<string> = new Set(getters);
export const durationGetters: ReadonlySet<string> = new Set(['years', 'quarters', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds', 'isValid', 'invalidReason', 'locale']);
export const intervalGetters: ReadonlySet<string> = new Set(['start', 'end', 'isValid', 'invalidReason']);

/** Characters of a format that text is read by. */
export const MAX_READ_FORMAT = 100;

export function formatAt(args: readonly unknown[], index: number, frame: Frame, limit = 1_000): string {
  const format = textAt(args, index, frame);
  if (format.length > limit) throw new ExpressionError('limit', `The date format may have at most ${limit} characters`);
  frame.budget.text(format.length * 8);
  frame.budget.step(100);
  return format;
}

const plain = (name: 'toISODate' | 'toISOWeekDate' | 'toSQLDate' | 'toHTTP' | 'toRFC2822' | 'toBSON' | 'toJSDate' | 'toMillis' | 'toSeconds' | 'toUnixInteger' | 'toJSON' | 'valueOf'): Methods<DateTime>[string] =>
  (self, _args, frame) => {
    frame.budget.allocate(64);
    return self[name]();
  };

export const dateTimeMethods: Methods<DateTime> = {
  diff: (self, args, frame) => self.diff(dateTimeOf(args[0], frame), args[1] === undefined ? undefined : unitList(args[1], 'milliseconds'), optionsAt(args, 2)),
  diffNow: (self, args, frame) => self.diff(DateTime.fromMillis(frame.scope.now()), args[0] === undefined ? undefined : unitList(args[0], 'milliseconds'), optionsAt(args, 1)),
  endOf: (self, args) => self.endOf(unitArgument(args, 'day')),
  equals: (self, args) => DateTime.isDateTime(args[0]) && self.equals(args[0]),
  get: (self, args, frame) => {
    const name = textAt(args, 0, frame);
    return dateTimeGetters.has(name) ? (self[name as keyof DateTime] as unknown) : undefined;
  },
  hasSame: (self, args, frame) => self.hasSame(dateTimeOf(args[0], frame), unitOf(args[1], 'day').replace(/s$/, '') as DateTimeUnit),
  minus: (self, args, frame) => self.minus(durationOf(args, frame)),
  plus: (self, args, frame) => self.plus(durationOf(args, frame)),
  reconfigure: (self, args) => self.reconfigure(optionsAt(args, 0)),
  set: (self, args) => self.set(optionsAt(args, 0)),
  setLocale: (self, args, frame) => self.setLocale(boundedName(textAt(args, 0, frame))),
  setZone: (self, args, frame) => self.setZone(args[0] === undefined ? frame.scope.timezone : boundedName(textAt(args, 0, frame)), optionsAt(args, 1)),
  startOf: (self, args) => self.startOf(unitArgument(args, 'day')),
  toBSON: plain('toBSON'),
  toFormat: (self, args, frame) => self.toFormat(formatAt(args, 0, frame), optionsAt(args, 1)),
  toHTTP: plain('toHTTP'),
  toISO: (self, args, frame) => {
    frame.budget.allocate(64);
    return self.toISO(optionsAt(args, 0));
  },
  toISODate: plain('toISODate'),
  toISOTime: (self, args) => self.toISOTime(optionsAt(args, 0)),
  toISOWeekDate: plain('toISOWeekDate'),
  toJSDate: plain('toJSDate'),
  toJSON: plain('toJSON'),
  toLocal: (self, _args, frame) => self.setZone(frame.scope.timezone),
  toLocaleString: (self: DateTime, args: readonly unknown[], frame: Frame) => {
    frame.budget.step(200);
    return self.toLocaleString(typeof args[0] === 'object' ? optionsAt(args, 0) : undefined, optionsAt(args, 1));
  },
  toMillis: plain('toMillis'),
  toObject: self => self.toObject(),
  toRFC2822: plain('toRFC2822'),
  toRelative: (self, args, frame) => self.toRelative({ ...optionsAt(args, 0), base: DateTime.fromMillis(frame.scope.now()) }),
  toRelativeCalendar: (self, args, frame) => self.toRelativeCalendar({ ...optionsAt(args, 0), base: DateTime.fromMillis(frame.scope.now(), { zone: self.zone }) }),
  toSQL: (self, args) => self.toSQL(optionsAt(args, 0)),
  toSQLDate: plain('toSQLDate'),
  toSQLTime: (self, args) => self.toSQLTime(optionsAt(args, 0)),
  toSeconds: plain('toSeconds'),
  toString: (self: DateTime, _args: readonly unknown[], frame: Frame) => {
    frame.budget.allocate(64);
    return self.toString();
  },
  toUTC: (self, args, frame) => self.toUTC(numberAt(args, 0, frame), optionsAt(args, 1)),
  toUnixInteger: plain('toUnixInteger'),
  until: (self, args, frame) => Interval.fromDateTimes(self, dateTimeOf(args[0], frame)),
  valueOf: plain('valueOf'),
};

export const durationMethods: Methods<Duration> = {
  as: (self, args) => self.as(unitOf(args[0], 'milliseconds') as DurationUnit),
  equals: (self, args) => Duration.isDuration(args[0]) && self.equals(args[0]),
  get: (self, args) => self.get(unitOf(args[0], 'milliseconds') as keyof Duration & DurationUnit as never),
  minus: (self, args, frame) => self.minus(durationOf(args, frame)),
  negate: self => self.negate(),
  normalize: self => self.normalize(),
  plus: (self, args, frame) => self.plus(durationOf(args, frame)),
  rescale: self => self.rescale(),
  set: (self, args) => self.set(optionsAt(args, 0)),
  shiftTo: (self, args) => self.shiftTo(...args.map(unit => unitOf(unit, 'milliseconds') as DurationUnit)),
  shiftToAll: self => self.shiftToAll(),
  toFormat: (self, args, frame) => self.toFormat(formatAt(args, 0, frame), optionsAt(args, 1)),
  toHuman: (self, args, frame) => {
    frame.budget.step(200);
    return self.toHuman(optionsAt(args, 0));
  },
  toISO: self => self.toISO(),
  toISOTime: (self, args) => self.toISOTime(optionsAt(args, 0)),
  toJSON: self => self.toJSON(),
  toMillis: self => self.toMillis(),
  toObject: self => self.toObject(),
  toString: (self: Duration) => self.toString(),
  valueOf: (self: Duration) => self.valueOf(),
};

export const intervalMethods: Methods<Interval> = {
  contains: (self, args, frame) => self.contains(dateTimeOf(args[0], frame)),
  count: (self, args) => self.count(unitArgument(args, 'milliseconds')),
  hasSame: (self, args) => self.hasSame(unitArgument(args, 'day')),
  isAfter: (self, args, frame) => self.isAfter(dateTimeOf(args[0], frame)),
  isBefore: (self, args, frame) => self.isBefore(dateTimeOf(args[0], frame)),
  isEmpty: self => self.isEmpty(),
  length: (self, args) => self.length(unitOf(args[0], 'milliseconds') as DurationUnit),
  overlaps: (self, args) => Interval.isInterval(args[0]) && self.overlaps(args[0]),
  splitBy: (self, args, frame) => {
    const step = durationOf(args, frame);
    const pieces = self.length('milliseconds') / Math.max(1, Duration.fromDurationLike(step).toMillis());
    frame.budget.allocate(Math.ceil(Math.abs(pieces) || 1) * 512);
    return self.splitBy(step);
  },
  toDuration: (self, args) => self.toDuration(args[0] === undefined ? undefined : unitList(args[0], 'milliseconds')),
  toFormat: (self, args, frame) => self.toFormat(formatAt(args, 0, frame), { separator: optionalText(Object.values(optionsAt(args, 1)), 0, frame) ?? ' – ' }),
  toISO: self => self.toISO(),
  toISODate: self => self.toISODate(),
  toString: (self: Interval) => self.toISO(),
};
