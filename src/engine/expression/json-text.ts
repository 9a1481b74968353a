// JSON.stringify for expression values, charged before the text is made.
import { isPlainObject } from '~/lib/json';
import { type Frame, type HostObject, kindOf, measure, toText } from './values';

const depthOf = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : 1 + Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depthOf(inner)), 0);

function printable(value: object, frame: Frame): unknown {
  switch (kindOf(value)) {
    case 'host': {
      const plain = (value as HostObject).plain(frame);
      frame.budget.text(measure(plain, frame));
      return plain;
    }
    case 'regex': case 'set': case 'function': return {};
    default: return toText(value, frame);
  }
}

/** `indent` as in JSON.stringify. Undefined where JSON has no text for the value. */
export function jsonText(value: unknown, frame: Frame, indent?: string | number): string | undefined {
  const spaces = typeof indent === 'number' ? Math.min(10, Math.max(0, indent)) : (indent?.slice(0, 10).length ?? 0);
  const size = measure(value, frame);
  frame.budget.text(size + (spaces > 0 ? size * spaces * depthOf(value) * 0.25 : 0));
  return JSON.stringify(
    value,
    (_key, inner) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !isPlainObject(inner) ? printable(inner, frame) : inner),
    indent,
  );
}
