// Autosave: one request after a pause, one at a time, never over a newer draft, again after silence.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDefinition } from '~/lib/workflow';
import { createAutosave } from './autosave';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function harness(saved?: () => void) {
  let changes = 0;
  const sent: number[] = [];
  let answer: (revision: number) => Promise<{ revision: number }> = async revision => ({ revision: revision + 1 });
  const autosave = createAutosave(1, {
    changes: () => changes,
    definition: emptyDefinition,
    send: revision => {
      sent.push(revision);
      return answer(revision);
    },
    saved,
    failure: error => (error === 'conflict' ? { kind: 'conflict', by: 'Ana', at: null } : error === 'bad' ? { kind: 'refused', message: 'bad' } : { kind: 'offline' }),
  });
  return {
    autosave, sent,
    change: () => { changes += 1; autosave.touched(); },
    answers: (next: typeof answer) => { answer = next; },
  };
}

describe('createAutosave', () => {
  it('waits for a pause and sends once', async () => {
    const { autosave, sent, change } = harness();
    change();
    await vi.advanceTimersByTimeAsync(700);
    change();
    await vi.advanceTimersByTimeAsync(700);
    expect(sent).toEqual([]);
    expect(autosave.state.getState().kind).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([1]);
    expect(autosave.state.getState().kind).toBe('saved');
    expect(autosave.revision()).toBe(2);
  });

  it('passes the answer on before it says that it is saved', async () => {
    const seen: string[] = [];
    const { autosave, change } = harness(() => void seen.push(autosave.state.getState().kind));
    change();
    await vi.advanceTimersByTimeAsync(800);
    expect(seen).toEqual(['saving']);
    expect(autosave.state.getState().kind).toBe('saved');
  });

  it('sends changes made during a save afterwards, from the new revision', async () => {
    const { sent, change, answers } = harness();
    answers(revision => new Promise(done => setTimeout(() => done({ revision: revision + 1 }), 2000)));
    change();
    await vi.advanceTimersByTimeAsync(800);
    change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([1]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual([1, 2]);
  });

  it('stops at a conflict until someone decides', async () => {
    const { autosave, sent, change, answers } = harness();
    answers(() => Promise.reject('conflict'));
    change();
    await vi.advanceTimersByTimeAsync(800);
    change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([1]);
    expect(autosave.state.getState()).toMatchObject({ kind: 'conflict', by: 'Ana' });
    await expect(autosave.flush()).rejects.toThrow('Someone else');
    autosave.rebase(7);
    answers(async revision => ({ revision: revision + 1 }));
    change();
    await vi.advanceTimersByTimeAsync(800);
    expect(sent).toEqual([1, 7]);
  });

  it('keeps changes while the server is silent and sends them later', async () => {
    const { autosave, sent, change, answers } = harness();
    answers(() => Promise.reject('network'));
    change();
    await vi.advanceTimersByTimeAsync(800);
    expect(autosave.state.getState().kind).toBe('offline');
    expect(autosave.pending()).toBe(true);
    answers(async revision => ({ revision: revision + 1 }));
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual([1, 1]);
    expect(autosave.state.getState().kind).toBe('saved');
  });

  it('does not repeat what the server refuses, and tries after the next change', async () => {
    const { autosave, sent, change, answers } = harness();
    answers(() => Promise.reject('bad'));
    change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([1]);
    answers(async revision => ({ revision: revision + 1 }));
    change();
    await vi.advanceTimersByTimeAsync(800);
    expect(autosave.state.getState().kind).toBe('saved');
  });

  it('flushes at once and sends nothing when nothing changed', async () => {
    const { autosave, sent, change } = harness();
    expect(await autosave.flush()).toBe(1);
    change();
    expect(await autosave.flush()).toBe(2);
    expect(sent).toEqual([1]);
  });
});
