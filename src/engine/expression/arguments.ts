// Reading arguments of listed methods: converted by us, so that no native function ever sees a value it could run or expand.
import { ExpressionError } from './errors';
import { type Frame, KIND_LABELS, kindOf, toNumber, toText } from './values';

export type Method<T> = (self: T, args: readonly unknown[], frame: Frame) => unknown;
export type Methods<T> = Record<string, Method<T>>;

/** The argument as text; an absent one is "undefined", as JavaScript has it. */
export const textAt = (args: readonly unknown[], index: number, frame: Frame): string => toText(args[index], frame);

/** The argument as text, or undefined when absent. */
export const optionalText = (args: readonly unknown[], index: number, frame: Frame): string | undefined => (args[index] === undefined ? undefined : toText(args[index], frame));

/** The argument as a number, or undefined when absent. */
export const numberAt = (args: readonly unknown[], index: number, frame: Frame): number | undefined => (args[index] === undefined ? undefined : toNumber(args[index], frame));

/** An array argument; anything else is an error that names the method. */
export function listAt(args: readonly unknown[], index: number, method: string): readonly unknown[] {
  const value = args[index];
  if (Array.isArray(value)) return value;
  throw new ExpressionError('type', `${method}() needs an array as its argument, not ${KIND_LABELS[kindOf(value)]}`);
}

export const wrongType = (method: string, needs: readonly string[], got: unknown): ExpressionError =>
  new ExpressionError('type', `${method}() can be used on ${needs.join(', ')} only, and this is ${KIND_LABELS[kindOf(got)]}`);

export const isEmptyValue = (value: unknown): boolean => {
  switch (kindOf(value)) {
    case 'undefined': case 'null': return true;
    case 'string': return value === '';
    case 'number': return value === 0;
    case 'array': return (value as unknown[]).length === 0;
    case 'object': return Object.keys(value as object).length === 0;
    default: return false;
  }
};
