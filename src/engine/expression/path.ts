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

/** A name that plain data inherits: whether it is there has to be asked for. Any other one is own or nowhere. */
const isInherited = (key: string): boolean => key in Object.prototype || key in Array.prototype;

/** The text as the engine of JavaScript keeps names of properties: a piece cut out of a source is looked up anew each time. */
const asName = (key: string): string => Object.keys({ [key]: 0 })[0] as string;

const OBJECT = Object.prototype;
const ARRAY = Array.prototype;

/** Plain objects and lists; what lies in them is not looked at. */
export function isData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

/** One step into plain data. Undefined where there is nothing; NOT_PLAIN where the interpreter must look. */
function read(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return NOT_PLAIN;
  const prototype = Object.getPrototypeOf(value);
  return prototype === OBJECT || prototype === ARRAY || prototype === null ? (value as Record<string, unknown>)[key] : NOT_PLAIN;
}

function found(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  return isData(value) ? value : NOT_PLAIN;
}

/**
 * Follows the keys through plain objects and arrays. Anything else on the way (a text's `length`, undefined, a date)
 * is left to the interpreter, which gives the warning or the special value. One and two keys have a function of their
 * own: they are most of all paths.
 */
export function pathReader(tree: Expression): ((json: unknown) => unknown) | null {
  const keys = keysOfPath(tree)?.map(asName);
  if (!keys || keys.some(isInherited)) return null;
  const [first = '', second = ''] = keys;
  if (keys.length === 1) return json => found(read(json, first));
  if (keys.length === 2) return json => found(read(read(json, first), second));
  return json => {
    let value = json;
    for (const key of keys) value = read(value, key);
    return found(value);
  };
}
