// How long executions took beside others of the same workflow, among the rows that are loaded.

interface Timed { workflowId: string; status: string; durationMs: number | null }

export interface DurationScale {
  /** Share of the bar's room, 0 to 1. */
  share(row: Timed): number;
  /** True where enough ended executions are loaded for a 95th percentile; its tick stands at P95_AT. */
  known(workflowId: string): boolean;
}

/** Where the 95th percentile stands on the bar: longer ones still have room. */
export const P95_AT = 0.74;
const ENOUGH = 5;

export function durationScale(rows: readonly Timed[]): DurationScale {
  const byWorkflow = new Map<string, number[]>();
  for (const row of rows) {
    if (row.durationMs === null) continue;
    const list = byWorkflow.get(row.workflowId) ?? [];
    list.push(row.durationMs);
    byWorkflow.set(row.workflowId, list);
  }
  const p95 = new Map([...byWorkflow].map(([id, list]) => {
    const sorted = list.sort((a, b) => a - b);
    return [id, sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0] as const;
  }));
  return {
    share: row => Math.min(1, ((row.durationMs ?? 0) / Math.max(1, p95.get(row.workflowId) ?? 1)) * P95_AT),
    known: id => (byWorkflow.get(id)?.length ?? 0) >= ENOUGH,
  };
}
