// The fast way for `{{ $json.a.b }}`, which is most of all expressions: own properties read in a row, no frame, no budget.
import type { Expression } from 'acorn';
import { NOT_PLAIN } from './not-plain';
import { isForbiddenKey } from './values';

/** Keys of a plain `$json.a['b'][0]` path; null for anything else (optional chaining included). */
function keysOfPath(node: Expression): string[] | null {
  const keys: string[] = [];
  let current: Expression = node;
  while (current.type === 'MemberExpression') {
    const property = current.property;
    if (current.object.type === 'Super' || current.optional) return null;
    if (!current.computed && property.type === 'Identifier') keys.push(property.name);
    else if (current.computed && property.type === 'Literal' && (typeof property.value === 'string' || typeof property.value === 'number')) keys.push(String(property.value));
    else return null;
    current = current.object;
  }
  return current.type === 'Identifier' && current.name === '$json' && !keys.some(isForbiddenKey) ? keys.reverse() : null;
}

const own = Object.prototype.hasOwnProperty;

/**
 * Follows the keys through plain objects and arrays. Anything else on the way (a text's `length`, undefined, a date)
 * is left to the interpreter, which gives the warning or the special value.
 */
function follow(json: unknown, keys: readonly string[]): unknown {
  let value = json;
  for (let i = 0; i < keys.length; i++) {
    if (typeof value !== 'object' || value === null) return NOT_PLAIN;
    const key = keys[i] as string;
    if (!own.call(value, key)) return i === keys.length - 1 && isData(value) ? undefined : NOT_PLAIN;
    if (!isData(value)) return NOT_PLAIN;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value !== 'object' || value === null ? (typeof value === 'function' ? undefined : value) : isData(value) ? value : NOT_PLAIN;
}

/** Plain objects and lists; what lies in them is not looked at. */
export function isData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

export function pathReader(tree: Expression): ((json: unknown) => unknown) | null {
  const keys = keysOfPath(tree);
  return keys ? json => follow(json, keys) : null;
}
