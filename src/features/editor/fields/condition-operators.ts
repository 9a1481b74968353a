// The comparisons of conditions, by type, in words.
import type { OperandType } from '~/nodes/fields';

export interface Operator {
  operation: string;
  label: string;
  /** Looks at the left side only. */
  single?: boolean;
}

const ANY: Operator[] = [{ operation: 'exists', label: 'exists', single: true }, { operation: 'notExists', label: 'does not exist', single: true }, { operation: 'empty', label: 'is empty', single: true }, { operation: 'notEmpty', label: 'is not empty', single: true }];
const EQUAL: Operator[] = [{ operation: 'equals', label: 'is equal to' }, { operation: 'notEquals', label: 'is not equal to' }];

export const OPERATORS: Record<OperandType, readonly Operator[]> = {
  string: [...EQUAL, { operation: 'contains', label: 'contains' }, { operation: 'notContains', label: 'does not contain' }, { operation: 'startsWith', label: 'starts with' }, { operation: 'notStartsWith', label: 'does not start with' }, { operation: 'endsWith', label: 'ends with' }, { operation: 'notEndsWith', label: 'does not end with' }, { operation: 'regex', label: 'matches' }, { operation: 'notRegex', label: 'does not match' }, ...ANY],
  number: [...EQUAL, { operation: 'gt', label: 'is greater than' }, { operation: 'lt', label: 'is less than' }, { operation: 'gte', label: 'is at least' }, { operation: 'lte', label: 'is at most' }, ...ANY],
  boolean: [{ operation: 'true', label: 'is true', single: true }, { operation: 'false', label: 'is false', single: true }, ...EQUAL, ...ANY],
  dateTime: [...EQUAL, { operation: 'after', label: 'is after' }, { operation: 'before', label: 'is before' }, { operation: 'afterOrEquals', label: 'is at or after' }, { operation: 'beforeOrEquals', label: 'is at or before' }, ...ANY],
  array: [{ operation: 'contains', label: 'contains' }, { operation: 'notContains', label: 'does not contain' }, { operation: 'lengthEquals', label: 'has the length' }, { operation: 'lengthNotEquals', label: 'has not the length' }, { operation: 'lengthGt', label: 'is longer than' }, { operation: 'lengthLt', label: 'is shorter than' }, { operation: 'lengthGte', label: 'has at least' }, { operation: 'lengthLte', label: 'has at most' }, ...ANY],
  object: ANY,
  any: [...EQUAL, ...ANY],
};

export const TYPE_LABELS: Record<OperandType, string> = { string: 'Text', number: 'Number', boolean: 'True or false', dateTime: 'Date', array: 'List', object: 'Object', any: 'Anything' };

export const findOperator = (type: OperandType, operation: string): Operator | undefined => OPERATORS[type]?.find(each => each.operation === operation);

/** The comparison to go on with when the type changes: the same one if the new type has it. */
export const keepOperator = (type: OperandType, operation: string): Operator => findOperator(type, operation) ?? (OPERATORS[type][0] as Operator);
