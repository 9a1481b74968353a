// The embedded PostgreSQL: starts, survives kills of its owner and of itself, and lies where its user can reach it.
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, startEmbedded } from './embedded';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-embedded-'));
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (dataDir: string, purpose: 'serve' | 'command' = 'serve') => startEmbedded({ dataDir, purpose, log: () => {}, unsafeFast: true });

async function valueOf(url: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`create table if not exists kept (value text)`;
    const [row] = await sql`select value from kept`;
    if (!row) await sql`insert into kept values ('still here')`;
    return row?.value;
  } finally {
    await sql.end();
  }
}

describe('embedded PostgreSQL', () => {
  it('keeps its data over a stop, a stale pid file and a kill of the server itself', async () => {
    const dataDir = join(folder, 'a');
    const first = await start(dataDir);
    expect(await valueOf(first.url)).toBeUndefined();
    await first.stop();

    await writeFile(join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`); // a pid that lives and is another program
    const second = await start(dataDir);
    expect(await valueOf(second.url)).toBe('still here');

    const pid = Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
    const third = await start(dataDir);
    expect(await valueOf(third.url)).toBe('still here');
    await third.stop();
  });

  it('adopts the server of a process that was killed', async () => {
    const dataDir = join(folder, 'b');
    await build({ stdin: { contents: `import { startEmbedded } from '~/db/embedded'; const c = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, purpose: 'serve', log() {}, unsafeFast: true }); console.log(c.url); setInterval(() => {}, 1000);`, resolveDir: process.cwd(), loader: 'ts' }, tsconfig: 'tsconfig.json', bundle: true, platform: 'node', format: 'esm', outfile: join(process.cwd(), 'node_modules/.cache/weft-owner.mjs'), packages: 'external' });
    const owner = spawn(process.execPath, [join(process.cwd(), 'node_modules/.cache/weft-owner.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>(resolve => owner.stdout.once('data', chunk => resolve(String(chunk).trim())));
    await valueOf(url);

    await expect(start(dataDir)).rejects.toThrow('already runs on this data folder');
    const beside = await start(dataDir, 'command');
    expect(beside).toMatchObject({ url, owned: false });

    owner.kill('SIGKILL');
    await new Promise(resolve => owner.once('exit', resolve));
    const heir = await start(dataDir);
    expect(heir).toMatchObject({ url, owned: true });
    expect(await valueOf(heir.url)).toBe('still here');
    await heir.stop();
    await expect(valueOf(heir.url)).rejects.toThrow();
  });

  it('works below a folder that only we can enter', async () => {
    const locked = join(folder, 'locked');
    await mkdir(locked, { mode: 0o700 });
    const cluster = await start(join(locked, 'data'));
    expect(await valueOf(cluster.url)).toBeUndefined();
    await cluster.stop();
    const again = await start(join(locked, 'data'));
    expect(await valueOf(again.url)).toBe('still here');
    await again.stop();
    const place = await realpath(join(locked, 'data/postgres'));
    if (place.startsWith('/var/lib/weft/')) await rm(dirname(place), { recursive: true });
  });
});
