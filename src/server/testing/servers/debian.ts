// Servers that tests talk to, from Debian's packages: found, or installed where this machine lets us; and running them.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path of the program, installing its package when it is missing. Throws a plain line when there is no way to get it. */
export async function program(paths: string[], debianPackage: string): Promise<string> {
  const find = () => paths.find(path => existsSync(path));
  const installed = find();
  if (installed) return installed;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    // Test files install at the same moment: one after the other, and what one brought the next one finds.
    for (const command of [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', debianPackage]]) await aptGet(command);
  }
  const found = find();
  if (found) return found;
  throw new Error(`This test needs ${debianPackage}. Install it (on Debian: apt-get install ${debianPackage}) and run the tests again.`);
}

function aptGet(command: string[]): Promise<void> {
  const locked = existsSync('/usr/bin/flock') ? ['/usr/bin/flock', join(tmpdir(), 'weft-apt.lock')] : [];
  const [program = 'apt-get', ...rest] = [...locked, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...command];
  return new Promise(resolve => {
    const child = spawn(program, rest, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    child.once('exit', () => resolve()).once('error', () => resolve());
  });
}

export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
});

export interface RunningServer { stop(): Promise<void> }

/** Starts a program and waits until something listens on the port. Throws what it printed when it ends before. */
export async function startProgram(command: string, args: string[], port: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<RunningServer> {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => { printed = (printed + String(chunk)).slice(-4000); });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const until = Date.now() + 40_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${command} did not start: ${printed}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    async stop() {
      child.kill(signal);
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(hard);
    },
  };
}

const answers = (port: number): Promise<boolean> => new Promise(resolve => {
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => resolve(false));
});
