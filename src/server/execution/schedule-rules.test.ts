// Times of schedules: S1-S3 of security.md and rules that cron cannot say.
import { describe, expect, it } from 'vitest';
import { nextTimes } from './schedule-rules';

const times = (cron: string, from: string, count: number, every = 1, timezone = 'Europe/Berlin') => nextTimes({ cron, every, timezone }, new Date(from), count).map(date => date.toISOString());

describe('next times', () => {
  it('S1: an hour that does not exist fires once, after the change', () => {
    expect(times('0 30 2 * * *', '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']);
  });
  it('S2: an hour that comes twice fires once', () => {
    expect(times('0 30 2 * * *', '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
  });
  it('S3: what never fires has no times, and what is no cron has none', () => {
    expect(times('0 0 0 31 2 *', '2026-01-01T00:00:00Z', 1)).toEqual([]);
    expect(times('nonsense', '2026-01-01T00:00:00Z', 1)).toEqual([]);
  });
  it('every third day, every second week and every second month count from the last slot', () => {
    expect(times('0 0 9 * * *', '2026-01-01T09:00:00Z', 2, 3, 'UTC')).toEqual(['2026-01-04T09:00:00.000Z', '2026-01-07T09:00:00.000Z']);
    expect(times('0 0 9 1 * *', '2026-01-01T09:00:00Z', 2, 2, 'UTC')).toEqual(['2026-03-01T09:00:00.000Z', '2026-05-01T09:00:00.000Z']);
    // Monday and Thursday of every second week, from Monday 5 January
    expect(times('0 0 9 * * 1,4', '2026-01-05T09:00:00Z', 3, 2, 'UTC')).toEqual(['2026-01-08T09:00:00.000Z', '2026-01-19T09:00:00.000Z', '2026-01-22T09:00:00.000Z']);
  });
});
