// A Redis server of its own for a test file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFiles } from './certificate';
import { freePort, program, startProgram } from './debian';

export const REDIS_PASSWORD = 'test-secret';

/** With a port for TLS beside the plain one. */
export async function startRedis(): Promise<{ port: number; tlsPort: number; stop(): Promise<void> }> {
  const command = await program(['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'], 'redis-server');
  const folder = await mkdtemp(join(tmpdir(), 'weft-redis-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const { cert, key } = await certificateFiles(folder);
  const server = await startProgram(command, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--requirepass', REDIS_PASSWORD, '--tls-port', String(tlsPort), '--tls-cert-file', cert, '--tls-key-file', key, '--tls-auth-clients', 'no'], port);
  return { port, tlsPort, stop: async () => { await server.stop(); await rm(folder, { recursive: true, force: true }); } };
}
