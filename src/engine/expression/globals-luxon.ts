// Luxon's statics, always in the workflow's zone: the library's process-wide default zone is never touched.
import { DateTime, Duration, Interval } from 'luxon';
import { textAt } from './arguments';
import { readDate } from './date-format';
import { dateTimeOf } from './dates';
import { QuietError } from './errors';
import { Global, type GlobalTable } from './global';
import { durationOf, formatAt, MAX_READ_FORMAT, optionsAt } from './methods-date';
import { type Frame, kindOf, toNumber } from './values';

function zoned(args: readonly unknown[], index: number, frame: Frame): Record<string, unknown> {
  const options = optionsAt(args, index);
  frame.budget.step(Object.keys(options).length);
  return { zone: frame.scope.timezone, ...options };
}

type TextReader = 'fromISO' | 'fromSQL' | 'fromHTTP' | 'fromRFC2822';
const fromText = (name: TextReader) => (args: readonly unknown[], frame: Frame) => {
  frame.budget.step(50);
  return DateTime[name](textAt(args, 0, frame).slice(0, 200), zoned(args, 1, frame));
};

const parts = (args: readonly unknown[], frame: Frame, zone: string): DateTime => {
  const last = args[args.length - 1];
  const options = kindOf(last) === 'object' ? (last as Record<string, unknown>) : {};
  const numbers = args.filter(arg => kindOf(arg) !== 'object').map(arg => toNumber(arg, frame));
  if (numbers.length === 0) return DateTime.fromMillis(frame.scope.now(), { zone, ...options });
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0] = numbers;
  return DateTime.fromObject({ year, month, day, hour, minute, second, millisecond }, { zone, ...options });
};

const dateTime: GlobalTable = {
  now: (_args, frame) => DateTime.fromMillis(frame.scope.now(), { zone: frame.scope.timezone }),
  local: (args, frame) => parts(args, frame, frame.scope.timezone),
  utc: (args, frame) => parts(args, frame, 'utc'),
  fromISO: fromText('fromISO'),
  fromSQL: fromText('fromSQL'),
  fromHTTP: fromText('fromHTTP'),
  fromRFC2822: fromText('fromRFC2822'),
  fromFormat: (args, frame) => readDate(textAt(args, 0, frame).slice(0, 200), formatAt(args, 1, frame, MAX_READ_FORMAT), zoned(args, 2, frame), frame),
  fromString: (args, frame) => readDate(textAt(args, 0, frame).slice(0, 200), formatAt(args, 1, frame, MAX_READ_FORMAT), zoned(args, 2, frame), frame),
  fromJSDate: (args, frame) => {
    if (kindOf(args[0]) !== 'date') throw new QuietError('fromJSDate requires a Date');
    return DateTime.fromJSDate(args[0] as Date, zoned(args, 1, frame));
  },
  fromMillis: (args, frame) => DateTime.fromMillis(strictNumber(args[0]), zoned(args, 1, frame)),
  fromSeconds: (args, frame) => DateTime.fromSeconds(strictNumber(args[0]), zoned(args, 1, frame)),
  fromObject: (args, frame) => DateTime.fromObject(optionsAt(args, 0), zoned(args, 1, frame)),
  isDateTime: args => DateTime.isDateTime(args[0]),
  max: (args, frame) => DateTime.max(...args.map(arg => dateTimeOf(arg, frame))),
  min: (args, frame) => DateTime.min(...args.map(arg => dateTimeOf(arg, frame))),
};

function strictNumber(value: unknown): number {
  if (typeof value !== 'number') throw new QuietError('Needs a number');
  return value;
}

/** Presets for `toLocaleString`. */
const PRESETS = ['DATE_SHORT', 'DATE_MED', 'DATE_MED_WITH_WEEKDAY', 'DATE_FULL', 'DATE_HUGE', 'TIME_SIMPLE', 'TIME_WITH_SECONDS', 'TIME_WITH_SHORT_OFFSET', 'TIME_WITH_LONG_OFFSET', 'TIME_24_SIMPLE',
  'TIME_24_WITH_SECONDS', 'TIME_24_WITH_SHORT_OFFSET', 'TIME_24_WITH_LONG_OFFSET', 'DATETIME_SHORT', 'DATETIME_SHORT_WITH_SECONDS', 'DATETIME_MED', 'DATETIME_MED_WITH_SECONDS', 'DATETIME_MED_WITH_WEEKDAY',
  'DATETIME_FULL', 'DATETIME_FULL_WITH_SECONDS', 'DATETIME_HUGE', 'DATETIME_HUGE_WITH_SECONDS'] as const;

const duration: GlobalTable = {
  fromISO: (args, frame) => Duration.fromISO(textAt(args, 0, frame).slice(0, 100)),
  fromMillis: args => Duration.fromMillis(strictNumber(args[0])),
  fromObject: args => Duration.fromObject(optionsAt(args, 0)),
  isDuration: args => Duration.isDuration(args[0]),
};

const interval: GlobalTable = {
  fromDateTimes: (args, frame) => Interval.fromDateTimes(dateTimeOf(args[0], frame), dateTimeOf(args[1], frame)),
  after: (args, frame) => Interval.after(dateTimeOf(args[0], frame), durationOf(args.slice(1), frame)),
  before: (args, frame) => Interval.before(dateTimeOf(args[0], frame), durationOf(args.slice(1), frame)),
  fromISO: (args, frame) => Interval.fromISO(textAt(args, 0, frame).slice(0, 200), { zone: frame.scope.timezone }),
  isInterval: args => Interval.isInterval(args[0]),
};

export const luxonGlobals: Record<string, unknown> = {
  DateTime: new Global('DateTime', dateTime, Object.fromEntries(PRESETS.map(name => [name, { ...DateTime[name] }]))),
  Duration: new Global('Duration', duration),
  Interval: new Global('Interval', interval),
};
