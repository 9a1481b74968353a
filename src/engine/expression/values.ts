// The values an expression can hold besides JSON, their kinds, and conversions that never run anything of the user's.
import { DateTime, Duration, Interval } from 'luxon';
import type { Budget } from './budget';
import { ExpressionError, QuietError, forbidden } from './errors';
import type { ExpressionScope } from './scope';

/** Characters of a result. */
const MAX_RESULT = 64 * 1024 * 1024;

/** State of one evaluation. Locals have fixed slots because nothing can call itself. */
export class Frame {
  readonly locals: unknown[] = [];
  /** Offset in the source of the call being made, for errors. */
  at = 0;
  warnings: string[] | null = null;
  /** Arrays made by this evaluation, which `push` and the like may change; kept only for sources that use them. */
  owned: WeakSet<object> | null = null;
  /** The evaluation made a list or an object; without one an object result is run data and plain already. */
  made = false;
  private resultSize = 0;
  constructor(
    readonly scope: ExpressionScope,
    readonly budget: Budget,
  ) {}

  /** Counts the result as the tree it will be written as: a small graph of shared parts can be a huge one. */
  countResult(size: number): void {
    this.resultSize += size;
    if (this.resultSize > MAX_RESULT) throw new ExpressionError('limit', 'The result of the expression is larger than is allowed (64 MB)');
  }

  warn(message: string): void {
    this.warnings ??= [];
    if (this.warnings.length < 20) this.warnings.push(message);
  }
}

/** A root or global with listed properties (`$input`, `Math`). Reads and calls go through these two only. */
export abstract class HostObject {
  abstract readonly label: string;
  abstract read(key: string, frame: Frame): unknown;
  /** Undefined when there is no such method. */
  abstract method(key: string): HostMethod | undefined;
  /** What it becomes in a result. */
  plain(_frame: Frame): unknown {
    return {};
  }
}

export type HostMethod = (args: readonly unknown[], frame: Frame) => unknown;

/** A function of ours as a value: `Boolean` in `.filter(Boolean)`. */
export class HostFunction {
  constructor(
    readonly label: string,
    readonly call: HostMethod,
  ) {}
}

/** An arrow function given to a listed method. Exists only while that method runs. */
export class Lambda {
  constructor(readonly run: (...args: unknown[]) => unknown) {}
}

/** Calls what a callback parameter was given; anything that is not ours is refused. */
export function callback(value: unknown, frame: Frame): (...args: unknown[]) => unknown {
  if (value instanceof Lambda) return value.run;
  if (value instanceof HostFunction) return (...args) => value.call(args, frame);
  if (value instanceof HostObject) {
    const call = value.method('()');
    if (call) return (...args) => call(args, frame);
  }
  throw new QuietError(`${typeof value} is not a function`);
}

/** Compiled by regex.ts; linear time. Declared here so that kinds need not load the regex engine. */
export abstract class Pattern {
  abstract readonly source: string;
  abstract readonly flags: string;
  lastIndex = 0;
}

export type Kind =
  | 'undefined' | 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'date' | 'dateTime' | 'duration' | 'interval' | 'regex' | 'set' | 'function' | 'host';

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string': return 'string';
    case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'undefined': return 'undefined';
    case 'object': break;
    default: return 'function';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return 'object';
  if (value instanceof HostObject) return 'host';
  if (DateTime.isDateTime(value)) return 'dateTime';
  if (value instanceof Date) return 'date';
  if (value instanceof Lambda || value instanceof HostFunction) return 'function';
  if (value instanceof Pattern) return 'regex';
  if (Duration.isDuration(value)) return 'duration';
  if (Interval.isInterval(value)) return 'interval';
  if (value instanceof Set) return 'set';
  return 'object';
}

/** Names of kinds as people read them. */
export const KIND_LABELS: Record<Kind, string> = {
  undefined: 'undefined', null: 'null', boolean: 'boolean', number: 'number', string: 'string', array: 'array', object: 'object', date: 'date',
  dateTime: 'date', duration: 'duration', interval: 'interval', regex: 'regular expression', set: 'set', function: 'function', host: 'object',
};

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__']);

/** A property key from any value; refuses keys that lead to prototypes. */
export function keyOf(value: unknown, frame: Frame): string {
  const key = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : toText(value, frame);
  if (FORBIDDEN.has(key)) throw forbidden(key);
  return key;
}

export const isForbiddenKey = (key: string): boolean => FORBIDDEN.has(key);

const MAX_DEPTH = 200;
const tooDeep = (): ExpressionError => new ExpressionError('limit', 'The value is nested too deeply');

