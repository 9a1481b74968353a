// The server: database, migrations, container, Next.js behind the ingress, and a clean stop.
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { type EmbeddedCluster, startEmbedded } from '~/db/embedded';
import { migrateDatabase } from '~/db/migrate';
import { newToken } from '~/lib/ids';
import { type Container, createContainer, setContainer } from '~/server/container';
import { sha256 } from '~/server/crypto/hash';
import { keyProblem } from '~/server/crypto/keys';
import { type Env, exportAuthEnvironment, readEnv } from '~/server/env';
import { createIngress } from '~/server/ingress/server';
import { root } from './context';

export const serve = (): Promise<undefined> => start(false);
export const serveDev = (): Promise<undefined> => start(true);

async function start(dev: boolean): Promise<undefined> {
  const env = readEnv();
  if (env.encryptionKey) {
    const problem = keyProblem(env.encryptionKey);
    if (problem) throw new Error(problem);
  }
  const say = (line: string) => console.log(line);
  const cluster = env.databaseUrl ? null : await startEmbedded({ dataDir: env.dataDir, purpose: 'serve', log: say });
  const closing: (() => Promise<void>)[] = [];
  if (cluster) closing.unshift(() => cluster.stop());
  stopOnSignals(closing);
  try {
    await boot(env, cluster, dev, closing, say);
  } catch (error) {
    for (const close of closing) await close().catch(() => {});
    throw error;
  }
  return undefined;
}

async function boot(env: Env, cluster: EmbeddedCluster | null, dev: boolean, closing: (() => Promise<void>)[], say: (line: string) => void): Promise<void> {
  const databaseUrl = env.databaseUrl ?? cluster?.url ?? '';
  await migrateDatabase(databaseUrl, root);
  exportAuthEnvironment(env);
  const container = await createContainer({ env, databaseUrl, root });
  closing.unshift(() => container.close());
  setContainer(Promise.resolve(container));

  const next = (createRequire(import.meta.url)('next') as unknown as (options: object) => { prepare(): Promise<void>; getRequestHandler(): never; getUpgradeHandler(): never; close(): Promise<void> })({ dev, dir: root, hostname: 'localhost', port: env.port });
  await next.prepare();
  closing.unshift(() => next.close());
  const server = createIngress(container, { dev, pages: next.getRequestHandler(), ...(dev ? { upgrade: next.getUpgradeHandler() } : {}) });
  await listen(server, env);
  closing.unshift(() => closeServer(server));
  const standby = await container.recovery.start();
  await greet(container, server, standby, say);
}

function listen(server: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject((error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new Error(`Port ${env.port} is in use. Stop the other program, or set PORT.`) : error));
    server.listen(env.port, env.host, () => resolve());
  });
}

async function greet(container: Container, server: Server, standby: string | null, say: (line: string) => void): Promise<void> {
  const { port } = server.address() as { port: number };
  const url = container.env.urlIsSet ? container.env.url : `http://localhost:${port}`;
  say(`\n  Weft runs on ${url}`);
  if (standby) say(`  ${standby}`);
  if (!(await container.repositories.people.hasOwner())) {
    const token = newToken();
    await container.repositories.people.openSetup(sha256(token));
    say(`  Make the first account: ${url}/setup?token=${token}`);
  }
  say('');
}

/** Stops listening, lets open requests end, and cuts live streams. */
function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}

/** Ctrl-C and SIGTERM stop everything in order; a second one stops at once. */
function stopOnSignals(closing: (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), 25_000).unref();
    for (const close of closing) await close().catch(error => console.error(`weft: ${(error as Error).message}`));
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}
