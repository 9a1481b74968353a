// A sticky note is drawn and never run.
import { expect, it } from 'vitest';
import { testContext } from '../testing';
import { stickyNote } from './definition';
import { runStickyNote } from './run';

it('is inert', async () => {
  expect(stickyNote.inert).toBe(true);
  await expect(async () => runStickyNote(testContext(stickyNote))).rejects.toThrow('cannot run');
});
