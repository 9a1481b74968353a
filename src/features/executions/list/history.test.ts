// Executions by time: every loaded row counts once.
import { describe, expect, it } from 'vitest';
import { historyOf } from './history';

const row = (at: number, status = 'success') => ({ status, createdAt: new Date(at).toISOString() });

describe('historyOf', () => {
  it('counts each row once, in its stretch of time', () => {
    const buckets = historyOf([row(99_000, 'running'), row(50_000, 'failed'), row(50_000), row(0, 'cancelled')], 100_000, 10);
    expect(buckets.map(bucket => bucket.ok + bucket.failed + bucket.open)).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 0, 1]);
    expect(buckets[4]).toMatchObject({ ok: 1, failed: 1, open: 0 });
    expect(buckets[9]).toMatchObject({ open: 1 });
  });

  it('takes one moment and none at all', () => {
    expect(historyOf([row(5), row(5)], 5, 4).map(bucket => bucket.ok)).toEqual([2, 0, 0, 0]);
    expect(historyOf([], 5, 4)).toEqual([]);
  });
});
