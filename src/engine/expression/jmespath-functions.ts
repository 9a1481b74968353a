// The functions of JMESPath.
import { isPlainObject, jsonEqual, setOwn } from '~/lib/json';
import { ExpressionError } from './errors';
import { jsonText } from './json-text';
import { type Frame, joinText, kindOf } from './values';

/** A node of the parsed query. `children` of a slice are numbers. */
export interface JmesNode {
  type: string;
  name?: unknown;
  value?: unknown;
  children?: JmesNode[];
}

/** `&expression` as an argument. */
export interface Reference {
  evaluate(value: unknown): unknown;
}

type Run = (args: readonly unknown[], frame: Frame) => unknown;

const fail = (name: string, needs: string): ExpressionError => new ExpressionError('type', `JMESPath: ${name}() needs ${needs}`);

const list = (args: readonly unknown[], index: number, name: string): unknown[] => {
  const value = args[index];
  if (!Array.isArray(value)) throw fail(name, 'an array');
  return value;
};
const number = (args: readonly unknown[], index: number, name: string): number => {
  const value = args[index];
  if (typeof value !== 'number') throw fail(name, 'a number');
  return value;
};
const text = (args: readonly unknown[], index: number, name: string): string => {
  const value = args[index];
  if (typeof value !== 'string') throw fail(name, 'a text');
  return value;
};
const numbers = (args: readonly unknown[], name: string): number[] => {
  const values = list(args, 0, name);
  if (!values.every(value => typeof value === 'number')) throw fail(name, 'an array of numbers');
  return values;
};
const reference = (args: readonly unknown[], index: number, name: string): Reference => {
  const value = args[index];
  if (typeof value !== 'object' || value === null || !('evaluate' in value)) throw fail(name, 'an expression (&…)');
  return value as Reference;
};

const less = (a: unknown, b: unknown): boolean => (a as number) < (b as number);
/** The argument's list, which must hold numbers or texts only. */
const ordered = (args: readonly unknown[], name: string): unknown[] => {
  const values = list(args, 0, name);
  assertOrdered(values, name);
  return values;
};
const assertOrdered = (values: readonly unknown[], name: string): void => {
  const type = typeof values[0];
  if (values.length > 0 && (!['number', 'string'].includes(type) || values.some(value => typeof value !== type))) throw fail(name, 'numbers or texts only');
};
const sortedBy = (values: readonly unknown[], keys: readonly unknown[], frame: Frame): unknown[] => {
  frame.budget.list(values.length * 3);
  frame.budget.step(values.length * (1 + Math.ceil(Math.log2(values.length + 1))));
  return values.map((value, index) => ({ value, key: keys[index] })).sort((a, b) => (less(a.key, b.key) ? -1 : less(b.key, a.key) ? 1 : 0)).map(entry => entry.value);
};
const best = (values: readonly unknown[], keys: readonly unknown[], better: (a: unknown, b: unknown) => boolean): unknown => {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (better(keys[i], keys[at])) at = i;
  return values.length === 0 ? null : values[at];
};
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const keysBy = (args: readonly unknown[], name: string): unknown[] => {
  const by = reference(args, 1, name);
  const keys = list(args, 0, name).map(value => by.evaluate(value));
  assertOrdered(keys, name);
  return keys;
};

const FUNCTIONS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['abs', args => Math.abs(number(args, 0, 'abs'))],
  ['avg', args => (numbers(args, 'avg').length === 0 ? null : total(numbers(args, 'avg')) / numbers(args, 'avg').length)],
  ['ceil', args => Math.ceil(number(args, 0, 'ceil'))],
  ['contains', args => (typeof args[0] === 'string' ? typeof args[1] === 'string' && args[0].includes(args[1]) : list(args, 0, 'contains').some(value => jsonEqual(value, args[1])))],
  ['ends_with', args => text(args, 0, 'ends_with').endsWith(text(args, 1, 'ends_with'))],
  ['floor', args => Math.floor(number(args, 0, 'floor'))],
  ['join', (args, frame) => joinText(list(args, 1, 'join'), text(args, 0, 'join'), frame)],
  ['keys', args => (isPlainObject(args[0]) ? Object.keys(args[0]) : raise('keys', 'an object'))],
  ['length', args => (typeof args[0] === 'string' || Array.isArray(args[0]) ? args[0].length : isPlainObject(args[0]) ? Object.keys(args[0]).length : raise('length', 'a text, array or object'))],
  ['map', args => list(args, 1, 'map').map(value => reference(args, 0, 'map').evaluate(value))],
  ['max', args => {
    const values = ordered(args, 'max');
    return best(values, values, (a, b) => less(b, a));
  }],
  ['max_by', args => best(list(args, 0, 'max_by'), keysBy(args, 'max_by'), (a, b) => less(b, a))],
  ['merge', (args, frame) => {
    const merged: Record<string, unknown> = {};
    for (const arg of args) {
      if (!isPlainObject(arg)) throw fail('merge', 'objects');
      frame.budget.list(Object.keys(arg).length * 2);
      for (const key of Object.keys(arg)) setOwn(merged, key, arg[key]);
    }
    return merged;
  }],
  ['min', args => {
    const values = ordered(args, 'min');
    return best(values, values, less);
  }],
  ['min_by', args => best(list(args, 0, 'min_by'), keysBy(args, 'min_by'), less)],
  ['not_null', args => args.find(arg => arg !== null) ?? null],
  ['reverse', (args, frame) => {
    if (typeof args[0] === 'string') {
      frame.budget.text(args[0].length * 8);
      return [...args[0]].reverse().join('');
    }
    return [...list(args, 0, 'reverse')].reverse();
  }],
  ['sort', (args, frame) => {
    const values = ordered(args, 'sort');
    return sortedBy(values, values, frame);
  }],
  ['sort_by', (args, frame) => sortedBy(list(args, 0, 'sort_by'), keysBy(args, 'sort_by'), frame)],
  ['starts_with', args => text(args, 0, 'starts_with').startsWith(text(args, 1, 'starts_with'))],
  ['sum', args => total(numbers(args, 'sum'))],
  ['to_array', args => (Array.isArray(args[0]) ? args[0] : [args[0]])],
  ['to_number', args => (typeof args[0] === 'number' ? args[0] : typeof args[0] === 'string' && args[0].trim() !== '' && Number.isFinite(Number(args[0])) ? Number(args[0]) : null)],
  ['to_string', (args, frame) => (typeof args[0] === 'string' ? args[0] : jsonText(args[0], frame))],
  ['type', args => kindOf(args[0])],
  ['values', args => (isPlainObject(args[0]) ? Object.values(args[0]) : raise('values', 'an object'))],
]);

function raise(name: string, needs: string): never {
  throw fail(name, needs);
}

/** Throws ExpressionError for an unknown function or arguments of the wrong type. */
export function callFunction(name: string, args: readonly unknown[], frame: Frame): unknown {
  const run = FUNCTIONS.get(name);
  if (!run) throw new ExpressionError('type', `JMESPath has no function ${name.slice(0, 40)}()`);
  for (const arg of args) frame.budget.step(Array.isArray(arg) ? arg.length + 1 : 1);
  return run(args, frame);
}
