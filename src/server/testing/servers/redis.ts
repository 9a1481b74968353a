// A Redis server of its own for a test file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, program, startProgram } from './debian';

export const REDIS_PASSWORD = 'test-secret';

export async function startRedis(): Promise<{ port: number; stop(): Promise<void> }> {
  const command = program(['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'], 'redis-server');
  const folder = await mkdtemp(join(tmpdir(), 'weft-redis-'));
  const port = await freePort();
  const server = await startProgram(command, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--requirepass', REDIS_PASSWORD], port);
  return { port, stop: async () => { await server.stop(); await rm(folder, { recursive: true, force: true }); } };
}
