// Recovery: takes up executions that nobody holds any more, waits that are over, and cancellations; beats this process's heart.
import { hostname } from 'node:os';
import { messageOf } from '~/lib/errors';
import type { createJournalRepository } from '~/server/repositories/journal';
import { type Executor, STANDBY } from './executor';

const SWEEP_MS = 500;
/** Executions taken up by one sweep. */
const MOST = 50;
const BEAT_MS = 10_000;
const RIGHT_MS = 2000;

export interface Recovery {
  /** Registers this process and starts the sweeps. Returns words when another living process executes on this database. */
  start(): Promise<string | null>;
  stop(): Promise<void>;
}

export function createRecovery(journal: ReturnType<typeof createJournalRepository>, executor: Executor, tick: () => Promise<void>, processId: string, log: (message: string, details: object) => void): Recovery {
  let stopped = false;
  const timers: NodeJS.Timeout[] = [];

  async function sweep(): Promise<void> {
    const room = executor.free();
    if (room > 0) {
      const dropped = executor.dropped().slice(0, MOST);
      const claimed = await journal.claim(processId, Math.min(room, MOST), dropped);
      executor.forgetDropped(claimed.length < Math.min(room, MOST) ? dropped : claimed.map(open => open.id));
      // What it throws is logged where it happens, and the next sweep tries again.
      for (const open of claimed) void executor.goOn(open).catch(() => undefined);
    }
    for (const id of await journal.cancelRequests(processId)) executor.abort(id);
    await tick();
  }

  function every(ms: number, work: () => Promise<void>): void {
    let busy = false;
    timers.push(setInterval(async () => {
      if (busy || stopped) return;
      busy = true;
      await work().catch(error => log('sweep failed', { message: messageOf(error, 300) }));
      busy = false;
    }, ms));
  }

  let right: Awaited<ReturnType<typeof journal.takeExecutionRight>> = null;

  async function takeRight(): Promise<boolean> {
    if (!right || !(await right.held())) {
      right?.release();
      right = null;
      executor.allow(false);
      right = await journal.takeExecutionRight(processId);
    }
    executor.allow(right !== null);
    return right !== null;
  }

  return {
    async start() {
      const mine = await takeRight();
      await journal.beat(processId, hostname());
      every(BEAT_MS, () => journal.beat(processId, hostname()));
      every(RIGHT_MS, async () => { await takeRight(); });
      every(SWEEP_MS, async () => { if (right) await sweep(); });
      if (mine) await sweep();
      return mine ? null : STANDBY;
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      executor.allow(false);
      await right?.end();
      right = null;
      await journal.leave(processId).catch(() => {});
    },
  };
}
