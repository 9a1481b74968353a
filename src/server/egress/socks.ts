// A SOCKS5 proxy on loopback for libraries that open many sockets of their own (a MongoDB client finds the members of its
// replica set by itself): every connection they ask for is made by the guarded sockets.
import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { equalSecrets } from '~/server/crypto/hash';

export interface SocksProxy { host: string; port: number; username: string; password: string; /** What the last refused connection was refused for. */ refusal(): unknown; close(): void }

const VERSION = 5;
const BY_PASSWORD = 2;
const REFUSED = Buffer.from([VERSION, 2, 0, 1, 0, 0, 0, 0, 0, 0]);
const OPENED = Buffer.from([VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0]);

/** Only who knows the random user and password gets through: other programs of this machine do not. */
export function openSocksProxy(connect: (host: string, port: number) => Promise<Socket>): Promise<SocksProxy> {
  const username = randomBytes(12).toString('hex');
  const password = randomBytes(24).toString('hex');
  const open = new Set<Socket>();
  let refused: unknown = null;
  const server = createServer(local => {
    open.add(local);
    local.on('error', () => local.destroy()).on('close', () => open.delete(local));
    serve(local, username, password, connect).catch(error => {
      refused = error;
      local.end(REFUSED);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({
      host: '127.0.0.1', port: (server.address() as { port: number }).port, username, password,
      refusal: () => refused,
      close() {
        server.close();
        for (const socket of open) socket.destroy();
      },
    }));
  });
}

async function serve(local: Socket, username: string, password: string, connect: (host: string, port: number) => Promise<Socket>): Promise<void> {
  const read = reader(local);
  const [, methods = 0] = await read(2);
  if (!(await read(methods)).includes(BY_PASSWORD)) throw new Error('no password offered');
  local.write(Buffer.from([VERSION, BY_PASSWORD]));
  const [, userLength = 0] = await read(2);
  const user = (await read(userLength)).toString();
  const given = (await read((await read(1))[0] as number)).toString();
  const known = equalSecrets(`${user}:${given}`, `${username}:${password}`);
  local.write(Buffer.from([1, known ? 0 : 1]));
  if (!known) throw new Error('wrong password');
  const [, command, , kind] = await read(4);
  if (command !== 1) throw new Error('only connections are made');
  const host = kind === 1 ? [...(await read(4))].join('.') : kind === 3 ? (await read((await read(1))[0] as number)).toString() : ipv6(await read(16));
  const port = (await read(2)).readUInt16BE(0);
  const remote = await connect(host, port);
  const end = () => { local.destroy(); remote.destroy(); };
  local.on('close', end);
  remote.on('error', end).on('close', end);
  local.write(OPENED);
  local.pipe(remote);
  remote.pipe(local);
}

const ipv6 = (bytes: Buffer): string => Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(':');

/** Reads exactly so many bytes; what comes after them stays in the socket. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return count => new Promise((resolve, reject) => {
    if (count === 0) return resolve(Buffer.alloc(0));
    const look = () => {
      const bytes = socket.read(count) as Buffer | null;
      if (bytes === null) return;
      clean();
      bytes.length === count ? resolve(bytes) : reject(new Error('the connection ended'));
    };
    const stop = () => { clean(); reject(new Error('the connection ended')); };
    const clean = () => { socket.removeListener('readable', look).removeListener('close', stop); };
    socket.on('readable', look).on('close', stop);
    look();
  });
}
