// JavaScript's own array methods. Item data is never changed: methods that change an array work on a copy unless the
// expression made the array itself.
import { type Methods, numberAt, textAt } from './arguments';
import { ExpressionError, QuietError } from './errors';
import { type Frame, callback, joinText, toText } from './values';

type List = readonly unknown[];

const made = <T extends unknown[]>(list: T, frame: Frame): T => {
  frame.budget.list(list.length);
  frame.owned?.add(list);
  return list;
};

/** The array itself when this evaluation made it, else a copy. */
const changeable = (self: List, frame: Frame): unknown[] => {
  if (frame.owned?.has(self)) return self as unknown[];
  return made([...self], frame);
};

type Visit = (self: List, test: (value: unknown, index: number) => unknown, frame: Frame) => unknown;
/** The whole list is charged before its first element is visited; arrows charge their own body. */
const visiting = (visit: Visit): Methods<List>[string] => (self, args, frame) => {
  const run = callback(args[0], frame);
  frame.budget.step(self.length);
  return visit(self, run, frame);
};

function sorted(list: unknown[], args: List, frame: Frame): unknown[] {
  frame.budget.step(list.length * (1 + Math.ceil(Math.log2(list.length + 1))));
  if (args[0] !== undefined) {
    const run = callback(args[0], frame);
    return list.sort((a, b) => Number(run(a, b)) || 0);
  }
  if (list.every(value => typeof value === 'string')) return list.sort();
  const keyed = list.filter(value => value !== undefined).map(value => ({ key: toText(value, frame), value }));
  frame.budget.list(list.length * 2);
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const missing = list.length - keyed.length;
  list.splice(0, list.length);
  for (const entry of keyed) list.push(entry.value);
  for (let i = 0; i < missing; i++) list.push(undefined);
  return list;
}

function flattened(self: List, depth: number, into: unknown[], frame: Frame, level = 0): unknown[] {
  if (level > 200) throw new ExpressionError('limit', 'The value is nested too deeply');
  for (const value of self) {
    frame.budget.allocate(8);
    if (Array.isArray(value) && depth >= 1) flattened(value, depth - 1, into, frame, level + 1);
    else into.push(value);
  }
  return into;
}

function reduced(self: List, args: List, frame: Frame, fromRight: boolean): unknown {
  const run = callback(args[0], frame);
  let index = fromRight ? self.length - 1 : 0;
  let result: unknown;
  if (args.length > 1) result = args[1];
  else {
    if (self.length === 0) throw new QuietError('Reduce of empty array with no initial value');
    result = self[index];
    index += fromRight ? -1 : 1;
  }
  for (; fromRight ? index >= 0 : index < self.length; index += fromRight ? -1 : 1) {
    frame.budget.step();
    result = run(result, self[index], index, self);
  }
  return result;
}

function spliced(self: List, args: List, frame: Frame): { rest: unknown[]; removed: unknown[] } {
  const rest = changeable(self, frame);
  const start = numberAt(args, 0, frame) ?? 0;
  const removed = args.length === 0 ? [] : args.length === 1 ? rest.splice(start) : rest.splice(start, numberAt(args, 1, frame) ?? 0, ...args.slice(2));
  return { rest, removed: made(removed, frame) };
}

export const arrayMethods: Methods<List> = {
  at: (self, args, frame) => self.at(numberAt(args, 0, frame) ?? 0),
  concat: (self, args, frame) => {
    frame.budget.list(args.reduce<number>((sum, arg) => sum + (Array.isArray(arg) ? arg.length : 1), self.length));
    return made(self.concat(...args), frame);
  },
  entries: (self, _args, frame) => {
    frame.budget.list(self.length * 4);
    return made(self.map((value, index) => [index, value]), frame);
  },
  every: visiting((self, test) => self.every(test)),
  fill: (self, args, frame) => changeable(self, frame).fill(args[0], numberAt(args, 1, frame), numberAt(args, 2, frame)),
  filter: visiting((self, test, frame) => made(self.filter(test), frame)),
  find: visiting((self, test) => self.find(test)),
  findIndex: visiting((self, test) => self.findIndex(test)),
  findLast: visiting((self, test) => self.findLast(test)),
  findLastIndex: visiting((self, test) => self.findLastIndex(test)),
  flat: (self, args, frame) => made(flattened(self, numberAt(args, 0, frame) ?? 1, [], frame), frame),
  flatMap: visiting((self, run, frame) => made(flattened(self.map(run), 1, [], frame), frame)),
  forEach: visiting((self, run) => {
    self.forEach(run);
  }),
  includes: (self, args, frame) => {
    frame.budget.step(self.length);
    return self.includes(args[0], numberAt(args, 1, frame));
  },
  indexOf: (self, args, frame) => {
    frame.budget.step(self.length);
    return self.indexOf(args[0], numberAt(args, 1, frame));
  },
  join: (self, args, frame) => joinText(self, args[0] === undefined ? ',' : textAt(args, 0, frame), frame),
  keys: (self, _args, frame) => {
    frame.budget.list(self.length);
    return made([...self.keys()], frame);
  },
  lastIndexOf: (self, args, frame) => {
    frame.budget.step(self.length);
    return args.length > 1 ? self.lastIndexOf(args[0], numberAt(args, 1, frame)) : self.lastIndexOf(args[0]);
  },
  map: visiting((self, run, frame) => {
    frame.budget.list(self.length);
    const list = self.map(run);
    frame.owned?.add(list);
    return list;
  }),
  pop: (self, _args, frame) => changeable(self, frame).pop(),
  push: (self, args, frame) => {
    frame.budget.list(args.length);
    return changeable(self, frame).push(...args);
  },
  reduce: (self, args, frame) => reduced(self, args, frame, false),
  reduceRight: (self, args, frame) => reduced(self, args, frame, true),
  reverse: (self, _args, frame) => changeable(self, frame).reverse(),
  shift: (self, _args, frame) => changeable(self, frame).shift(),
  slice: (self, args, frame) => made(self.slice(numberAt(args, 0, frame), numberAt(args, 1, frame)), frame),
  some: visiting((self, test) => self.some(test)),
  sort: (self, args, frame) => sorted(changeable(self, frame), args, frame),
  splice: (self, args, frame) => spliced(self, args, frame).removed,
  toReversed: (self, _args, frame) => made([...self], frame).reverse(),
  toSorted: (self, args, frame) => sorted(made([...self], frame), args, frame),
  toSpliced: (self, args, frame) => spliced(made([...self], frame), args, frame).rest,
  toString: (self: List, _args: readonly unknown[], frame: Frame) => joinText(self, ',', frame),
  unshift: (self, args, frame) => {
    frame.budget.list(self.length + args.length);
    return changeable(self, frame).unshift(...args);
  },
  values: (self, _args, frame) => made([...self], frame),
  with: (self, args, frame) => {
    const index = Math.trunc(numberAt(args, 0, frame) ?? 0) || 0;
    const at = index < 0 ? self.length + index : index;
    if (at < 0 || at >= self.length) throw new QuietError('Invalid index');
    const copy = made([...self], frame);
    copy[at] = args[1];
    return copy;
  },
};

export const setMethods: Methods<ReadonlySet<unknown>> = {
  has: (self, args) => self.has(args[0]),
  values: (self, _args, frame) => made([...self], frame),
  keys: (self, _args, frame) => made([...self], frame),
  forEach: (self, args, frame) => {
    const run = callback(args[0], frame);
    for (const value of self) {
      frame.budget.step();
      run(value, value, self);
    }
  },
};

