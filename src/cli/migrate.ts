// `weft migrate`: brings the database up to date and says how many migrations it has.
import { migrateDatabase } from '~/db/migrate';
import { startEmbedded } from '~/db/embedded';
import { readEnv } from '~/server/env';
import { root } from './context';

export async function migrate(): Promise<number> {
  const env = readEnv();
  const cluster = env.databaseUrl ? null : await startEmbedded({ dataDir: env.dataDir, purpose: 'command', log: line => console.error(line) });
  try {
    const count = await migrateDatabase(env.databaseUrl ?? cluster?.url ?? '', root);
    console.log(`The database is up to date (${count} migrations).`);
    return 0;
  } finally {
    if (cluster?.owned) await cluster.stop();
  }
}
