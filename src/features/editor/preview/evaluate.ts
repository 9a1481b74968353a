// One expression to a result that can be shown. Runs in the worker; pure apart from the clock it is given.
import { Budget } from '~/engine/expression/budget';
import { ExpressionError } from '~/engine/expression/errors';
import { compileTemplate } from '~/engine/expression/template';
import { kindOf, KIND_WORDS } from '~/ui/data/kinds';
import type { PreviewData, PreviewResult } from './preview-messages';
import { previewScope } from './preview-scope';

const MAX_TEXT = 2000;
/** Milliseconds: a preview must never hold up the next one. */
const LIMITS = { steps: 1_000_000, milliseconds: 100, bytes: 4 * 1024 * 1024 };

function shown(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ') ?? '';
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

export function evaluatePreview(text: string, data: PreviewData, item: number, now: number): PreviewResult {
  try {
    const warnings: string[] = [];
    const value = compileTemplate(text).evaluate(previewScope(data, item, now), { budget: new Budget(LIMITS), warn: warning => warnings.push(warning) });
    const type = value === undefined ? 'undefined' : KIND_WORDS[kindOf(value)];
    return { ok: true, value: typeof value === 'object' ? undefined : value, text: shown(value), type, warnings };
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, message: error.message, description: error.description };
    return { ok: false, message: error instanceof Error ? error.message : 'The expression could not be evaluated' };
  }
}
