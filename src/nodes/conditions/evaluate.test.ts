// Conditions, as observed on n8n 2.38.7 (true, false, or an error).
import { describe, expect, it } from 'vitest';
import type { Json } from '~/lib/json';
import type { ConditionsValue, FilterCondition, OperandType } from '../fields';
import { conditionsHold } from './evaluate';
import { describeValue } from './operands';
import { foldConditionLists } from './versions';

type Operator = FilterCondition['operator'];
const one = (operator: Operator, leftValue: Json | undefined, rightValue: Json | undefined = '', options: ConditionsValue['options'] = {}): ConditionsValue => ({
  options: { caseSensitive: true, typeValidation: 'strict', version: 2, ...options },
  combinator: 'and',
  conditions: [{ id: '1', leftValue: leftValue as Json, rightValue: rightValue as Json, operator }],
});
const decide = (value: ConditionsValue): boolean | 'error' => {
  try {
    return conditionsHold(value, 'Europe/Berlin');
  } catch (error) {
    expect(error).toMatchObject({ name: 'NodeError' });
    return 'error';
  }
};
const op = (type: OperandType, operation: string): Operator => ({ type, operation });
const loose = { typeValidation: 'loose' } as const;
const list = ['A', 1, { q: 1 }];

describe('one condition', () => {
  it.each<[OperandType, string, Json | undefined, Json | undefined, ConditionsValue['options'], boolean | 'error']>([
    ['string', 'equals', 5, '5', {}, 'error'],
    ['string', 'equals', 5, '5', loose, true],
    ['string', 'equals', 'abc', 5, {}, 'error'],
    ['string', 'equals', null, '', {}, true],
    ['string', 'equals', undefined, undefined, {}, true],
    ['string', 'notEquals', null, 'x', {}, true],
    ['string', 'notContains', null, 'x', {}, true],
    ['string', 'startsWith', null, '', {}, true],
    ['string', 'empty', null, '', {}, true],
    ['string', 'exists', 5, '', {}, 'error'],
    ['string', 'exists', '', '', {}, true],
    ['string', 'notExists', undefined, '', {}, true],
    ['string', 'regex', 'abc', '/^A/i', {}, true],
    ['string', 'regex', 'abc', '^A', {}, false],
    ['string', 'notRegex', 'abc', 'z', {}, true],
    ['string', 'contains', 'ABC', 'b', { caseSensitive: false }, true],
    ['number', 'equals', '', 0, loose, true],
    ['number', 'equals', null, null, {}, true],
    ['number', 'equals', 'abc', 1, loose, 'error'],
    ['number', 'empty', '', '', loose, false],
    ['number', 'exists', 'abc', '', loose, 'error'],
    ['number', 'gt', 5, '3', {}, 'error'],
    ['number', 'gt', '5', '3', loose, true],
    ['number', 'lt', null, 3, {}, true],
    ['number', 'lt', undefined, 3, {}, false],
    ['number', 'notEquals', null, 3, {}, true],
    ['boolean', 'true', 'abc', '', loose, true],
    ['boolean', 'true', 'false', '', loose, false],
    ['boolean', 'false', null, '', {}, true],
    ['boolean', 'equals', null, false, loose, false],
    ['boolean', 'notEquals', null, true, {}, true],
    ['dateTime', 'after', '2024-01-01', '2023-01-01', {}, true],
    ['dateTime', 'before', null, '2023-01-01', {}, false],
    ['dateTime', 'after', 1704067200000, '2023-01-01', {}, 'error'],
    ['dateTime', 'after', 'not a date', '2023-01-01', loose, 'error'],
    ['dateTime', 'equals', '2024-01-01T00:00:00+01:00', '2024-01-01', {}, true],
    ['array', 'contains', list, 'A', {}, true],
    ['array', 'contains', list, 1, {}, true],
    ['array', 'contains', list, '1', {}, false],
    ['array', 'contains', list, { q: 1 }, {}, false],
    ['array', 'notContains', list, 'x', {}, true],
    ['array', 'contains', list, 'a', { caseSensitive: false }, true],
    ['array', 'lengthGt', list, 2, {}, true],
    ['array', 'lengthEquals', '[1,2]', 2, loose, true],
    ['array', 'empty', [], '', {}, true],
    ['object', 'exists', 'abc', '', {}, 'error'],
    ['object', 'empty', {}, '', {}, true],
    ['object', 'notEmpty', '{"a":1}', '', loose, true],
    ['number', 'empty', '', '', { version: 3 }, true],
    ['boolean', 'true', '0.0', '', loose, false],
    ['boolean', 'true', 'false', '', { ...loose, version: 1 }, true],
    ['dateTime', 'notEquals', null, '2024-01-01', {}, false],
    ['dateTime', 'after', 1704067200000, '2023-01-01', loose, 'error'],
    ['dateTime', 'before', 5, '2023-01-01', {}, true],
    ['string', 'regex', 'A', '[A]', { caseSensitive: false }, false],
    ['array', 'lengthEquals', null, 0, {}, true],
    ['string', 'nonsense', 'a', 'a', {}, 'error'],
    ['string', 'toString', 'a', 'a', {}, 'error'],
  ])('%s %s: %j and %j with %j is %s', (type, operation, left, right, options, wanted) => expect(decide(one(op(type, operation), left, right, options))).toBe(wanted));

  it('says what is wrong and what helps', () => {
    expect(() => conditionsHold(one(op('number', 'gt'), 'abc', 1), 'UTC')).toThrow('Condition 1: the first value is the text "abc", but the comparison expects a number');
    expect([undefined, null, 5, [1], {}].map(describeValue)).toEqual(['missing', 'null', 'the number 5', 'a list', 'an object']);
  });
  it('A8 decides regular expressions in linear time, and names what it cannot', () => {
    const started = performance.now();
    expect(decide(one(op('string', 'regex'), `${'a'.repeat(40)}!`, '^(a+)+$'))).toBe(false);
    expect(performance.now() - started).toBeLessThan(100);
    expect(() => conditionsHold(one(op('string', 'regex'), 'a', '(?=a)'), 'UTC')).toThrow('cannot be used');
  });
});

