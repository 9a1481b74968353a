// The database: one pool with a bounded wait in front, and the two ways to use it: for one organization, or as the system.
import { sql as statement } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { AppError } from '~/lib/errors';

export type Tx = Pick<PostgresJsDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>;

/** Who a piece of work acts for. Repositories ask it for a transaction; inside one it hands out the same again. */
export interface Scope {
  /** Acts as `weft_app` with row-level security bound to the organization. */
  org<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Acts as `weft_system`: sign-in, the journal, the scheduler. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface DatabaseOptions {
  url: string;
  max: number;
  /** Milliseconds a request waits for a free connection before it is refused. */
  acquireMs?: number;
  /** Milliseconds above which a transaction is logged as slow. */
  slowMs?: number;
  log?: (event: 'slow' | 'retry', details: Record<string, unknown>) => void;
}

export interface Database extends Scope {
  sql: postgres.Sql;
  /** Connections in use and requests that wait for one. */
  pool(): { max: number; busy: number; waiting: number };
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function createDatabase(options: DatabaseOptions): Database {
  const { url, max, acquireMs = 2000, slowMs = 1000, log = () => {} } = options;
  const sql = postgres(url, { max, onnotice: () => {}, connect_timeout: 10, idle_timeout: 300, connection: { application_name: 'weft', statement_timeout: 30_000 } });
  const db = drizzle(sql);
  const gate = createGate(max, acquireMs);

  async function transaction<T>(role: 'weft_app' | 'weft_system', orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const release = await gate.enter();
    const started = performance.now();
    try {
      return await db.transaction(async tx => {
        await tx.execute(statement`select set_config('role', ${role}, true), set_config('app.org_id', ${orgId}, true)`);
        return work(tx);
      });
    } finally {
      release();
      const ms = performance.now() - started;
      if (ms > slowMs) log('slow', { ms: Math.round(ms), role, orgId });
    }
  }

  return {
    sql,
    org: (orgId, work) => transaction('weft_app', orgId, work),
    system: work => transaction('weft_system', '', work),
    pool: () => ({ max, busy: gate.busy(), waiting: gate.waiting() }),
    ping: async () => { await sql`select 1`; },
    close: () => sql.end({ timeout: 5 }),
  };
}

/** A scope inside a running transaction: the same bundle of repositories then works in it. */
export function scopeOf(tx: Tx, orgId: string | null): Scope {
  return {
    org: (wanted, work) => {
      if (wanted !== orgId) throw new AppError('internal', 'A transaction cannot change its organization');
      return work(tx);
    },
    system: work => {
      if (orgId !== null) throw new AppError('internal', 'A transaction of an organization cannot act as the system');
      return work(tx);
    },
  };
}

/** postgres.js queues without bound when all connections are busy (porsager/postgres#824): this queue has a time limit. */
function createGate(max: number, acquireMs: number) {
  let busy = 0;
  const queue: { admit: () => void }[] = [];
  const leave = () => {
    const next = queue.shift();
    if (next) next.admit();
    else busy -= 1;
  };
  const once = () => {
    let done = false;
    return () => {
      if (!done) { done = true; leave(); }
    };
  };
  return {
    busy: () => busy,
    waiting: () => queue.length,
    enter(): Promise<() => void> {
      if (busy < max) {
        busy += 1;
        return Promise.resolve(once());
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(entry), 1);
          reject(new AppError('unavailable', 'The database is busy. Try again in a moment.', { details: { retryAfter: 2 } }));
        }, acquireMs);
        const entry = { admit: () => { clearTimeout(timer); resolve(once()); } };
        queue.push(entry);
      });
    },
  };
}

/** Waits for the database at boot: tries again with back-off for `totalMs`, then throws the last error. */
export async function connectWithRetry(database: Database, totalMs: number, log: (line: string) => void): Promise<void> {
  const deadline = Date.now() + totalMs;
  for (let delay = 200; ; delay = Math.min(delay * 2, 5000)) {
    try {
      await database.ping();
      return;
    } catch (error) {
      if (Date.now() + delay > deadline) throw error;
      log(`The database does not answer yet (${(error as Error).message}). Next try in ${delay} ms.`);
      await new Promise(done => setTimeout(done, delay));
    }
  }
}
