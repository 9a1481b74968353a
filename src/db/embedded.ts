// The embedded PostgreSQL: initialises, starts, adopts and stops the cluster that lies in the data folder.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import postgres from 'postgres';
import { type ClusterHome, prepareHome } from './embedded-home';

/** What other processes need to find the running cluster; lies in `<data folder>/postgres.json`, mode 0600. */
interface ClusterFile {
  port: number;
  password: string;
  /** The process that started it and stops it. */
  owner: number;
  /** `serve` keeps it for long, `command` only for one command. */
  purpose: 'serve' | 'command';
}

export interface EmbeddedCluster {
  /** Connection string of the database `weft`. */
  url: string;
  /** True when this process has to stop it. */
  owned: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  purpose: ClusterFile['purpose'];
  log: (line: string) => void;
  /** Trades durability for speed; only for databases of tests. */
  unsafeFast?: boolean;
}

const DATABASE = 'weft';

/** Starts the cluster of `dataDir`, or joins it when another process of ours runs it. Throws an Error in words. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const file = join(options.dataDir, 'postgres.json');
  const home = await prepareHome(options.dataDir, options.log);

  const running = await joinRunning(file, options);
  if (running) return running;

  if (!existsSync(join(home.pgdata, 'PG_VERSION'))) await initialise(home, options.dataDir);
  await removeStalePid(home.pgdata);
  const password = await readPassword(options.dataDir);
  const port = await freePort();
  const child = await launch(home, port, options);
  const record: ClusterFile = { port, password, owner: process.pid, purpose: options.purpose };
  await writePrivate(file, JSON.stringify(record));
  await ensureDatabase(record);
  return { url: urlOf(record), owned: true, stop: () => stopChild(child, file) };
}

const urlOf = (cluster: ClusterFile, database = DATABASE) => `postgres://postgres:${cluster.password}@127.0.0.1:${cluster.port}/${database}`;

/** Joins a cluster that answers; adopts it when the process that started it is gone. */
async function joinRunning(file: string, options: EmbeddedOptions): Promise<EmbeddedCluster | null> {
  for (let attempt = 0; ; attempt++) {
    const cluster = await readFile(file, 'utf8').then(text => JSON.parse(text) as ClusterFile).catch(() => null);
    if (!cluster || !(await answers(cluster))) return null;
    const ownerLives = cluster.owner !== process.pid && isAlive(cluster.owner);
    if (!ownerLives) {
      await writePrivate(file, JSON.stringify({ ...cluster, owner: process.pid, purpose: options.purpose }));
      const pid = await postmasterPid(join(options.dataDir, 'postgres'));
      return { url: urlOf(cluster), owned: true, stop: () => stopPid(pid, file) };
    }
    if (options.purpose === 'command') return { url: urlOf(cluster), owned: false, stop: async () => {} };
    if (cluster.purpose === 'serve') throw new Error(`Weft already runs on this data folder (process ${cluster.owner}). Stop it first, or set WEFT_DATA_DIR.`);
    if (attempt > 150) throw new Error(`Another weft command (process ${cluster.owner}) has been using the database for 30 s. Wait for it to end.`);
    await new Promise(done => setTimeout(done, 200));
  }
}

async function answers(cluster: ClusterFile): Promise<boolean> {
  const sql = postgres(urlOf(cluster, 'postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

async function initialise(home: ClusterHome, dataDir: string): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  await rm(home.pgdata, { recursive: true, force: true });
  await mkdir(home.pgdata, { recursive: true, mode: 0o700 });
  const passwordFile = `${home.pgdata}.init`;
  await writePrivate(join(dataDir, 'postgres.password'), password);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.user) for (const path of [home.pgdata, passwordFile]) await chown(path, home.user.uid, home.user.gid);
  try {
    await finished(home, join(home.binaries, 'initdb'), [`--pgdata=${home.pgdata}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-sync'], home.pgdata);
  } catch (error) {
    await rm(home.pgdata, { recursive: true, force: true });
    throw error;
  } finally {
    await unlink(passwordFile).catch(() => {});
  }
}

async function readPassword(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
}

function spawnAs(home: ClusterHome, command: string, args: string[], cwd: string): ChildProcess {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: cwd };
  // Its own session: a Ctrl-C in the terminal reaches Weft, which then stops PostgreSQL in order.
  return spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...(home.user ?? {}) });
}

function finished(home: ClusterHome, command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(home, command, args, cwd);
    let stderr = '';
    child.stderr?.on('data', chunk => { stderr += chunk; });
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve() : reject(new Error(`${basename(command)} failed: ${stderr.trim().slice(-2000)}`))));
  });
}

function launch(home: ClusterHome, port: number, options: EmbeddedOptions): Promise<ChildProcess> {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', shared_buffers: '128MB', log_min_messages: 'fatal',
    ...(options.unsafeFast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = ['-D', home.pgdata, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  return new Promise((resolve, reject) => {
    const child = spawnAs(home, join(home.binaries, 'postgres'), args, home.pgdata);
    let stderr = '';
    let settled = false;
    const timer = setInterval(async () => {
      if (settled || !(await isReady(home.pgdata, child.pid)) || settled) return;
      settled = true;
      clearInterval(timer);
      child.unref();
      (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
      resolve(child);
    }, 40);
    child.stderr?.on('data', chunk => {
      if (!settled) stderr += chunk;
      else options.log(`postgres: ${String(chunk).trim().slice(0, 500)}`);
    });
    child.on('error', error => { clearInterval(timer); reject(error); });
    child.on('exit', code => {
      clearInterval(timer);
      if (!settled) reject(new Error(`PostgreSQL did not start (exit ${code}): ${stderr.trim().slice(-2000)}`));
    });
  });
}

/** True once the server has written that it is ready: the eighth line of its pid file. */
async function isReady(pgdata: string, pid: number | undefined): Promise<boolean> {
  const lines = (await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

async function ensureDatabase(cluster: ClusterFile): Promise<void> {
  const sql = postgres(urlOf(cluster, 'postgres'), { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}

async function stopChild(child: ChildProcess, file: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>(done => child.once('exit', () => done()));
    child.kill('SIGINT'); // "fast" shutdown: ends sessions, writes a checkpoint
    const timer = setTimeout(() => child.kill('SIGQUIT'), 10_000);
    await gone;
    clearTimeout(timer);
  }
  await rm(file, { force: true });
}

async function stopPid(pid: number | null, file: string): Promise<void> {
  if (pid !== null) {
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 200 && isAlive(pid); i++) await new Promise(done => setTimeout(done, 50));
  }
  await rm(file, { force: true });
}

async function postmasterPid(pgdata: string): Promise<number | null> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** A pid file whose process is gone, or is another program by now, would stop PostgreSQL from starting. */
async function removeStalePid(pgdata: string): Promise<void> {
  const pid = await postmasterPid(pgdata);
  if (pid === null) return;
  for (let i = 0; i < 50 && isPostgresOf(pid, pgdata); i++) await new Promise(done => setTimeout(done, 100)); // it may be shutting down
  if (isPostgresOf(pid, pgdata)) {
    process.kill(pid, 'SIGQUIT');
    for (let i = 0; i < 100 && isAlive(pid); i++) await new Promise(done => setTimeout(done, 50));
  }
  await rm(join(pgdata, 'postmaster.pid'), { force: true });
}

function isPostgresOf(pid: number, pgdata: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres') && readlinkSync(`/proc/${pid}/cwd`) === pgdata;
  } catch {
    return !existsSync('/proc/self/comm'); // no /proc: trust the pid
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
}
