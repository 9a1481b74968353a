// What a step records of things thrown that were not meant for people.
import { expect, it } from 'vitest';
import { stepErrorOf } from './failure';

it('never records a query of Weft and its values', () => {
  const refused = Object.assign(new Error('Failed query: select secret'), { query: 'select secret', params: ['hunter2'] });
  expect(stepErrorOf(refused)).toEqual({ message: 'Weft could not do this because of an error on its side' });
  expect(stepErrorOf(new Error(''))).toEqual({ message: 'The node failed without a message' });
});
