// Which fields of a node are drawn: the conditions of its definition over the values as written.
import { getOwn, isPlainObject, type JsonObject } from '~/lib/json';
import type { Condition, Field, Fields } from '~/nodes/fields';

export interface FieldScope {
  /** All parameters of the node and their fields. */
  top: JsonObject;
  topFields: Fields;
  typeVersion: number;
}

/** What a field holds when nothing is written; undefined for composite kinds. */
export function standardOf(field: Field): unknown {
  return 'default' in field ? field.default : undefined;
}

type Wanted = Condition[string];
const isList = (wanted: Wanted): wanted is readonly (string | number | boolean)[] => Array.isArray(wanted);

function meets(key: string, wanted: Wanted, siblings: JsonObject, fields: Fields, scope: FieldScope): boolean {
  const inRange = (value: unknown): boolean => !isList(wanted) && typeof value === 'number' && value >= (wanted.from ?? Number.NEGATIVE_INFINITY) && value <= (wanted.to ?? Number.POSITIVE_INFINITY);
  if (key === '@version') return isList(wanted) ? wanted.includes(scope.typeVersion) : inRange(scope.typeVersion);
  const fromTop = key.startsWith('/');
  const name = fromTop ? key.slice(1) : key;
  const field = getOwn(fromTop ? scope.topFields : fields, name) as Field | undefined;
  const written = getOwn(fromTop ? scope.top : siblings, name) ?? (field ? standardOf(field) : undefined);
  const value = isPlainObject(written) && written.__rl === true ? written.value : written;
  // An expression may become anything, so what depends on it is shown.
  if (typeof value === 'string' && value.startsWith('=')) return true;
  if (!isList(wanted)) return inRange(value);
  return Array.isArray(value) ? value.some(each => wanted.includes(each as string)) : wanted.includes(value as string);
}

/** All conditions of `show` hold and none of `hide`. */
export function isVisible(part: { show?: Condition; hide?: Condition }, siblings: JsonObject, fields: Fields, scope: FieldScope): boolean {
  if (part.show && !Object.entries(part.show).every(([key, wanted]) => meets(key, wanted, siblings, fields, scope))) return false;
  return !part.hide || !Object.entries(part.hide).some(([key, wanted]) => meets(key, wanted, siblings, fields, scope));
}
