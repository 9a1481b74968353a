// Durations are compared within a workflow only.
import { describe, expect, it } from 'vitest';
import { durationScale, P95_AT } from './durations';

const row = (workflowId: string, durationMs: number | null) => ({ workflowId, status: 'success', durationMs });

describe('durationScale', () => {
  it('puts the 95th percentile at its tick and keeps longer ones inside', () => {
    const rows = [...Array.from({ length: 19 }, (_, index) => row('a', 10 * (index + 1))), row('a', 5000)];
    const scale = durationScale(rows);
    expect(scale.share(row('a', 190))).toBeCloseTo(P95_AT);
    expect(scale.share(row('a', 5000))).toBe(1);
    expect(scale.known('a')).toBe(true);
  });

  it('does not let one workflow stretch another', () => {
    const scale = durationScale([row('a', 100), row('b', 900_000), row('b', null)]);
    expect(scale.share(row('a', 100))).toBeCloseTo(P95_AT);
    expect(scale.known('a')).toBe(false);
    expect(scale.share(row('b', null))).toBe(0);
  });
});
