// Anything thrown, as the error a step records. Knows the kinds of error by name: nodes and engine may come from two bundles.
import { messageOf } from '~/lib/errors';
import type { NodeError } from '~/nodes/contract';
import type { StepError } from './execution';
import type { ExpressionError } from './expression/errors';

const isNamed = (error: unknown, name: string): error is Error => error instanceof Error && error.name === name;

export function stepErrorOf(error: unknown): StepError {
  if (isNamed(error, 'NodeError')) {
    const { description, itemIndex, retryable } = error as NodeError;
    return { message: messageOf(error), ...(description === undefined ? {} : { description }), ...(itemIndex === undefined ? {} : { item: itemIndex }), ...(retryable ? { retryable } : {}) };
  }
  if (isNamed(error, 'ExpressionError')) {
    const { path, item, position } = error as ExpressionError;
    const place = position ? `Line ${position.line}, column ${position.column} of the expression.` : undefined;
    const description = [(error as ExpressionError).description, place].filter(part => part !== undefined).join(' ');
    return { message: messageOf(error), ...(description === '' ? {} : { description }), ...(item === undefined ? {} : { item }), ...(path === undefined ? {} : { parameter: path }) };
  }
  // A query of Weft's own that the database refused: its text and values are nobody's business.
  if (error instanceof Error && 'query' in error && 'params' in error) return { message: 'Weft could not do this because of an error on its side' };
  return { message: messageOf(error) || 'The node failed without a message' };
}

/** Milliseconds the other side asked to wait before the next try; 0 when it did not. At most a minute. */
export function retryAfter(error: unknown): number {
  const ms = isNamed(error, 'NodeError') ? (error as NodeError).retryAfterMs : undefined;
  return ms === undefined || !(ms > 0) ? 0 : Math.min(ms, 60_000);
}
