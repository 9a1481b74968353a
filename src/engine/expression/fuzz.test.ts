// Random token sequences: whatever is written, the interpreter ends in time with plain data or an ExpressionError.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../testing/scope';
import { methodNames } from './methods';
import { rootNames } from './names';
import { compileTemplate } from './template';

const { values, functions, globals } = rootNames();
const methods = [...new Set((['string', 'number', 'array', 'object', 'date', 'dateTime', 'regex'] as const).flatMap(methodNames))];
const nodes = { A: [{ x: 1 }], B: null };
const scope = scopeOf([{ a: { b: [1, 2, { c: 'x' }] }, s: 'text 2024-01-01', n: 3, list: [3, 1, 2] }], { nodes });

const token = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('(', ')', '[', ']', '{', '}', ',', '.', '?.', '=>', '+', '-', '*', '**', '/', '%', '!', '~', '?', ':', '??', '&&', '||', '==', '===', '<', '>', '...', ';', '`', '${', 'typeof ', 'new ', 'in ', 'void ', '++', '=', 'x', 'y') },
  { weight: 3, arbitrary: fc.constantFrom('1', '0', '-1', '1e9', '"s"', "'constructor'", '"__proto__"', 'null', 'undefined', 'true', '/a+/g', '[]', '({})', '$json', '$json.a', '$json.list', '$json.s', "$('A')", "$('B')", "$('A').item", 'x => x', '(x, y) => x', '(a => a)', '({ a: 1 })', '[1, 2]', '`t`') },
  { weight: 1, arbitrary: fc.constantFrom(...values, ...functions, ...globals) },
  { weight: 2, arbitrary: fc.constantFrom(...methods).map(name => `.${name}(`) },
  { weight: 1, arbitrary: fc.constantFrom(...methods).map(name => `.${name}()`) },
);

/** Calls of every method with odd arguments, which random tokens seldom reach. */
const call = fc.tuple(
  fc.constantFrom('"text"', '(5)', '[3, 1, 2]', '[{ a: 1 }, { a: 2 }]', '({ a: 1, b: [2] })', '$now', 'new Date(0)', '/t(e)x/g', 'true', '$json', '$now.diff($today)', 'new Set([1])', 'null', 'Interval.after($now, 1, "day")'),
  fc.constantFrom(...methods),
  fc.array(fc.constantFrom('1', '-1', '1e9', 'NaN', '""', '"a"', '"days"', '[1]', '[[]]', '({})', '({ a: "x" })', 'null', 'undefined', '$now', 'x => x', '(a, b) => b', '/e/g', 'Boolean', 'Math.max', '$json', 'true', '"constructor"', '$input'), { maxLength: 3 }),
).map(([self, name, args]) => `${self}.${name}(${args.join(', ')})`);

const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function' && typeof value !== 'symbol';
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false;
  return Object.values(value).every(isPlain);
};

function check(source: string): void {
  const start = performance.now();
  try {
    const value = compileTemplate(`={{ ${source} }}`).evaluate(scope);
    expect(isPlain(value), source).toBe(true);
  } catch (error) {
    expect((error as Error).name, `${source}: ${(error as Error).stack}`).toBe('ExpressionError');
  }
  expect(performance.now() - start, source).toBeLessThan(2_000);
}

describe('whatever is written', () => {
  it('as tokens ends well', () => {
    fc.assert(fc.property(fc.array(token, { minLength: 1, maxLength: 14 }), tokens => check(tokens.join(''))), { numRuns: 2_000 });
  });
  it('as calls ends well', () => {
    fc.assert(fc.property(call, check), { numRuns: 2_000 });
  });
  it('as any text ends well', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), check), { numRuns: 600 });
  });
});
