// n8n's extension methods on arrays (engine.md 6.3). All give new arrays.
import { getOwn, isPlainObject, setOwn } from '~/lib/json';
import { type Methods, listAt, optionalText, textAt, wrongType } from './arguments';
import { ExpressionError, forbidden } from './errors';
import { highest, lowest } from './globals';
import { type Frame, isForbiddenKey, kindOf, measure, toText } from './values';

type List = readonly unknown[];

function numbers(self: List, method: string, frame: Frame): number[] {
  frame.budget.list(self.length);
  return self.map(value => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number)) {
      throw new ExpressionError('type', `${method}() needs an array of numbers and found ${typeof value === 'string' ? `"${value.slice(0, 40)}"` : kindOf(value)}`);
    }
    return number;
  });
}

const total = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);

/** Text that is equal for deeply equal values, so that sets of values cost one pass. */
function identity(value: unknown, frame: Frame): unknown {
  if (typeof value !== 'object' || value === null) return value;
  frame.budget.text(measure(value, frame));
  const sort = (inner: unknown): unknown =>
    Array.isArray(inner) ? inner.map(sort) : isPlainObject(inner) ? Object.keys(inner).sort().map(key => [key, sort(inner[key])]) : toText(inner, frame);
  return Array.isArray(value) ? `[${JSON.stringify(sort(value))}` : `{${JSON.stringify(sort(value))}`;
}

const membership = (list: List, frame: Frame): Set<unknown> => {
  frame.budget.list(list.length * 2);
  return new Set(list.map(value => identity(value, frame)));
};

function unique(self: List, keys: readonly string[], frame: Frame): unknown[] {
  const seen = new Set<unknown>();
  return self.filter(value => {
    frame.budget.step();
    const key = keys.length === 0 ? identity(value, frame) : identity(keys.map(name => getOwn(value, name)), frame);
    if (seen.has(key)) return false;
    frame.budget.allocate(32);
    seen.add(key);
    return true;
  });
}

const keyList = (args: List, frame: Frame): string[] =>
  args.flatMap(arg => (Array.isArray(arg) ? arg : [arg])).filter(arg => arg !== undefined).flatMap(arg => toText(arg, frame).split(',')).map(key => key.trim()).filter(key => key !== '');

/** `[{a}, {b}].merge([{c}])`: n8n merges by index and gives objects only; scalars give `{}` (engine.md 13). */
function mergeByIndex(self: List, other: List, frame: Frame): unknown {
  if (![...self, ...other].some(isPlainObject)) return {};
  const merged: unknown[] = [];
  for (let i = 0; i < Math.max(self.length, other.length); i++) {
    frame.budget.allocate(64);
    const base = self[i];
    const added = other[i];
    if (!isPlainObject(base)) merged.push(isPlainObject(added) ? added : (base ?? added));
    else merged.push(isPlainObject(added) ? mergeObjects(base, added, frame) : base);
  }
  return merged;
}

/** Keys of both; the base wins on a clash. */
export function mergeObjects(base: Record<string, unknown>, added: Record<string, unknown>, frame: Frame): Record<string, unknown> {
  frame.budget.list(Object.keys(base).length + Object.keys(added).length);
  const result: Record<string, unknown> = { ...base };
  for (const key of Object.keys(added)) if (!Object.hasOwn(result, key)) setOwn(result, key, added[key]);
  return result;
}

function renamed(self: List, args: List, frame: Frame): unknown[] {
  const names = args.flatMap(arg => (Array.isArray(arg) ? arg : [arg])).map(arg => toText(arg, frame));
  const target = new Map<string, string>();
  for (let i = 0; i + 1 < names.length; i += 2) {
    if (isForbiddenKey(names[i + 1] as string)) throw forbidden(names[i + 1] as string);
    target.set(names[i] as string, names[i + 1] as string);
  }
  return self.map(value => {
    if (!isPlainObject(value)) return value;
    frame.budget.list(Object.keys(value).length);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [target.get(key) ?? key, inner]));
  });
}

export const arrayExtensions: Methods<List> = {
  append: (self, args, frame) => {
    frame.budget.list(self.length + args.length);
    return [...self, ...args];
  },
  average: (self, _args, frame) => (self.length === 0 ? 0 : total(numbers(self, 'average', frame)) / self.length),
  sum: (self, _args, frame) => total(numbers(self, 'sum', frame)),
  min: (self, _args, frame) => lowest(numbers(self, 'min', frame)),
  max: (self, _args, frame) => highest(numbers(self, 'max', frame)),
  chunk: (self, args, frame) => {
    const size = Math.trunc(Number(args[0]));
    if (typeof args[0] !== 'number' || !(size >= 1)) throw new ExpressionError('type', 'chunk() needs a whole number above 0');
    frame.budget.list(self.length * 2);
    const chunks: unknown[][] = [];
    for (let i = 0; i < self.length; i += size) chunks.push(self.slice(i, i + size));
    return chunks;
  },
  compact: (self, _args, frame) => {
    frame.budget.list(self.length);
    return self.filter(value => value !== null && value !== undefined && value !== '');
  },
  difference: (self, args, frame) => {
    const other = membership(listAt(args, 0, 'difference'), frame);
    return self.filter(value => !other.has(identity(value, frame)));
  },
  intersection: (self, args, frame) => {
    const other = membership(listAt(args, 0, 'intersection'), frame);
    return unique(self.filter(value => other.has(identity(value, frame))), [], frame);
  },
  union: (self, args, frame) => {
    const other = listAt(args, 0, 'union');
    frame.budget.list(self.length + other.length);
    return unique([...self, ...other], [], frame);
  },
  first: self => self[0],
  last: self => self[self.length - 1],
  merge: (self, args, frame) => mergeByIndex(self, listAt(args, 0, 'merge'), frame),
  pluck: (self, args, frame) => {
    frame.budget.list(self.length);
    const keys = keyList(args, frame);
    const [only] = keys;
    if (keys.length === 1) return self.filter(value => isPlainObject(value) && Object.hasOwn(value, only as string)).map(value => getOwn(value, only as string));
    return self.filter(isPlainObject).map(value => Object.fromEntries(keys.filter(key => Object.hasOwn(value, key)).map(key => [key, value[key]])));
  },
  randomItem: self => self[Math.floor(Math.random() * self.length)],
  removeDuplicates: (self, args, frame) => unique(self, keyList(args, frame), frame),
  unique: (self, args, frame) => unique(self, keyList(args, frame), frame),
  renameKeys: renamed,
  smartJoin: (self, args, frame) => {
    const key = textAt(args, 0, frame);
    const value = optionalText(args, 1, frame);
    if (value === undefined) throw wrongType('smartJoin', ['an array, with the names of a key field and a value field'], args[1]);
    const joined: Record<string, unknown> = {};
    for (const element of self) {
      const name = toText(getOwn(element, key), frame);
      if (!isPlainObject(element) || !Object.hasOwn(element, key)) continue;
      if (isForbiddenKey(name)) throw forbidden(name);
      frame.budget.allocate(32 + name.length * 2);
      joined[name] = getOwn(element, value);
    }
    return joined;
  },
};
