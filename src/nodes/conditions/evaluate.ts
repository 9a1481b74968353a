// Decides the conditions of If, Filter and Switch (engine-nodes.md 9.2).
import type { Json } from '~/lib/json';
import { NodeError } from '../contract';
import type { ConditionsValue, FilterCondition, OperandType } from '../fields';
import { describeValue, parseOperand } from './operands';
import { findTest, isSingle } from './operations';

const TYPE_NAMES: Record<OperandType, string> = { string: 'text', number: 'a number', boolean: 'true or false', dateTime: 'a date', array: 'a list', object: 'an object', any: 'anything' };

/** Sides of `contains` and the length tests have types of their own. */
function rightType(condition: FilterCondition): OperandType {
  const { type, operation, rightType: given } = condition.operator;
  if (given !== undefined) return given;
  return type === 'array' ? (operation.startsWith('length') ? 'number' : 'any') : type;
}

function wrongType(index: number, side: string, value: Json, wanted: OperandType): NodeError {
  return new NodeError(`Condition ${index + 1}: the ${side} value is ${describeValue(value)}, but the comparison expects ${TYPE_NAMES[wanted]}`, {
    description: 'Change the type of the comparison, or let the node convert types where required.',
  });
}

const notADate = (index: number, side: string, value: Json | undefined): NodeError => new NodeError(`Condition ${index + 1}: the ${side} value is ${describeValue(value)}, which is no date`, { description: 'Check that every item has the date.' });

function holds(condition: FilterCondition, index: number, value: ConditionsValue, zone: string): boolean {
  const { operator } = condition;
  const operation = operator?.operation ?? '';
  const test = operator ? findTest(operator.type, operation) : undefined;
  if (test === undefined) throw new NodeError(`Condition ${index + 1}: the comparison "${operator?.type ?? ''} ${operation}" is not known`);
  const strict = (value.options?.typeValidation ?? 'strict') === 'strict';
  // What names no version is of the first that had one.
  const reading = { strict, version: value.options?.version ?? 1, zone };
  const lenient = reading.version === 0;
  // Version 1 compares for equality without converting: "5" is not 5.
  if (lenient && (operation === 'equals' || operation === 'notEquals')) return (condition.leftValue === condition.rightValue) === (operation === 'equals');
  // And it orders what counts as nothing as 0.
  if (lenient && operator.type === 'number' && !isSingle(operation)) return test(Number(condition.leftValue || 0), Number(condition.rightValue || 0), false);
  const left = parseOperand(condition.leftValue, operator.type, reading);
  if (!left.ok && !lenient) throw wrongType(index, 'first', condition.leftValue, operator.type);
  const ignoreCase = value.options?.caseSensitive === false;
  if (isSingle(operation)) return test(left.ok && !lenient ? left.value : condition.leftValue, undefined, ignoreCase);
  const wanted = rightType(condition);
  const right = parseOperand(condition.rightValue, wanted, reading);
  if (!right.ok && !lenient) throw wrongType(index, 'second', condition.rightValue, wanted);
  if (lenient && operator.type === 'dateTime') for (const [side, given] of [['first', left], ['second', right]] as const) if (!given.ok || given.value === null || given.value === undefined) throw notADate(index, side, side === 'first' ? condition.leftValue : condition.rightValue);
  return test(left.ok ? left.value : null, right.ok ? right.value : null, ignoreCase);
}

/**
 * True when the conditions hold; of an empty list all hold, but not one of them. `zone` (IANA name) is for dates written without an offset.
 * Throws NodeError on a type that does not fit.
 */
export function conditionsHold(value: ConditionsValue | undefined, zone: string): boolean {
  if (!value?.conditions) return true;
  const { conditions } = value;
  const test = (condition: FilterCondition, index: number): boolean => holds(condition, index, value, zone);
  return value.combinator === 'or' ? conditions.some(test) : conditions.every(test);
}
