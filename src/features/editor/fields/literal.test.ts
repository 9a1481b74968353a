// Typed values of comparisons.
import { expect, it } from 'vitest';
import { literalOf } from './literal';

it('turns plain numbers and truths into values and leaves the rest as text', () => {
  expect([literalOf('number', '5'), literalOf('number', '-1.5'), literalOf('number', '5.'), literalOf('number', ''), literalOf('number', '={{ 1 }}')]).toEqual([5, -1.5, '5.', '', '={{ 1 }}']);
  expect([literalOf('boolean', 'true'), literalOf('boolean', 'yes'), literalOf('string', '5')]).toEqual([true, 'yes', '5']);
});
