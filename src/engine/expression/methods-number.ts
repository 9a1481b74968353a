// Methods of numbers and booleans: JavaScript's own and n8n's extensions (engine.md 6.3).
import { DateTime } from 'luxon';
import { type Methods, numberAt, optionalText } from './arguments';
import { ExpressionError } from './errors';
import { type Frame, kindOf } from './values';

const whole = (value: number, method: string): number => {
  if (!Number.isInteger(value)) throw new ExpressionError('type', `${method}() needs a whole number, and this is ${value}`);
  return value;
};

/** Rounds halves up as written (1.005 with 2 places is 1.01), not as binary fractions would. */
export function roundTo(value: number, places: number): number {
  if (!Number.isFinite(value) || places < 0 || places > 20) return Math.round(value);
  const [digits, exponent = '0'] = String(value).split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + places}`));
  const [back, power = '0'] = String(shifted).split('e');
  return Number(`${back}e${Number(power) - places}`);
}

const EXCEL_EPOCH_DAYS = 25_569;

export const numberMethods: Methods<number> = {
  toExponential: (self, args, frame) => self.toExponential(numberAt(args, 0, frame)),
  toFixed: (self, args, frame) => {
    frame.budget.text(400);
    return self.toFixed(numberAt(args, 0, frame));
  },
  toLocaleString: (self: number, args: readonly unknown[], frame: Frame) => {
    frame.budget.step(200);
    return self.toLocaleString(optionalText(args, 0, frame), kindOf(args[1]) === 'object' ? (args[1] as Intl.NumberFormatOptions) : undefined);
  },
  toPrecision: (self, args, frame) => {
    frame.budget.text(120);
    return self.toPrecision(numberAt(args, 0, frame));
  },
  toString: (self: number, args: readonly unknown[], frame: Frame) => {
    frame.budget.text(64);
    return self.toString(numberAt(args, 0, frame));
  },
  valueOf: (self: number) => self,
};

export const numberExtensions: Methods<number> = {
  abs: self => Math.abs(self),
  ceil: self => Math.ceil(self),
  floor: self => Math.floor(self),
  round: (self, args, frame) => roundTo(self, numberAt(args, 0, frame) ?? 0),
  format: (self, args, frame) => {
    frame.budget.step(200);
    return new Intl.NumberFormat(optionalText(args, 0, frame) ?? 'en-US', kindOf(args[1]) === 'object' ? (args[1] as Intl.NumberFormatOptions) : undefined).format(self);
  },
  isEven: self => whole(self, 'isEven') % 2 === 0,
  isOdd: self => Math.abs(whole(self, 'isOdd') % 2) === 1,
  isInteger: self => Number.isInteger(self),
  toBoolean: self => self !== 0,
  toNumber: self => self,
  toInt: self => Math.trunc(self),
  toFloat: self => self,
  toDateTime: (self, args, frame) => {
    const zone = frame.scope.timezone;
    const unit = optionalText(args, 0, frame) ?? 'ms';
    switch (unit) {
      case 'ms': return DateTime.fromMillis(self, { zone });
      case 's': return DateTime.fromMillis(self * 1000, { zone });
      case 'us': return DateTime.fromMillis(self / 1000, { zone });
      // Excel counts days of a zoneless calendar: the day is meant as it reads, so it stays in UTC.
      case 'excel': return DateTime.fromMillis(Math.round((self - EXCEL_EPOCH_DAYS) * 86_400_000), { zone: 'utc' });
      default: throw new ExpressionError('type', `toDateTime() does not know the unit "${unit.slice(0, 20)}"; use "ms", "s", "us" or "excel"`);
    }
  },
};

export const booleanMethods: Methods<boolean> = { toString: (self: boolean) => String(self), valueOf: (self: boolean) => self };

export const booleanExtensions: Methods<boolean> = {
  toBoolean: self => self,
  toNumber: self => (self ? 1 : 0),
  toInt: self => (self ? 1 : 0),
};
