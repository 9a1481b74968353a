// Expression strings: text that starts with `=`, with `{{ }}` segments (engine.md 6.1 and 13). Compiled once, run per item.
import { Budget, type Limits, type SharedTime } from './budget';
import { compileExpression } from './compile';
import type { Code } from './compiler';
import { ExpressionError, QuietError, positionAt } from './errors';
import { NOT_PLAIN } from './not-plain';
import { parseSegment } from './parse';
import { isData, pathReader } from './path';
import type { ExpressionScope } from './scope';
import { Frame, toPlain, toText } from './values';

export const MAX_TEMPLATE = 1024 * 1024;

export interface EvaluateOptions {
  budget?: Budget;
  limits?: Limits;
  /** Shared by the evaluations of one step. */
  time?: SharedTime;
  /** Receives what was silently left empty: TypeErrors, unknown variables. */
  warn?: (message: string) => void;
}

export interface Template {
  /** The text as written, with its `=`. */
  readonly text: string;
  /** No segment: the value is the same everywhere. */
  readonly constant: boolean;
  /** Plain data (no dates, no functions). A template that is one segment keeps the type of its value. Throws ExpressionError. */
  evaluate(scope: ExpressionScope, options?: EvaluateOptions): unknown;
}

interface Segment {
  code: Code;
  /** Reads a plain property path of `$json` without a frame. */
  path: ((json: unknown) => unknown) | null;
  /** Offset of the segment's source in the text. */
  offset: number;
  changes: boolean;
}

type Part = string | Segment;

export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.charCodeAt(0) === 61;

/** Throws ExpressionError (syntax) with the position in `text`. */
export function compileTemplate(text: string): Template {
  if (!isExpression(text)) return new FixedTemplate(text, text);
  if (text.length > MAX_TEMPLATE) throw new ExpressionError('limit', 'An expression may have at most 1 MB of text');
  const parts = splitParts(text);
  if (parts.every(part => typeof part === 'string')) return new FixedTemplate(text, parts.join(''));
  return new CompiledTemplate(text, parts);
}

function splitParts(text: string): Part[] {
  const parts: Part[] = [];
  let at = 1;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open === -1) break;
    const close = text.indexOf('}}', open + 2);
    if (close === -1) throw new ExpressionError('syntax', 'Invalid syntax: {{ is never closed with }}', { position: positionAt(text, open) });
    if (open > at) parts.push(text.slice(at, open));
    parts.push(compileSegment(text, open + 2, close));
    at = close + 2;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function compileSegment(text: string, start: number, end: number): Segment {
  const source = text.slice(start, end);
  if (source.trim() === '') return { code: () => undefined, path: null, offset: start, changes: false };
  try {
    const tree = parseSegment(source);
    return { ...compileExpression(tree, source), path: pathReader(tree), offset: start };
  } catch (error) {
    throw located(error, text, start, 0);
  }
}

/** Gives an error its place in the whole text; `fallback` is the offset in the segment where it is not known. */
function located(error: unknown, text: string, offset: number, fallback: number): unknown {
  if (error instanceof RangeError) return new ExpressionError('limit', 'The expression is nested too deeply', { position: positionAt(text, offset) });
  if (!(error instanceof ExpressionError)) return error;
  error.position = positionAt(text, offset + (error.position?.offset ?? fallback));
  return error;
}

class FixedTemplate implements Template {
  readonly constant = true;
  constructor(
    readonly text: string,
    private readonly value: string,
  ) {}
  evaluate(): unknown {
    return this.value;
  }
}

class CompiledTemplate implements Template {
  readonly constant = false;
  private readonly single: Segment | null;

  constructor(
    readonly text: string,
    private readonly parts: readonly Part[],
  ) {
    const [only] = parts;
    this.single = parts.length === 1 && only !== undefined && typeof only !== 'string' ? only : null;
  }

  evaluate(scope: ExpressionScope, options?: EvaluateOptions): unknown {
    const single = this.single;
    if (single?.path) {
      const value = single.path(scope.json);
      if (value !== NOT_PLAIN) return value;
    }
    const frame = new Frame(scope, options?.budget ?? new Budget(options?.limits));
    try {
      const value = single ? this.plain(single, frame) : this.joined(frame);
      const { spent } = frame.budget;
      if (spent > 0) options?.time?.use(spent);
      return value;
    } finally {
      if (frame.warnings && options?.warn) for (const warning of frame.warnings) options.warn(warning);
    }
  }

  private plain(segment: Segment, frame: Frame): unknown {
    const value = this.run(segment, frame);
    if (!frame.made && isData(value)) return value;
    try {
      return toPlain(value, frame);
    } catch (error) {
      throw located(error, this.text, segment.offset, 0);
    }
  }

  private joined(frame: Frame): string {
    let text = '';
    for (const part of this.parts) {
      if (typeof part === 'string') text += part;
      else {
        const value = this.run(part, frame);
        try {
          const piece = value === null || value === undefined ? '' : toText(value, frame);
          frame.budget.text(piece.length);
          text += piece;
        } catch (error) {
          throw located(error, this.text, part.offset, 0);
        }
      }
    }
    return text;
  }

  private run(segment: Segment, frame: Frame): unknown {
    frame.owned = segment.changes ? new WeakSet() : null;
    frame.at = 0;
    try {
      return segment.code(frame);
    } catch (error) {
      if (error instanceof ExpressionError || isStackOverflow(error)) throw located(error, this.text, segment.offset, frame.at);
      // JavaScript's own errors leave the segment empty, as in n8n; they are shown as warnings.
      frame.warn(error instanceof QuietError || error instanceof Error ? error.message : 'unknown error');
      return undefined;
    }
  }
}

const isStackOverflow = (error: unknown): boolean => error instanceof RangeError && /call stack/i.test(error.message);

/** Compiled templates, least recently used first out. The key holds the organization, so that nothing is shared across tenants. */
export class TemplateCache {
  private readonly entries = new Map<string, Template>();
  constructor(private readonly limit = 5_000) {}

  get(owner: string, text: string): Template {
    const key = `${owner}\n${text}`;
    const known = this.entries.get(key);
    if (known) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known;
    }
    const made = compileTemplate(text);
    this.entries.set(key, made);
    if (this.entries.size > this.limit) this.entries.delete(this.entries.keys().next().value as string);
    return made;
  }
}
