// The journal: rows of concurrent executions are written together, one transaction per flush (group commit).
import { AppError, messageOf } from '~/lib/errors';
import type { ExecutionChange, Flush, JournalRepository, LogWrite, NewEvent, NewExecution, PayloadWrite, StepWrite } from '~/server/repositories/journal';

export interface Journal {
  /** Resolves when execution and event are committed. */
  accept(execution: NewExecution, event: NewEvent | null): Promise<void>;
  /** Rides along with the next flush, at the latest after 100 ms. */
  step(write: StepWrite): void;
  /** Resolves when the step, and everything before it, is committed. */
  stepDurably(write: StepWrite): Promise<void>;
  /** Resolves when committed; false when another process holds the execution by now. */
  change(change: ExecutionChange): Promise<boolean>;
  log(write: LogWrite): void;
  /** Resolves when committed. */
  payload(write: PayloadWrite): Promise<void>;
  /** Writes what is left. */
  drain(): Promise<void>;
}

interface Waiter { executionId: string; resolve: (changed: Set<string>) => void; reject: (error: unknown) => void }
interface Batch extends Flush { waiters: Waiter[] }

const LAZY_MS = 100;
const MAX_ROWS = 2000;
const TRANSIENT = new Set(['40001', '40P01', '53300', '57P01', '57P03', '08006', '08003', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT', 'ECONNREFUSED', 'ECONNRESET']);

const emptyBatch = (): Batch => ({ events: [], executions: [], steps: [], changes: [], logs: [], payloads: [], waiters: [] });
const size = (batch: Batch) => batch.events.length + batch.executions.length + batch.steps.length + batch.changes.length + batch.logs.length + batch.payloads.length;

export function createJournal(repository: JournalRepository, onError: (message: string) => void): Journal {
  let batch = emptyBatch();
  let flushing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let scheduled = false;

  function urgent<T>(executionId: string, map: (changed: Set<string>) => T): Promise<T> {
    const done = new Promise<T>((resolve, reject) => batch.waiters.push({ executionId, resolve: changed => resolve(map(changed)), reject }));
    schedule();
    return done;
  }

  /** Waits for the end of the running tick, so that everything that became ready in it shares a commit. */
  function schedule(): void {
    if (flushing || scheduled) return;
    scheduled = true;
    setImmediate(() => { scheduled = false; void flush(); });
  }

  function lazy(): void {
    if (size(batch) >= MAX_ROWS) return schedule();
    timer ??= setTimeout(() => { timer = null; void flush(); }, LAZY_MS);
  }

  async function flush(): Promise<void> {
    if (flushing) return flushing;
    if (size(batch) === 0 && batch.waiters.length === 0) return;
    if (timer) clearTimeout(timer);
    timer = null;
    const current = batch;
    batch = emptyBatch();
    flushing = write(current).finally(() => {
      flushing = null;
      if (batch.waiters.length > 0) void flush();
      else if (size(batch) > 0) lazy();
    });
    return flushing;
  }

  async function write(current: Batch): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const changed = await repository.write(current);
        for (const waiter of current.waiters) waiter.resolve(changed);
        return;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (TRANSIENT.has(code) && attempt < 4) {
          await new Promise(done => setTimeout(done, 50 * attempt ** 2));
          continue;
        }
        const parts = TRANSIENT.has(code) ? new Map<string, Flush>() : splitByExecution(current);
        if (parts.size > 1) return writeApart(current, parts);
        onError(`journal: ${messageOf(error, 500)}`);
        const failure = code.startsWith('23') ? new AppError('conflict', 'This was recorded already.', { cause: error }) : new AppError('unavailable', 'The database did not take the execution. Try again in a moment.', { cause: error, details: { retryAfter: 5 } });
        for (const waiter of current.waiters) waiter.reject(failure);
        return;
      }
    }
  }

  /** One bad row must not fail its neighbours: each execution is written alone. */
  async function writeApart(current: Batch, parts: Map<string, Flush>): Promise<void> {
    for (const [executionId, rows] of parts) {
      const waiters = current.waiters.filter(waiter => waiter.executionId === executionId);
      await write({ ...rows, waiters });
    }
  }

  return {
    accept(execution, event) {
      batch.executions.push(execution);
      if (event) batch.events.push(event);
      return urgent(execution.id, () => undefined);
    },
    step(write) {
      batch.steps.push(write);
      lazy();
    },
    stepDurably(write) {
      batch.steps.push(write);
      return urgent(write.executionId, () => undefined);
    },
    change(change) {
      batch.changes.push(change);
      return urgent(change.id, changed => changed.has(change.id));
    },
    log(write) {
      batch.logs.push(write);
      lazy();
    },
    payload(write) {
      batch.payloads.push(write);
      return urgent(write.executionId, () => undefined);
    },
    async drain() {
      while (flushing || size(batch) > 0 || batch.waiters.length > 0) await (flushing ?? flush());
    },
  };
}

/** The rows of a batch by execution. */
function splitByExecution(batch: Batch): Map<string, Flush> {
  const groups = new Map<string, Flush>();
  const group = (id: string) => {
    const existing = groups.get(id);
    if (existing) return existing;
    const made: Flush = { events: [], executions: [], steps: [], changes: [], logs: [], payloads: [] };
    groups.set(id, made);
    return made;
  };
  for (const row of batch.executions) group(row.id).executions.push(row);
  for (const row of batch.events) group(row.executionId).events.push(row);
  for (const row of batch.steps) group(row.executionId).steps.push(row);
  for (const row of batch.changes) group(row.id).changes.push(row);
  for (const row of batch.logs) group(row.executionId).logs.push(row);
  for (const row of batch.payloads) group(row.executionId).payloads.push(row);
  return groups;
}
