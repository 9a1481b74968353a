// The loaded executions by time. They are newest first without holes, so the counts are whole for the time they span.
import { STATE_TONES, stateOf } from '~/ui/status';

export interface Bucket { from: number; ok: number; failed: number; open: number }

/** Equal stretches of time from the oldest loaded row to `now`, oldest first. Empty when there is nothing to show. */
export function historyOf(rows: readonly { status: string; createdAt: string }[], now: number, count: number): Bucket[] {
  const times = rows.map(row => Date.parse(row.createdAt));
  if (times.length === 0) return [];
  const start = Math.min(...times);
  const width = Math.max(1000, (Math.max(now, ...times) - start + 1) / count);
  const buckets = Array.from({ length: count }, (_, index): Bucket => ({ from: start + index * width, ok: 0, failed: 0, open: 0 }));
  for (const [index, row] of rows.entries()) {
    const bucket = buckets[Math.min(count - 1, Math.floor(((times[index] ?? start) - start) / width))];
    if (!bucket) continue;
    const tone = STATE_TONES[stateOf(row.status)];
    if (tone === 'failed' || tone === 'stale') bucket.failed += 1;
    else if (tone === 'success' || tone === 'cancelled') bucket.ok += 1;
    else bucket.open += 1;
  }
  return buckets;
}
