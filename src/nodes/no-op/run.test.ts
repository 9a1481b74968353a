// No operation passes items with their files and a lineage of their own.
import { expect, it } from 'vitest';
import { testContext } from '../testing';
import { noOp } from './definition';
import { runNoOp } from './run';

it('passes items on', async () => {
  const binary = { data: { id: 'f', mimeType: 'text/plain', fileSize: 1 } };
  const items = [{ json: { a: 1 }, binary, pairedItem: 7, error: { message: 'old' } }];
  expect(await runNoOp(testContext(noOp, { items }))).toEqual([[{ json: { a: 1 }, binary, pairedItem: { item: 0 } }]]);
});
