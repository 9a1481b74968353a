// A MariaDB server of its own for a test file, with a database `shop` and a user that comes in over TCP.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFiles } from './certificate';
import { freePort, program, startProgram } from './debian';

export const MARIADB_USER = 'weft';
export const MARIADB_PASSWORD = 'test-secret';

export async function startMariadb(): Promise<{ port: number; cert: string; stop(): Promise<void> }> {
  const command = await program(['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/opt/homebrew/bin/mariadbd'], 'mariadb-server');
  const folder = await mkdtemp(join(tmpdir(), 'weft-mariadb-'));
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const made = spawnSync('mariadb-install-db', ['--no-defaults', `--datadir=${folder}/data`, '--skip-test-db', '--auth-root-authentication-method=normal', ...asRoot], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stdout}${made.stderr}`);
  const setUp = join(folder, 'set-up.sql');
  await writeFile(setUp, `create database shop;\ncreate user '${MARIADB_USER}'@'%' identified by '${MARIADB_PASSWORD}';\ngrant all on shop.* to '${MARIADB_USER}'@'%';\n`);
  const port = await freePort();
  const { cert, key } = await certificateFiles(folder);
  const server = await startProgram(command, ['--no-defaults', `--datadir=${folder}/data`, `--socket=${folder}/s`, `--pid-file=${folder}/pid`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${setUp}`, '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M', `--ssl-cert=${cert}`, `--ssl-key=${key}`, ...asRoot], port);
  return { port, cert, stop: async () => { await server.stop(); await rm(folder, { recursive: true, force: true }); } };
}
