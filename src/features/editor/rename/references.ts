// References to node names inside parameters: `$('A')`, `$node["A"]`, `$node.A`, `$items("A")`, in expressions and in code.
import type { Json, JsonObject } from '~/lib/json';
import { isPlainObject, setOwn } from '~/lib/json';

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A name as it stands between quotes of that kind. */
const quoted = (name: string, quote: string): string => name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);

function rewriteText(text: string, names: ReadonlyMap<string, string>): string {
  // Nearly no string has a reference: look before building patterns.
  if (!text.includes('$(') && !text.includes('$node') && !text.includes('$items')) return text;
  const old = [...names.keys()].sort((a, b) => b.length - a.length);
  if (old.length === 0) return text;
  const spellings = new Map<string, string>();
  for (const name of old) for (const quote of ['\'', '"', '`']) spellings.set(quote + quoted(name, quote), name);
  const alternatives = [...spellings.keys()].map(spelling => escapeRegExp(spelling)).join('|');
  const calls = new RegExp(`(\\$(?:items)?\\(\\s*|\\$node\\s*\\[\\s*)(${alternatives})(['"\`])`, 'g');
  let out = text.replace(calls, (whole, lead: string, spelling: string, close: string) => {
    const quote = spelling[0] as string;
    const name = spellings.get(spelling);
    return close === quote && name !== undefined ? `${lead}${quote}${quoted(names.get(name) as string, quote)}${close}` : whole;
  });
  const dotted = old.filter(name => IDENTIFIER.test(name));
  if (dotted.length > 0) {
    out = out.replace(new RegExp(`\\$node\\.(${dotted.map(escapeRegExp).join('|')})(?![\\w$])`, 'g'), (_, name: string) => {
      const next = names.get(name) as string;
      return IDENTIFIER.test(next) ? `$node.${next}` : `$node["${quoted(next, '"')}"]`;
    });
  }
  return out;
}

/** The value with every reference to an old name written with its new name; the same object when there is none. */
export function rewriteReferences<V extends Json>(value: V, names: ReadonlyMap<string, string>): V {
  if (typeof value === 'string') return rewriteText(value, names) as V;
  if (Array.isArray(value)) {
    const next = value.map(inner => rewriteReferences(inner, names));
    return (next.some((inner, index) => inner !== value[index]) ? next : value) as V;
  }
  if (isPlainObject(value)) {
    let changed = false;
    const next: JsonObject = {};
    for (const [key, inner] of Object.entries(value as JsonObject)) {
      const rewritten = rewriteReferences(inner, names);
      changed ||= rewritten !== inner;
      setOwn(next, key, rewritten);
    }
    return (changed ? next : value) as V;
  }
  return value;
}
