// The state a row shows, and the line below the name.
import type { State } from '~/ui/status';
import { stateOf } from '~/ui/status';

export interface RowFacts {
  status: string;
  publishedNumber: number | null;
  draftDiffers: boolean;
  recent: readonly { status: string }[];
  lastExecution: { status: string } | null;
}

const FAILED = new Set(['failed']);

/** Failures at the end of the recent executions. */
export function failuresInARow(recent: readonly { status: string }[]): number {
  let count = 0;
  for (let index = recent.length - 1; index >= 0 && FAILED.has(recent[index]?.status ?? ''); index--) count++;
  return count;
}

export function rowState(row: RowFacts): State {
  if (row.lastExecution) return stateOf(row.lastExecution.status);
  return row.publishedNumber === null ? 'skipped' : 'queued';
}

/** Health stands next to the name: what is wrong first, then whether it is live. */
export function rowNote(row: RowFacts): { text: string; tone?: 'failed' | 'stale' } {
  const failures = failuresInARow(row.recent);
  if (row.lastExecution?.status === 'needs_attention') return { text: 'Needs a decision', tone: 'stale' };
  if (failures > 1) return { text: `${failures} failures in a row`, tone: 'failed' };
  if (failures === 1) return { text: 'Failed once', tone: 'failed' };
  if (row.publishedNumber === null) return { text: 'Never published' };
  if (row.status !== 'published') return { text: `Off, was v${row.publishedNumber}` };
  return row.draftDiffers ? { text: `Draft differs from v${row.publishedNumber}` } : { text: `v${row.publishedNumber} is live` };
}
