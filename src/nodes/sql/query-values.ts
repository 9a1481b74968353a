// The values of `options.queryReplacement`: a list, or text with commas in which every expression is taken for itself.
import type { Json } from '~/lib/json';

const EXPRESSION = /\{\{[\s\S]*?\}\}/g;

const isJson = (text: string): boolean => {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const split = (text: string): Json[] => (isJson(text) ? [text] : text.split(',').map(part => part.trim()));

/**
 * `raw` as written, `resolved` what it became as a whole; `resolve` resolves a part of it. `={{ [a, b] }}` gives a list,
 * `={{ a }}, {{ b }}` two values whatever stands in them, and text is split at commas, as n8n does.
 */
export function queryValues(raw: Json | undefined, resolved: Json | undefined, resolve: (part: string) => Json): Json[] {
  if (resolved === undefined || resolved === null || resolved === '') return [];
  if (Array.isArray(resolved)) return resolved;
  if (typeof resolved !== 'string') return [resolved];
  if (typeof raw !== 'string' || !raw.startsWith('=')) return split(resolved);
  const template = raw.slice(1);
  const parts: string[] = [];
  let from = 0;
  let start = 0;
  const cut = (text: string, at: number) => {
    for (let comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
      parts.push(template.slice(start, at + comma));
      start = at + comma + 1;
    }
  };
  for (const match of template.matchAll(EXPRESSION)) {
    cut(template.slice(from, match.index), from);
    from = match.index + match[0].length;
  }
  cut(template.slice(from), from);
  parts.push(template.slice(start));
  return parts.flatMap((part): Json[] => {
    const text = part.trim();
    const [only] = text.match(EXPRESSION) ?? [];
    if (only === undefined) return [text];
    const value = resolve(`=${text}`);
    // One expression may stand for several values: `Object.values(…).join(',')`.
    if (only === text) return typeof value === 'string' ? split(value) : Array.isArray(value) && parts.length === 1 ? value : [value ?? null];
    return [value];
  });
}

/** A query as it is sent: its expressions count also where it was not switched to being one, as they do in n8n. */
export function queryText(query: string, raw: Json | undefined, resolve: (part: string) => Json): string {
  if (typeof raw !== 'string' || raw.startsWith('=') || !raw.includes('{{')) return query;
  return String(resolve(`=${raw}`) ?? '');
}
