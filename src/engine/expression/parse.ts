// Text of one segment to a syntax tree. acorn only reads; what may run is decided by the table in compile.ts.
import { type Expression, Parser, tokTypes } from 'acorn';
import { ExpressionError, positionAt } from './errors';

export const MAX_SOURCE = 64 * 1024;

/** Throws ExpressionError with the position inside `source`. */
export function parseSegment(source: string): Expression {
  if (source.length > MAX_SOURCE) throw new ExpressionError('limit', `An expression may have at most ${MAX_SOURCE} characters`);
  try {
    const expression = Parser.parseExpressionAt(source, 0, { ecmaVersion: 2024 });
    assertEnd(source, expression.end);
    return expression;
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    if (error instanceof RangeError) throw new ExpressionError('limit', 'The expression is nested too deeply');
    const offset = typeof (error as { pos?: unknown }).pos === 'number' ? (error as { pos: number }).pos : 0;
    const message = (error as Error).message.replace(/ \(\d+:\d+\)$/, '');
    throw new ExpressionError('syntax', `Invalid syntax: ${message}`, { position: positionAt(source, offset) });
  }
}

/** After the expression only blanks, comments and semicolons may stand. */
function assertEnd(source: string, end: number): void {
  const rest = source.slice(end);
  if (/^[\s;]*$/.test(rest)) return;
  for (const token of Parser.tokenizer(rest, { ecmaVersion: 2024 })) {
    if (token.type === tokTypes.semi) continue;
    throw new ExpressionError('syntax', 'Invalid syntax: only one expression can stand between {{ and }}', { position: positionAt(source, end + token.start) });
  }
}
