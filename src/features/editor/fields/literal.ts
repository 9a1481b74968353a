// What a person types into a comparison, as the type it is compared with: `5` beside "is greater than" is a number.
import type { Json } from '~/lib/json';
import type { OperandType } from '~/nodes/fields';

/** Text that is not plainly of that type (half a number, an expression) stays text. */
export function literalOf(type: OperandType, value: Json): Json {
  if (typeof value !== 'string' || value.startsWith('=')) return value;
  if (type === 'number') return value.trim() !== '' && String(Number(value)) === value.trim() ? Number(value) : value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}
