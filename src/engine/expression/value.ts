// Whole parameter values: expressions wherever they stand in nested objects and arrays. Results are never evaluated again.
import { setOwn } from '~/lib/json';
import { ExpressionError } from './errors';
import type { ExpressionScope } from './scope';
import { type EvaluateOptions, type Template, type TemplateCache, compileTemplate, isExpression } from './template';

export interface CompiledValue {
  /** The same for every item: no segment anywhere. */
  readonly constant: boolean;
  evaluate(scope: ExpressionScope, options?: EvaluateOptions): unknown;
}

type Compile = (text: string) => Template;

const MAX_DEPTH = 100;

const fixed = (value: unknown): CompiledValue => ({ constant: true, evaluate: () => value });

/** Adds the path inside the parameter (`assignments[0].value`) to an error on its way up. */
function at(error: unknown, key: string): unknown {
  if (error instanceof ExpressionError) error.path = error.path === undefined ? key : `${key}${error.path.startsWith('[') ? '' : '.'}${error.path}`;
  return error;
}

/** A text that does not compile throws when it is evaluated. */
export function compileValue(value: unknown, compile: Compile = compileTemplate, depth = 0): CompiledValue {
  if (depth > MAX_DEPTH) throw new ExpressionError('limit', 'The parameter is nested too deeply');
  if (typeof value === 'string') return isExpression(value) ? lazily(value, compile) : fixed(value);
  if (Array.isArray(value)) {
    const parts = value.map(part => compileValue(part, compile, depth + 1));
    if (!hasExpression(value)) return fixed(value);
    return {
      constant: parts.every(part => part.constant),
      evaluate: (scope, options) => parts.map((part, index) => evaluateAt(part, `[${index}]`, scope, options)),
    };
  }
  if (typeof value !== 'object' || value === null) return fixed(value);
  const parts = Object.entries(value).map(([key, inner]) => ({ key, part: compileValue(inner, compile, depth + 1) }));
  if (!hasExpression(value)) return fixed(value);
  return {
    constant: parts.every(({ part }) => part.constant),
    evaluate: (scope, options) => {
      const result: Record<string, unknown> = {};
      for (const { key, part } of parts) setOwn(result, key, evaluateAt(part, key, scope, options));
      return result;
    },
  };
}

/** Also true of `=text` without a segment: it is constant, but its `=` must go. */
export function hasExpression(value: unknown): boolean {
  if (typeof value === 'string') return isExpression(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

function evaluateAt(part: CompiledValue, key: string, scope: ExpressionScope, options?: EvaluateOptions): unknown {
  try {
    return part.evaluate(scope, options);
  } catch (error) {
    throw at(error, key);
  }
}

/** A text that does not compile must fail the item that needs it, not the node whose other parameters are fine. */
function lazily(text: string, compile: Compile): CompiledValue {
  try {
    const template = compile(text);
    return template.constant ? { constant: true, evaluate: scope => template.evaluate(scope) } : template;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { kind, message, description, position } = error;
    return {
      constant: false,
      evaluate: () => {
        throw new ExpressionError(kind, message, { description, position });
      },
    };
  }
}

/** Resolves every expression in a nested value once. Throws ExpressionError with `path`. */
export const resolveValue = (value: unknown, scope: ExpressionScope, options: EvaluateOptions & { cache?: TemplateCache; owner?: string } = {}): unknown => {
  const { cache, owner = '' } = options;
  return compileValue(value, cache ? text => cache.get(owner, text) : compileTemplate).evaluate(scope, options);
};
