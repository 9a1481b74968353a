// Text of one segment to a syntax tree. acorn only reads; what may run is decided by the table in compile.ts.
import { type Expression, Parser, tokTypes } from 'acorn';
import { ExpressionError, positionAt } from './errors';

export const MAX_SOURCE = 64 * 1024;

/** Levels of nested syntax. */
const MAX_NESTING = 150;
/** Operators in one chain: acorn goes one call deeper for each. */
const MAX_CHAIN = 600;

type ParserMethod = (this: Parser & { nesting?: number; chain?: number }, ...args: unknown[]) => unknown;

/**
 * acorn recurses as deep as the source is nested. A stack overflow cannot be left to a catch: V8 ends the whole process
 * when it has to compile one of acorn's regular expressions near the end of the stack. So depth is counted.
 */
const BoundedParser = Parser.extend(Base => {
  class Bounded extends Base {}
  const methods = Bounded.prototype as unknown as Record<string, ParserMethod>;
  const bound = (name: string, field: 'nesting' | 'chain', limit: number): void => {
    const original = methods[name] as ParserMethod;
    methods[name] = function (...args) {
      const depth = (this[field] ?? 0) + 1;
      if (depth > limit) throw new ExpressionError('limit', 'The expression is nested too deeply');
      this[field] = depth;
      const result = original.apply(this, args);
      this[field] = depth - 1;
      return result;
    };
  };
  for (const name of ['parseMaybeAssign', 'parseMaybeUnary', 'parseExprAtom', 'parseStatement', 'parseBindingAtom']) bound(name, 'nesting', MAX_NESTING * 3);
  bound('parseExprOp', 'chain', MAX_CHAIN);
  return Bounded;
});

/** Throws ExpressionError with the position inside `source`. */
export function parseSegment(source: string): Expression {
  if (source.length > MAX_SOURCE) throw new ExpressionError('limit', `An expression may have at most ${MAX_SOURCE} characters`);
  try {
    const expression = BoundedParser.parseExpressionAt(source, 0, { ecmaVersion: 2024, preserveParens: true });
    assertEnd(source, expression.end);
    return expression;
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
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
