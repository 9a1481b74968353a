// What a row of the list says first.
import { describe, expect, it } from 'vitest';
import { failuresInARow, rowNote, rowState } from './pick-state';

const row = (part = {}) => ({ status: 'published', publishedNumber: 3, draftDiffers: false, recent: [], lastExecution: null, ...part });
const runs = (...statuses: string[]) => ({ recent: statuses.map(status => ({ status })), lastExecution: { status: statuses.at(-1) as string } });

describe('rowNote', () => {
  it('puts failures before everything else', () => {
    expect(rowNote(row(runs('success', 'failed', 'failed')))).toEqual({ text: '2 failures in a row', tone: 'failed' });
    expect(rowNote(row(runs('success', 'failed')))).toEqual({ text: 'Failed once', tone: 'failed' });
    expect(rowNote(row(runs('failed', 'success')))).toEqual({ text: 'v3 is live' });
  });

  it('says whether it is live', () => {
    expect(rowNote(row({ draftDiffers: true })).text).toBe('Draft differs from v3');
    expect(rowNote(row({ publishedNumber: null, status: 'draft' })).text).toBe('Never published');
    expect(rowNote(row({ status: 'draft' })).text).toBe('Off, was v3');
  });
});

it('counts failures from the end and reads states', () => {
  expect(failuresInARow([{ status: 'failed' }, { status: 'success' }, { status: 'failed' }])).toBe(1);
  expect(rowState(row(runs('waiting')))).toBe('waiting');
  expect(rowState(row({ publishedNumber: null }))).toBe('skipped');
});
