// Builds everything the server is made of, once per process. The ingress and Next.js are bundled apart, so the one instance hangs on globalThis.
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { connectWithRetry, createDatabase, type Database } from '~/db/client';
import { newId, newToken } from '~/lib/ids';
import { loadKeys, type Keys } from './crypto/keys';
import { createEgress, type Egress } from './egress/client';
import { createOwnHosts } from './egress/own-hosts';
import { createSockets, type Sockets } from './egress/sockets';
import { type Env, readEnv } from './env';
import { createExecutor, type Executor } from './execution/executor';
import { createJournal, type Journal } from './execution/journal';
import { createLive, type Live } from './execution/live';
import { createWorkflowLoader, type WorkflowLoader } from './execution/loaded-workflow';
import { type Polled, pollOnce, type PollRequest } from './execution/poll';
import { createPolling, type Polling } from './execution/polling';
import { createRecovery, type Recovery } from './execution/recovery';
import { createScheduler } from './execution/scheduler';
import { createStanding } from './execution/standing/standing';
import { createSubWorkflows } from './execution/sub-workflow';
import type { ToolServices } from './execution/tools';
import { createSpool, type Spool } from './files/spool';
import { createTestListener, type TestListener } from './execution/test-listener';
import { createJournalRepository, type JournalRepository } from './repositories/journal';
import { createRepositories, type Repositories } from './repositories/repositories';
import { createSandbox, type Sandbox } from './sandbox/pool';
import { createWorkshop, type Workshop } from './workshop/pool';

export interface Container {
  env: Env;
  log: Logger;
  keys: Keys;
  processId: string;
  /** Shared by ingress and Next.js in this process: proves that a header comes from the ingress. */
  ingressSecret: string;
  database: Database;
  repositories: Repositories;
  journalRepository: JournalRepository;
  journal: Journal;
  live: Live;
  egress: Egress;
  sockets: Sockets;
  sandbox: Sandbox;
  workshop: Workshop;
  loader: WorkflowLoader;
  executor: Executor;
  recovery: Recovery;
  listener: TestListener;
  /** For files that arrive and are not accepted yet. */
  spool: Spool;
  /** Looks once with a polling trigger, for a person who tries it out. */
  poll(request: PollRequest): Promise<Polled>;
  polling: Polling;
  close(): Promise<void>;
}

export interface ContainerOptions {
  env: Env;
  databaseUrl: string;
  /** Folder of package.json: node_modules and dist/ lie in it. */
  root: string;
  /** The sandbox's bundled child, where it does not lie in dist/. */
  sandboxChild?: string;
  /** The same for the workshop. */
  workshopChild?: string;
  log?: Logger;
}

export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { env } = options;
  const log = options.log ?? pino({ level: env.logLevel, redact: { paths: ['password', '*.password', 'fields', '*.fields', 'headers.authorization', 'headers.cookie'], censor: '[hidden]' } });
  const keys = await loadKeys(env.encryptionKey, env.dataDir);
  const database = createDatabase({ url: options.databaseUrl, max: env.poolMax, log: (event, details) => log.warn(details, `database: ${event}`) });
  await connectWithRetry(database, 30_000, line => log.warn(line));
  const spool = await createSpool(join(env.dataDir, 'uploads'));
  const processId = newId();
  const repositories = createRepositories(database, keys);
  const journalRepository = createJournalRepository(database.sql);
  const journal = createJournal(journalRepository, message => log.error(message));
  const live = createLive();
  const own = createOwnHosts(env.url, env.databaseUrl);
  const egress = createEgress({ allow: env.egressAllow, own });
  const sockets = createSockets({ allow: env.egressAllow, own, database: options.databaseUrl });
  const sandbox = createSandbox({ childPath: options.sandboxChild ?? join(options.root, 'dist', 'sandbox-child.mjs'), modules: options.root, size: env.sandboxChildren });
  const workshop = createWorkshop({ childPath: options.workshopChild ?? join(options.root, 'dist', 'workshop-child.mjs'), modules: options.root });
  const loader = createWorkflowLoader(repositories);
  const subWorkflows = createSubWorkflows(repositories, env.url);
  const toolServices: ToolServices = { repositories, journal, egress, sockets, sandbox, workshop, filesRoot: join(env.dataDir, 'files'), maxFile: env.maxFile, timezone: env.timezone, runWorkflow: subWorkflows.run };
  const executor = createExecutor(
    { ...toolServices, loader, live, journalRepository },
    { processId, keys, url: env.url, timezone: env.timezone, concurrency: env.concurrency, environment: env.expressionEnvironment, log },
  );
  subWorkflows.use(executor);
  executor.onFailure(subWorkflows.runErrorWorkflow);
  executor.onChildEnd(journalRepository.wake);
  const pollSettings = { timezone: env.timezone, environment: env.expressionEnvironment };
  const polling = createPolling({ ...toolServices, executor }, pollSettings, (message, details) => log.warn(details, message));
  const standing = createStanding({ ...toolServices, executor, loader }, pollSettings, (message, details) => log.warn(details, message));
  const scheduler = createScheduler({ repositories, executor, loader, polling, standing }, (message, details) => log.error(details, message));
  const recovery = createRecovery(journalRepository, executor, scheduler.tick, processId, (message, details) => log.error(details, message));
  const listener = createTestListener();

  return {
    env, log, keys, processId, ingressSecret: newToken(), database, repositories, journalRepository, journal, live, egress, sockets, sandbox, workshop, loader, executor, recovery, listener, polling, spool,
    poll: request => pollOnce(toolServices, pollSettings, request),
    async close() {
      await recovery.stop();
      standing.close();
      await Promise.race([polling.settle(), new Promise(resolve => setTimeout(resolve, 10_000).unref())]);
      await executor.settle(10_000);
      await journal.drain();
      await Promise.all([egress.close(), sandbox.close(), workshop.close()]);
      await database.close();
    },
  };
}

const KEY = Symbol.for('weft.container');
type Holder = { [KEY]?: Promise<Container> };

export const setContainer = (container: Promise<Container>): void => { (globalThis as Holder)[KEY] = container; };

/** The container of this process. Under plain `next start` the first request builds it from the environment. */
export function getContainer(): Promise<Container> {
  const holder = globalThis as Holder;
  holder[KEY] ??= (async () => {
    const env = readEnv();
    if (!env.databaseUrl) throw new Error('DATABASE_URL is not set. Start Weft with `npm start`, which brings its own PostgreSQL.');
    const container = await createContainer({ env, databaseUrl: env.databaseUrl, root: process.cwd() });
    await container.recovery.start();
    return container;
  })();
  return holder[KEY];
}
