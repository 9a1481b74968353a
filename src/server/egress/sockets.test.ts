// Sockets to databases and mail servers: where they may go, how long they wait, how much they take.
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBridge } from './bridge';
import { createOwnHosts } from './own-hosts';
import { openSocksProxy } from './socks';
import { createSockets, type SocketTarget } from './sockets';

let server: Server;
let port: number;
let accepted = 0;
const clients = new Set<Socket>();
beforeAll(async () => {
  server = createServer(socket => {
    accepted++;
    clients.add(socket.on('error', () => {}));
    socket.on('data', chunk => {
      if (String(chunk) !== 'flood') return void socket.write(chunk);
      const block = Buffer.alloc(1024 * 1024);
      const write = () => { while (!socket.destroyed && socket.write(block)); };
      socket.on('drain', write);
      write();
    });
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  for (const socket of clients) socket.destroy();
  server.close();
});

const credential = { name: 'Database', type: 'postgres', allowedHosts: [] as string[], fields: {} };
const target = (more: Partial<SocketTarget> = {}): SocketTarget => ({ host: '127.0.0.1', port, credential, signal: new AbortController().signal, ...more });
const closed = (socket: Socket) => new Promise<string>(resolve => { socket.on('error', error => resolve(error.message)).on('close', () => resolve('closed')); });

describe('sockets', () => {
  it('H1, H3: private and written-round addresses are refused before anything is sent', async () => {
    const before = accepted;
    const sockets = createSockets({ allow: [] });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '::ffff:127.0.0.1', '169.254.169.254', '10.0.0.1']) await expect(sockets.connect(target({ host })), host).rejects.toThrow(/EGRESS_BLOCKED|has no address/);
    await expect(createSockets({ allow: [`127.0.0.1:${port + 1}`] }).connect(target())).rejects.toThrow('EGRESS_BLOCKED');
    for (const host of ['', 'a b', 'user@host', 'host/path']) await expect(sockets.connect(target({ host }))).rejects.toThrow(/names no/);
    await expect(sockets.connect(target({ port: 0 }))).rejects.toThrow('names no valid port');
    expect(accepted).toBe(before);
  });

  it('H9: never to Weft\'s own database', async () => {
    const sockets = createSockets({ allow: [`127.0.0.1:${port}`], own: createOwnHosts('https://weft.example', `postgres://u:p@127.0.0.1:${port}/weft`) });
    await expect(sockets.connect(target())).rejects.toThrow("Weft's own database");
    const beside = createSockets({ allow: ['127.0.0.1'], database: `postgres://u:p@localhost:${port}/weft` });
    await expect(beside.connect(target())).rejects.toThrow("Weft's own database");
  });

  it('a credential goes only where it is bound to, and the refusal is told', async () => {
    const told: string[] = [];
    const sockets = createSockets({ allow: [`127.0.0.1:${port}`] });
    await expect(sockets.connect(target({ credential: { ...credential, allowedHosts: ['db.example.com'] }, onRefusedHost: (_, host) => told.push(host) }))).rejects.toMatchObject({ description: 'It is bound to db.example.com.' });
    expect(told).toEqual([`127.0.0.1:${port}`]);
  });

  it('ends with the signal, and when more comes in than memory should hold', async () => {
    const sockets = createSockets({ allow: [`127.0.0.1:${port}`] });
    const controller = new AbortController();
    const first = await sockets.connect(target({ signal: controller.signal }));
    controller.abort();
    expect(await closed(first)).toContain('cancelled');
    const second = await sockets.connect(target());
    second.resume().write('flood');
    expect(await closed(second)).toContain('larger than 64 MB');
    await expect(sockets.connect(target({ signal: controller.signal }))).rejects.toThrow();
  });

  it('the bridge takes one connection, and the proxy only who knows its password', async () => {
    const sockets = createSockets({ allow: [`127.0.0.1:${port}`] });
    const local = createSockets({ allow: ['127.0.0.1'] });
    const bridge = await openBridge(await sockets.connect(target()));
    const through = await local.connect(target({ port: bridge.port }));
    through.write('hello');
    expect(String(await new Promise(resolve => through.once('data', resolve)))).toBe('hello');
    await expect(local.connect(target({ port: bridge.port }))).rejects.toThrow('refused the connection');
    bridge.close();
    const proxy = await openSocksProxy(() => sockets.connect(target()));
    const stranger = await local.connect(target({ port: proxy.port }));
    const heard: Buffer[] = [];
    stranger.on('data', chunk => heard.push(Buffer.from(chunk)));
    stranger.write(Buffer.from([5, 1, 2]));
    stranger.write(Buffer.concat([Buffer.from([1, 1]), Buffer.from('x'), Buffer.from([1]), Buffer.from('y')]));
    await closed(stranger);
    expect([...Buffer.concat(heard)].slice(0, 4)).toEqual([5, 2, 1, 1]);
    proxy.close();
  });
});