describe('several conditions', () => {
  const pair = (combinator: 'and' | 'or'): ConditionsValue => ({ combinator, conditions: [...(one(op('boolean', 'true'), true).conditions ?? []), ...(one(op('boolean', 'true'), false).conditions ?? [])] });
  it('combine', () => {
    expect(decide(pair('and'))).toBe(false);
    expect(decide(pair('or'))).toBe(true);
  });
  it('are true when there are none', () => {
    expect(decide({})).toBe(true);
    expect(decide({ combinator: 'or', conditions: [] })).toBe(false);
    expect(conditionsHold(undefined, 'UTC')).toBe(true);
  });
});

describe('version 1', () => {
  const old = (type: string, row: Record<string, Json>) => decide(foldConditionLists({ [type]: [row] }, 'and') as unknown as ConditionsValue);
  it.each<[string, Record<string, Json>, boolean]>([
    ['string', { value1: 5, value2: '5' }, false],
    ['number', { value1: '5', operation: 'equal', value2: 5 }, false],
    ['number', { value1: '5', operation: 'largerEqual', value2: 5 }, true],
    ['number', { value1: 'abc', operation: 'larger', value2: 1 }, false],
    ['number', { value1: '', operation: 'isEmpty' }, true],
    ['number', { value1: 1, value2: 2 }, true],
    ['string', { value1: null, operation: 'notContains', value2: 'x' }, true],
    ['string', { value1: null, operation: 'isEmpty' }, true],
    ['boolean', { value1: 'abc', value2: true }, false],
    ['boolean', { value1: true, value2: true }, true],
    ['dateTime', { value1: '2024-01-01', value2: '2023-01-01' }, true],
    ['string', { value1: 'abc', operation: 'regex', value2: '/B/i' }, true],
  ])('%s %j is %s', (type, row, wanted) => expect(old(type, row)).toBe(wanted));
});
