// The JavaScript globals an expression may use. Each is a table of ours; the host's own objects are never handed out.
import type { DateTime } from 'luxon';
import { isPlainObject, setOwn } from '~/lib/json';
import { numberAt, optionalText, textAt } from './arguments';
import { QuietError } from './errors';
import { luxonGlobals } from './globals-luxon';
import { Global, type GlobalTable } from './global';
import { jsonText } from './json-text';
import { LinearPattern } from './regex';
import { type Frame, HostFunction, callback, keyOf, kindOf, toNumber, toText } from './values';

const MATH_UNARY = ['abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'clz32', 'cos', 'cosh', 'exp', 'expm1', 'floor', 'fround', 'log', 'log10', 'log1p', 'log2',
  'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc'] as const;
const numbers = (args: readonly unknown[], frame: Frame): number[] => {
  frame.budget.step(args.length);
  return args.map(arg => toNumber(arg, frame));
};

/** As Math.max and Math.min, also of more numbers than a call may have arguments. */
export const highest = (list: readonly number[]): number => list.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
export const lowest = (list: readonly number[]): number => list.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);

const math: GlobalTable = {
  ...Object.fromEntries(MATH_UNARY.map(name => [name, (args: readonly unknown[], frame: Frame) => Math[name](toNumber(args[0], frame))])),
  max: (args, frame) => highest(numbers(args, frame)),
  min: (args, frame) => lowest(numbers(args, frame)),
  hypot: (args, frame) => Math.hypot(...numbers(args, frame)),
  pow: (args, frame) => toNumber(args[0], frame) ** toNumber(args[1], frame),
  atan2: (args, frame) => Math.atan2(toNumber(args[0], frame), toNumber(args[1], frame)),
  imul: (args, frame) => Math.imul(toNumber(args[0], frame), toNumber(args[1], frame)),
  random: () => Math.random(),
};
const MATH_CONSTANTS = { E: Math.E, LN10: Math.LN10, LN2: Math.LN2, LOG10E: Math.LOG10E, LOG2E: Math.LOG2E, PI: Math.PI, SQRT1_2: Math.SQRT1_2, SQRT2: Math.SQRT2 };

const json: GlobalTable = {
  parse: (args, frame) => {
    const text = textAt(args, 0, frame);
    frame.budget.allocate(text.length * 4);
    return JSON.parse(text);
  },
  stringify: (args, frame) => {
    const indent = typeof args[2] === 'number' || typeof args[2] === 'string' ? args[2] : undefined;
    return jsonText(replaced(args[0], args[1], frame), frame, indent);
  },
};

function replaced(value: unknown, replacer: unknown, frame: Frame): unknown {
  if (replacer === undefined || replacer === null) return value;
  const names = Array.isArray(replacer) ? new Set(replacer.map(name => toText(name, frame))) : null;
  const run = names ? null : callback(replacer, frame);
  const walk = (key: string, inner: unknown, depth: number): unknown => {
    frame.budget.allocate(32);
    if (depth > 200) throw new QuietError('Converting circular structure to JSON');
    const shown = run ? run(key, inner) : inner;
    if (Array.isArray(shown)) return shown.map((element, index) => walk(String(index), element, depth + 1));
    if (!isPlainObject(shown)) return shown;
    return Object.fromEntries(Object.keys(shown).filter(name => !names || names.has(name)).map(name => [name, walk(name, shown[name], depth + 1)]));
  };
  return walk('', value, 0);
}

const keysOf = (value: unknown, frame: Frame): string[] => {
  if (value === null || value === undefined) throw new QuietError('Cannot convert undefined or null to object');
  if (typeof value === 'string') {
    frame.budget.allocate(value.length * 48);
    return Object.keys(value);
  }
  const keys = Array.isArray(value) || kindOf(value) === 'object' ? Object.keys(value) : [];
  frame.budget.list(keys.length);
  return keys;
};
const ownOf = (value: unknown, key: string): unknown => (value as Record<string, unknown>)[key];

