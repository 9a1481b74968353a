// Reads JSON that came from outside: size, depth and forbidden keys are checked, and a syntax error says where it is.
import { parseExpressionAt } from 'acorn';
import { messageOf } from '~/lib/errors';
import type { Json } from '~/lib/json';
import type { ImportProblem } from './report';

export const MAX_CHARACTERS = 20_000_000;
export const MAX_DEPTH = 200;
const MAX_PROBLEMS = 20;

function at(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** Where the JSON breaks; the engine's message does not always tell. JSON is JavaScript, so its parser can. */
function syntaxProblem(text: string, error: unknown): ImportProblem {
  const said = messageOf(error, 200);
  let offset = Number(/position (\d+)/.exec(said)?.[1] ?? Number.NaN);
  if (Number.isNaN(offset)) {
    try {
      const value = parseExpressionAt(text, 0, { ecmaVersion: 2022 });
      offset = value.type === 'ObjectExpression' || value.type === 'ArrayExpression' ? value.end : value.start;
    } catch (failure) {
      const position: unknown = (failure as { pos?: unknown }).pos;
      offset = typeof position === 'number' ? position : text.length;
    }
  }
  const place = at(text, Math.min(offset, text.length));
  return { code: 'syntax', path: '', message: `This is not JSON: it breaks at line ${place.line}, column ${place.column}`, ...place };
}

/** Some sites show workflows with `&quot;` for every quote, and people copy that. */
function unescaped(text: string): string {
  const marks: Record<string, string> = { quot: '"', '#34': '"', '#39': "'", lt: '<', gt: '>', amp: '&' };
  return text.replace(/&(quot|#34|#39|lt|gt|amp);/g, (_, name: string) => marks[name] as string);
}

/** Depth and keys, without recursion: a file may be nested deeper than the stack. */
function inspect(value: Json): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const open: { value: Json; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  while (open.length > 0 && problems.length < MAX_PROBLEMS) {
    const { value: current, path, depth } = open.pop() as { value: Json; path: string; depth: number };
    if (typeof current !== 'object' || current === null) continue;
    if (depth > MAX_DEPTH) return [{ code: 'too_deep', path: path.slice(0, 120), message: `The file is nested more than ${MAX_DEPTH} levels deep` }];
    for (const key of Object.keys(current)) {
      const inner = Array.isArray(current) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      if (key === '__proto__') problems.push({ code: 'forbidden_key', path: inner, message: 'The name __proto__ is not allowed' });
      else open.push({ value: (current as Record<string, Json>)[key] as Json, path: inner, depth: depth + 1 });
    }
  }
  return problems;
}

export function readJson(text: string): { value: Json } | { problems: ImportProblem[] } {
  if (text.length > MAX_CHARACTERS) return { problems: [{ code: 'too_large', path: '', message: `The file is larger than ${MAX_CHARACTERS / 1_000_000} million characters` }] };
  const bare = text.replace(/^\uFEFF/, '').trim();
  // A block of code copied from a page or a chat keeps its fence.
  const clean = /^```\w*\n([\s\S]*)\n```$/.exec(bare)?.[1]?.trim() ?? bare;
  if (clean === '') return { problems: [{ code: 'syntax', path: '', message: 'The file is empty', line: 1, column: 1 }] };
  let value: Json;
  try {
    value = JSON.parse(clean) as Json;
  } catch (error) {
    try {
      if (!/^[{[]\s*&(quot|#34);/.test(clean)) throw error;
      value = JSON.parse(unescaped(clean)) as Json;
    } catch {
      return { problems: [syntaxProblem(clean, error)] };
    }
  }
  const problems = inspect(value);
  return problems.length > 0 ? { problems } : { value };
}
