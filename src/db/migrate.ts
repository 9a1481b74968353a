// Applies the SQL of drizzle/ under a lock: of several processes that start at once one migrates and the others wait.
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { join } from 'node:path';
import postgres from 'postgres';

const LOCK = 0x77656674; // "weft"

/** Brings the database up to date. `root` is the folder that holds `drizzle/`. Returns how many migrations are applied in all. */
export async function migrateDatabase(url: string, root: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: join(root, 'drizzle') });
    await sql`select weft_ensure_partitions((now() - interval '1 month')::date, (now() + interval '2 months')::date)`;
    const [row] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
    return row?.count ?? 0;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