/** As JavaScript's String(), except that dates print as ISO text and the size is charged first. */
export function toText(value: unknown, frame: Frame, depth = 0): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? '[function]' : String(value);
  switch (kindOf(value)) {
    case 'array': {
      if (depth > MAX_DEPTH) throw tooDeep();
      return joinText(value as unknown[], ',', frame, depth + 1);
    }
    case 'dateTime': return (value as DateTime).toISO() ?? 'Invalid DateTime';
    case 'date': return String(value);
    case 'duration': return (value as Duration).toISO() ?? 'Invalid Duration';
    case 'interval': return (value as Interval).toISO();
    case 'regex': return `/${(value as Pattern).source}/${(value as Pattern).flags}`;
    case 'set': return '[object Set]';
    case 'function': return '[function]';
    default: return '[object Object]';
  }
}

export function joinText(values: readonly unknown[], separator: string, frame: Frame, depth = 0): string {
  frame.budget.step(values.length);
  if (values.length > 1) frame.budget.text(separator.length * (values.length - 1));
  const parts = new Array<string>(values.length);
  for (let i = 0; i < values.length; i++) {
    const part = values[i] === null || values[i] === undefined ? '' : toText(values[i], frame, depth);
    frame.budget.text(part.length);
    parts[i] = part;
  }
  return parts.join(separator);
}

export function toPrimitive(value: unknown, hint: 'default' | 'number', frame: Frame): string | number | boolean | null | undefined {
  if (value === null || typeof value !== 'object') return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' ? undefined : (value as string);
  switch (kindOf(value)) {
    case 'date': return hint === 'number' ? (value as Date).getTime() : String(value);
    case 'dateTime': return (value as DateTime).toMillis();
    case 'duration': return (value as Duration).toMillis();
    default: return toText(value, frame);
  }
}

export function toNumber(value: unknown, frame: Frame): number {
  return typeof value === 'number' ? value : Number(toPrimitive(value, 'number', frame));
}

export function looseEqual(a: unknown, b: unknown, frame: Frame): boolean {
  const left = typeof a === 'object' && a !== null;
  const right = typeof b === 'object' && b !== null;
  // biome-ignore lint/suspicious/noDoubleEquals: this implements the operator, here on primitives only.
  if (left === right) return left ? a === b : (a as string) == (b as string);
  if (a === null || a === undefined || b === null || b === undefined) return false;
  // biome-ignore lint/suspicious/noDoubleEquals: as above.
  return (toPrimitive(a, 'default', frame) as string) == (toPrimitive(b, 'default', frame) as string);
}

/** Charges for a walk over the value as a tree: a small graph can be a huge tree. Returns about how long its JSON is. */
export function measure(value: unknown, frame: Frame, depth = 0): number {
  if (typeof value === 'string') return value.length + 2;
  if (value === null || typeof value !== 'object') return 8;
  if (depth > MAX_DEPTH) throw tooDeep();
  frame.budget.step();
  let size = 2;
  if (Array.isArray(value)) {
    for (const element of value) {
      frame.budget.step();
      size += 1 + measure(element, frame, depth + 1);
    }
    return size;
  }
  if (kindOf(value) !== 'object') return 32;
  for (const key of Object.keys(value)) {
    frame.budget.step();
    size += key.length + 4 + measure((value as Record<string, unknown>)[key], frame, depth + 1);
  }
  return size;
}

/** The value as plain data: what a node gets and what is recorded. Shares what is plain already. */
export function toPlain(value: unknown, frame: Frame, depth = 0): unknown {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'string') frame.countResult(value.length);
    return typeof value === 'function' ? undefined : value;
  }
  if (depth > MAX_DEPTH) throw tooDeep();
  frame.budget.step();
  frame.countResult(8);
  switch (kindOf(value)) {
    case 'array': {
      const source = value as unknown[];
      let copy: unknown[] | null = null;
      for (let i = 0; i < source.length; i++) {
        const element = source[i];
        const plain = toPlain(element, frame, depth + 1);
        if (copy) copy.push(plain);
        else if (plain !== element) {
          frame.budget.list(source.length);
          copy = source.slice(0, i);
          copy.push(plain);
        }
      }
      return copy ?? value;
    }
    case 'object': {
      const source = value as Record<string, unknown>;
      let copy: Record<string, unknown> | null = null;
      for (const key of Object.keys(source)) {
        frame.countResult(key.length + 4);
        const plain = toPlain(source[key], frame, depth + 1);
        if (plain === source[key]) continue;
        frame.budget.allocate(64);
        copy ??= { ...source };
        Object.defineProperty(copy, key, { value: plain, writable: true, enumerable: true, configurable: true });
      }
      return copy ?? value;
    }
    case 'date': return Number.isNaN((value as Date).getTime()) ? null : (value as Date).toISOString();
    case 'dateTime': return (value as DateTime).toISO();
    case 'duration': case 'interval': case 'regex': return toText(value, frame);
    case 'set': return toPlain([...(value as Set<unknown>)], frame, depth + 1);
    case 'host': return toPlain((value as HostObject).plain(frame), frame, depth + 1);
    default: return undefined;
  }
}
