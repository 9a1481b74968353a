// Operators over expression values: JavaScript's results, with conversions of ours instead of user-defined ones.
import { QuietError, forbidden } from './errors';
import { type Frame, HostObject, isForbiddenKey, keyOf, kindOf, looseEqual, toNumber, toPrimitive, toText } from './values';

export type BinaryRun = (left: unknown, right: unknown, frame: Frame) => unknown;

function add(left: unknown, right: unknown, frame: Frame): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  const a = toPrimitive(left, 'default', frame);
  const b = toPrimitive(right, 'default', frame);
  if (typeof a !== 'string' && typeof b !== 'string') return (a as number) + (b as number);
  const first = toText(a, frame);
  const second = toText(b, frame);
  frame.budget.text(first.length + second.length);
  return first + second;
}

const compare = (run: (a: string | number, b: string | number) => boolean): BinaryRun => (left, right, frame) => {
  if (typeof left === 'number' && typeof right === 'number') return run(left, right);
  const a = toPrimitive(left, 'number', frame);
  const b = toPrimitive(right, 'number', frame);
  if (typeof a === 'string' && typeof b === 'string') return run(a, b);
  return run(Number(a), Number(b));
};

const arithmetic = (run: (a: number, b: number) => number): BinaryRun => (left, right, frame) => run(toNumber(left, frame), toNumber(right, frame));

/** Total over the operators expressions may use; `instanceof` is not among them because no class is. */
export const BINARY: ReadonlyMap<string, BinaryRun> = new Map<string, BinaryRun>([
  ['+', add],
  ['-', arithmetic((a, b) => a - b)],
  ['*', arithmetic((a, b) => a * b)],
  ['/', arithmetic((a, b) => a / b)],
  ['%', arithmetic((a, b) => a % b)],
  ['**', arithmetic((a, b) => a ** b)],
  ['|', arithmetic((a, b) => a | b)],
  ['&', arithmetic((a, b) => a & b)],
  ['^', arithmetic((a, b) => a ^ b)],
  ['<<', arithmetic((a, b) => a << b)],
  ['>>', arithmetic((a, b) => a >> b)],
  ['>>>', arithmetic((a, b) => a >>> b)],
  ['===', (a, b) => a === b],
  ['!==', (a, b) => a !== b],
  ['==', looseEqual],
  ['!=', (a, b, frame) => !looseEqual(a, b, frame)],
  ['<', compare((a, b) => a < b)],
  ['>', compare((a, b) => a > b)],
  ['<=', compare((a, b) => a <= b)],
  ['>=', compare((a, b) => a >= b)],
  ['in', hasKey],
]);

function hasKey(left: unknown, right: unknown, frame: Frame): boolean {
  const key = keyOf(left, frame);
  if (isForbiddenKey(key)) throw forbidden(key);
  if (typeof right !== 'object' || right === null) throw new QuietError("Cannot use 'in' operator on what is not an object");
  if (right instanceof HostObject) return right.read(key, frame) !== undefined;
  return (Array.isArray(right) || kindOf(right) === 'object') && Object.hasOwn(right, key);
}

export const UNARY: ReadonlyMap<string, (value: unknown, frame: Frame) => unknown> = new Map<string, (value: unknown, frame: Frame) => unknown>([
  ['!', value => !value],
  ['-', (value, frame) => -toNumber(value, frame)],
  ['+', (value, frame) => toNumber(value, frame)],
  ['~', (value, frame) => ~toNumber(value, frame)],
  ['void', () => undefined],
  ['typeof', value => (kindOf(value) === 'function' ? 'function' : typeof value)],
]);
