// What commands share: the database of this installation (started when it is down) and parsed options.
import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fileURLToPath } from 'node:url';
import { createDatabase, type Database } from '~/db/client';
import { startEmbedded } from '~/db/embedded';
import { migrateDatabase } from '~/db/migrate';
import { loadKeys } from '~/server/crypto/keys';
import { type Env, readEnv } from '~/server/env';
import { createRepositories, type Repositories } from '~/server/repositories/repositories';

/** The folder of package.json: the bundle lies in dist/. */
export const root = join(fileURLToPath(new URL('.', import.meta.url)), '..');

/** An error of use: exit code 2. */
export class UsageError extends Error {
  readonly exitCode = 2;
}

export function options<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], config: T) {
  try {
    return parseArgs({ args, options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export interface CommandContext { env: Env; database: Database; repositories: Repositories }

/** Runs `work` with the database, migrated; stops the embedded one again when this command started it. */
export async function withDatabase<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const env = readEnv();
  const cluster = env.databaseUrl ? null : await startEmbedded({ dataDir: env.dataDir, purpose: 'command', log: line => console.error(line) });
  const url = env.databaseUrl ?? cluster?.url ?? '';
  let database: Database | null = null;
  try {
    await migrateDatabase(url, root);
    database = createDatabase({ url, max: 2 });
    const keys = await loadKeys(env.encryptionKey, env.dataDir);
    return await work({ env, database, repositories: createRepositories(database, keys) });
  } finally {
    await database?.close();
    if (cluster?.owned) await cluster.stop();
  }
}
