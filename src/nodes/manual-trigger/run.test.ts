// A manual trigger starts with what it is given, else with one empty item.
import { expect, it } from 'vitest';
import { testContext } from '../testing';
import { manualTrigger } from './definition';
import { runManualTrigger } from './run';

it('gives items', async () => {
  expect(await runManualTrigger(testContext(manualTrigger))).toEqual([[{ json: {} }]]);
  expect(await runManualTrigger(testContext(manualTrigger, { items: [{ a: 1 }] }))).toEqual([[{ json: { a: 1 } }]]);
});
