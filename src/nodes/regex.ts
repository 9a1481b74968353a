// Regular expressions in linear time: patterns come from users (security.md, A8).
import { RE2JS } from 're2js';
import { messageOf } from '~/lib/errors';
import { NodeError } from './contract';

const CACHE_SIZE = 200;
const cache = new Map<string, RE2JS>();

/** `/pattern/flags` or a bare pattern. Flags i, m and s count; g, u and y make no difference to a test. */
function compile(text: string): RE2JS {
  const written = /^\/(.*)\/([a-z]*)$/s.exec(text);
  const pattern = written ? (written[1] as string) : text;
  const letters = written ? (written[2] as string) : '';
  let flags = 0;
  if (letters.includes('i')) flags |= RE2JS.CASE_INSENSITIVE;
  if (letters.includes('m')) flags |= RE2JS.MULTILINE;
  if (letters.includes('s')) flags |= RE2JS.DOTALL;
  return RE2JS.compile(RE2JS.translateRegExp(pattern), flags);
}

/** Compiled and cached. Throws NodeError for patterns that are wrong or need backtracking. */
function regexOf(pattern: string): RE2JS {
  let regex = cache.get(pattern);
  if (regex === undefined) {
    try {
      regex = compile(pattern);
    } catch (error) {
      throw new NodeError(`The regular expression ${pattern} cannot be used: ${messageOf(error, 300)}`, {
        description: 'Look-around and back-references are not supported, because they can take unlimited time.',
      });
    }
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
    cache.set(pattern, regex);
  }
  return regex;
}

/** True when the pattern is found anywhere in `value`. */
export const regexFinds = (value: string, pattern: string): boolean => regexOf(pattern).test(value);

/** Replaces every match; `$1` and `$&` mean what they mean in JavaScript. */
export const regexReplaced = (value: string, pattern: string, replacement: string): string => regexOf(pattern).matcher(value).replaceAll(replacement);

/** The first match and its groups; null when there is none. */
export function regexGroups(value: string, pattern: string): (string | undefined)[] | null {
  const matcher = regexOf(pattern).matcher(value);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
}

const MAX_MATCHES = 10_000;

/** What every match, or its group, holds; at most ten thousand. */
export function regexMatches(value: string, pattern: string, group = 0): string[] {
  const matcher = regexOf(pattern).matcher(value);
  const found: string[] = [];
  while (found.length < MAX_MATCHES && matcher.find()) found.push(matcher.group(group) ?? '');
  return found;
}
