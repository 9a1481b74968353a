// Calculator: arithmetic and nothing else.
import { describe, expect, it } from 'vitest';
import { calculate } from './arithmetic';

describe('calculate', () => {
  it.each<[string, number]>([
    ['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['2 ^ 3 ^ 2', 512], ['-2 ** 2', -4], ['10 % 4', 2], ['sqrt(16) + abs(-3)', 7], ['max(1, 5, 3)', 5], ['Math.round(2.5)', 3], ['1,234,567 + 1', 1_234_568], ['2e3 / .5', 4000], ['pi * 0', 0], ['3 × 4 ÷ 2', 6], ['round(3.14159, 2)', 3.14],
  ])('%s', (expression, value) => expect(calculate(expression)).toBe(value));
  it.each(['', '1 +', '(1', 'constructor(1)', '1 / 0', 'foo', '2 3', 'process.exit()', '"a"', `${'('.repeat(2000)}1`])('refuses %s', expression => expect(() => calculate(expression)).toThrow());
});