const object: GlobalTable = {
  assign: (args, frame) => {
    const target = kindOf(args[0]) === 'object' ? (args[0] as object) : {};
    const result: Record<string, unknown> = { ...target };
    for (const source of args.slice(1)) {
      if (source === null || source === undefined) continue;
      for (const key of keysOf(source, frame)) setOwn(result, keyOf(key, frame), ownOf(source, key));
    }
    return result;
  },
  entries: (args, frame) => {
    const keys = keysOf(args[0], frame);
    frame.budget.list(keys.length * 4);
    return keys.map(key => [key, ownOf(args[0], key)]);
  },
  freeze: args => args[0],
  fromEntries: (args, frame) => {
    const result: Record<string, unknown> = {};
    const list = args[0];
    if (!Array.isArray(list)) throw new QuietError('Object.fromEntries needs an array of pairs');
    frame.budget.list(list.length * 2);
    for (const pair of list) {
      if (!Array.isArray(pair)) throw new QuietError('Object.fromEntries needs an array of pairs');
      result[keyOf(pair[0], frame)] = pair[1];
    }
    return result;
  },
  groupBy: (args, frame) => {
    const run = callback(args[1], frame);
    const groups: Record<string, unknown[]> = {};
    if (!Array.isArray(args[0])) throw new QuietError('Object.groupBy needs an array');
    frame.budget.list(args[0].length);
    for (const [index, value] of args[0].entries()) {
      const key = keyOf(run(value, index), frame);
      if (Object.hasOwn(groups, key)) groups[key]?.push(value);
      else groups[key] = [value];
    }
    return groups;
  },
  hasOwn: (args, frame) => typeof args[0] === 'object' && args[0] !== null && Object.hasOwn(args[0], textAt(args, 1, frame)),
  is: args => Object.is(args[0], args[1]),
  keys: (args, frame) => keysOf(args[0], frame),
  values: (args, frame) => keysOf(args[0], frame).map(key => ownOf(args[0], key)),
};

const array: GlobalTable = {
  isArray: args => Array.isArray(args[0]),
  of: (args, frame) => {
    frame.budget.list(args.length);
    return [...args];
  },
  from: (args, frame) => {
    const run = args[1] === undefined ? null : callback(args[1], frame);
    const list = iterate(args[0], frame) ?? sized(args[0], frame);
    return run ? list.map((value, index) => run(value, index)) : list;
  },
};

/** Elements of what can be spread; undefined for anything else. Charged. */
export function iterate(value: unknown, frame: Frame): unknown[] | undefined {
  if (Array.isArray(value)) {
    frame.budget.list(value.length);
    return [...value];
  }
  if (typeof value === 'string') {
    frame.budget.allocate(value.length * 24);
    return [...value];
  }
  if (kindOf(value) !== 'set') return undefined;
  frame.budget.list((value as Set<unknown>).size);
  return [...(value as Set<unknown>)];
}

function sized(value: unknown, frame: Frame): unknown[] {
  const length = isPlainObject(value) && Object.hasOwn(value, 'length') ? Math.trunc(toNumber(value.length, frame)) : 0;
  if (!(length > 0)) return [];
  frame.budget.list(length);
  return Array.from({ length }, (_unused, index) => (value as Record<string, unknown>)[String(index)]);
}

const date: GlobalTable = {
  '()': (_args, frame) => new Date(frame.scope.now()).toString(),
  new: (args, frame) => {
    if (args.length === 0) return new Date(frame.scope.now());
    if (args.length === 1) {
      const value = args[0];
      if (kindOf(value) === 'date') return new Date((value as Date).getTime());
      if (kindOf(value) === 'dateTime') return new Date((value as DateTime).toMillis());
      return typeof value === 'string' ? new Date(value.slice(0, 200)) : new Date(toNumber(value, frame));
    }
    const [year = 0, month = 0, ...rest] = numbers(args.slice(0, 7), frame);
    return new Date(year, month, ...(rest as [number?, number?, number?, number?, number?]));
  },
  now: (_args, frame) => frame.scope.now(),
  parse: (args, frame) => Date.parse(textAt(args, 0, frame).slice(0, 200)),
  UTC: (args, frame) => {
    const [year = 0, month = 0, ...rest] = numbers(args.slice(0, 7), frame);
    return Date.UTC(year, month, ...(rest as [number?, number?, number?, number?, number?]));
  },
};

