// What can go wrong in an expression: errors that fail the step, and quiet ones that leave the segment empty (engine.md 13).

/** Where in the parameter's text an error lies. `line` and `column` count from 1. */
export interface ExpressionPosition {
  offset: number;
  line: number;
  column: number;
}

export type ExpressionErrorKind = 'syntax' | 'forbidden' | 'limit' | 'reference' | 'type';

/** Fails the step. Knows nothing of nodes: the engine adds node, parameter and item. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly kind: ExpressionErrorKind;
  /** What to do about it, where there is a remedy. */
  readonly description?: string;
  position?: ExpressionPosition;
  /** Place inside a nested parameter value: `assignments[0].value`. */
  path?: string;
  /** Zero-based item it was evaluated for. */
  item?: number;

  constructor(kind: ExpressionErrorKind, message: string, options: { description?: string; position?: ExpressionPosition } = {}) {
    super(message);
    this.kind = kind;
    this.description = options.description;
    this.position = options.position;
  }
}

/** What JavaScript would have thrown: the segment becomes undefined and the message a warning, as in n8n. */
export class QuietError extends Error {
  override readonly name = 'QuietError';
}

export function positionAt(text: string, offset: number): ExpressionPosition {
  const at = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) {
    line += 1;
    start = next + 1;
  }
  return { offset: at, line, column: at - start + 1 };
}

export const forbidden = (key: string): ExpressionError => new ExpressionError('forbidden', `"${key}" cannot be used in an expression`);
