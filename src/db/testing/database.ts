// A database of its own for a test file, cloned from the migrated template.
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { createDatabase, type Database } from '../client';

export interface TestDatabase { url: string; database: Database; drop(): Promise<void> }

export async function cloneDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('databaseUrl'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new URL(template);
  admin.pathname = '/postgres';
  const run = async (work: (sql: postgres.Sql) => Promise<unknown>) => {
    const sql = postgres(admin.href, { max: 1, onnotice: () => {} });
    try {
      await work(sql);
    } finally {
      await sql.end();
    }
  };
  await run(sql => sql`create database ${sql(name)} template ${sql(template.pathname.slice(1))}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const database = createDatabase({ url: url.href, max: 6 });
  return {
    url: url.href,
    database,
    drop: async () => {
      await database.close();
      await run(sql => sql`drop database ${sql(name)} with (force)`);
    },
  };
}