const pattern = (args: readonly unknown[], frame: Frame): LinearPattern =>
  args[0] instanceof LinearPattern ? new LinearPattern(args[0].source, optionalText(args, 1, frame) ?? args[0].flags) : new LinearPattern(textAt(args, 0, frame), optionalText(args, 1, frame) ?? '');

const functions: GlobalTable = {
  parseInt: (args, frame) => Number.parseInt(textAt(args, 0, frame), numberAt(args, 1, frame)),
  parseFloat: (args, frame) => Number.parseFloat(textAt(args, 0, frame)),
  isNaN: (args, frame) => Number.isNaN(toNumber(args[0], frame)),
  isFinite: (args, frame) => Number.isFinite(toNumber(args[0], frame)),
  encodeURI: (args, frame) => encoded(encodeURI, args, frame),
  encodeURIComponent: (args, frame) => encoded(encodeURIComponent, args, frame),
  decodeURI: (args, frame) => encoded(decodeURI, args, frame),
  decodeURIComponent: (args, frame) => encoded(decodeURIComponent, args, frame),
  escape: (args, frame) => encoded(text => escape(text), args, frame),
  unescape: (args, frame) => encoded(text => unescape(text), args, frame),
  btoa: (args, frame) => encoded(btoa, args, frame),
  atob: (args, frame) => encoded(atob, args, frame),
};

function encoded(run: (text: string) => string, args: readonly unknown[], frame: Frame): string {
  const text = textAt(args, 0, frame);
  frame.budget.text(text.length * 3);
  return run(text);
}

const isNumber = (test: (value: number) => boolean) => (args: readonly unknown[]) => typeof args[0] === 'number' && test(args[0]);

const globals: Record<string, unknown> = {
  undefined: undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  Math: new Global('Math', math, MATH_CONSTANTS),
  JSON: new Global('JSON', json),
  Object: new Global('Object', object),
  Array: new Global('Array', array),
  String: new Global('String', {
    '()': (args, frame) => (args.length === 0 ? '' : toText(args[0], frame)),
    fromCharCode: (args, frame) => String.fromCharCode(...numbers(args, frame)),
    fromCodePoint: (args, frame) => String.fromCodePoint(...numbers(args, frame)),
  }),
  Number: new Global(
    'Number',
    {
      '()': (args, frame) => (args.length === 0 ? 0 : toNumber(args[0], frame)),
      isFinite: isNumber(Number.isFinite),
      isInteger: isNumber(Number.isInteger),
      isNaN: isNumber(Number.isNaN),
      isSafeInteger: isNumber(Number.isSafeInteger),
      parseFloat: (args, frame) => Number.parseFloat(textAt(args, 0, frame)),
      parseInt: (args, frame) => Number.parseInt(textAt(args, 0, frame), numberAt(args, 1, frame)),
    },
    { EPSILON: Number.EPSILON, MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER, MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER, MAX_VALUE: Number.MAX_VALUE, MIN_VALUE: Number.MIN_VALUE },
  ),
  Boolean: new Global('Boolean', { '()': args => Boolean(args[0]) }),
  Date: new Global('Date', date),
  RegExp: new Global('RegExp', { '()': pattern, new: pattern }),
  Set: new Global('Set', {
    new: (args, frame) => {
      const list = args[0] === undefined || args[0] === null ? [] : iterate(args[0], frame);
      if (!list) throw new QuietError('Set needs something that can be iterated');
      frame.budget.list(list.length * 2);
      return new Set(list);
    },
  }),
  ...luxonGlobals,
};
for (const [name, run] of Object.entries(functions)) globals[name] = new HostFunction(name, run);

/** By name; a name that is not here is unknown. */
export const GLOBALS: ReadonlyMap<string, unknown> = new Map(Object.entries(globals));
