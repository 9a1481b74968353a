// An error trigger hands on the failure it was started with.
import { expect, it } from 'vitest';
import { outputsOf, testContext } from '../testing';
import { errorTrigger } from './definition';
import { runErrorTrigger } from './run';

it('gives the failure, or an example in a manual run', async () => {
  expect(await runErrorTrigger(testContext(errorTrigger, { items: [{ workflow: { id: '1' } }] }))).toEqual([[{ json: { workflow: { id: '1' } } }]]);
  expect(outputsOf(await runErrorTrigger(testContext(errorTrigger)))[0]?.[0]?.json).toMatchObject({ execution: { error: { message: expect.any(String) } }, workflow: { id: 'w1' } });
});
