// Which new executions count while filters are set.
import { expect, it } from 'vitest';
import { type Filters, fits } from './filters';

const none: Filters = { search: '', workflow: null, status: [], mode: null, period: null };
const execution = { id: '01a1fb2d', workflowName: 'Order intake', status: 'failed', mode: 'webhook', error: { message: 'phone is empty' } };

it('counts what fits the status, the trigger and the words', () => {
  expect(fits(none, execution)).toBe(true);
  expect(fits({ ...none, status: ['failed', 'waiting'], mode: 'webhook', search: ' PHONE ' }, execution)).toBe(true);
  expect(fits({ ...none, status: ['success'] }, execution)).toBe(false);
  expect(fits({ ...none, mode: 'manual' }, execution)).toBe(false);
  expect(fits({ ...none, search: 'refund' }, execution)).toBe(false);
});
