// What each operator of a condition means, by type. Operands have been brought to the type already; null stays null.
import { isPlainObject, jsonEqual } from '~/lib/json';
import type { OperandType } from '../fields';
import { regexFinds } from '../regex';

type Test = (left: unknown, right: unknown, ignoreCase: boolean) => boolean;

const missing = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);
const fold = (value: unknown, ignoreCase: boolean): string => {
  const text = missing(value) ? '' : String(value);
  return ignoreCase ? text.toLocaleLowerCase() : text;
};

function isEmpty(value: unknown): boolean {
  if (missing(value) || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isPlainObject(value) && Object.keys(value).length === 0;
}

const not = (test: Test): Test => (left, right, ignoreCase) => !test(left, right, ignoreCase);
/** A missing text counts as "". */
const text = (compare: (left: string, right: string) => boolean): Test => (left, right, ignoreCase) => compare(fold(left, ignoreCase), fold(right, ignoreCase));
/** null counts as 0 and undefined as no number, as JavaScript has it. */
const order = (compare: (left: number, right: number) => boolean): Test => (left, right) => compare(Number(left), Number(right));
const moment = (compare: (left: number, right: number) => boolean): Test => (left, right) => !missing(left) && !missing(right) && compare(Number(left), Number(right));
/** A missing list has no elements. */
const length = (compare: (left: number, right: unknown) => boolean): Test => (left, right) => compare(Array.isArray(left) ? left.length : 0, right);
const lengthOrder = (compare: (left: number, right: number) => boolean): Test => length((left, right) => compare(left, Number(right)));

const ANY: Record<string, Test> = {
  exists: left => !missing(left),
  notExists: left => missing(left),
  empty: left => isEmpty(left),
  notEmpty: left => !isEmpty(left),
};

const sameText = text((left, right) => left === right);
const contains = text((left, right) => left.includes(right));
const startsWith = text((left, right) => left.startsWith(right));
const endsWith = text((left, right) => left.endsWith(right));
/** Only the text is folded, not the pattern. */
const regex: Test = (left, right, ignoreCase) => regexFinds(fold(left, ignoreCase), missing(right) ? '' : String(right));

const has: Test = (left, right, ignoreCase) =>
  Array.isArray(left) && (ignoreCase && typeof right === 'string' ? left.some(element => typeof element === 'string' && fold(element, true) === fold(right, true)) : left.includes(right));

const equal: Test = (left, right) => left === right;

const TESTS: Record<OperandType, Record<string, Test>> = {
  any: { ...ANY, equals: (left, right) => jsonEqual(left, right), notEquals: (left, right) => !jsonEqual(left, right) },
  string: {
    ...ANY,
    equals: sameText,
    notEquals: not(sameText),
    contains,
    notContains: not(contains),
    startsWith,
    notStartsWith: not(startsWith),
    endsWith,
    notEndsWith: not(endsWith),
    regex,
    notRegex: not(regex),
  },
  number: {
    ...ANY,
    equals: equal,
    notEquals: not(equal),
    gt: order((left, right) => left > right),
    lt: order((left, right) => left < right),
    gte: order((left, right) => left >= right),
    lte: order((left, right) => left <= right),
  },
  boolean: {
    ...ANY,
    true: left => Boolean(left),
    false: left => !left,
    equals: equal,
    notEquals: not(equal),
  },
  dateTime: {
    ...ANY,
    equals: moment((left, right) => left === right),
    notEquals: moment((left, right) => left !== right),
    after: moment((left, right) => left > right),
    before: moment((left, right) => left < right),
    afterOrEquals: moment((left, right) => left >= right),
    beforeOrEquals: moment((left, right) => left <= right),
  },
  array: {
    ...ANY,
    contains: has,
    notContains: not(has),
    lengthEquals: length((left, right) => left === right),
    lengthNotEquals: length((left, right) => left !== right),
    lengthGt: lengthOrder((left, right) => left > right),
    lengthLt: lengthOrder((left, right) => left < right),
    lengthGte: lengthOrder((left, right) => left >= right),
    lengthLte: lengthOrder((left, right) => left <= right),
  },
  object: ANY,
};

const SINGLE = new Set(['exists', 'notExists', 'empty', 'notEmpty', 'true', 'false']);

/** True for operations that look at the left side only. */
export const isSingle = (operation: string): boolean => SINGLE.has(operation);

export function findTest(type: OperandType, operation: string): Test | undefined {
  const tests = Object.hasOwn(TESTS, type) ? TESTS[type] : undefined;
  return tests !== undefined && Object.hasOwn(tests, operation) ? tests[operation] : undefined;
}
