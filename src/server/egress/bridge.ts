// A way to a guarded socket for libraries that open their sockets themselves: a port on loopback that takes one connection.
import { createServer, type Socket } from 'node:net';

export interface Bridge { port: number; close(): void }

/** The first connection is piped to the socket, any other is refused. Closing it ends both sides. */
export function openBridge(remote: Socket): Promise<Bridge> {
  return new Promise((resolve, reject) => {
    let local: Socket | null = null;
    const server = createServer(incoming => {
      if (local) {
        incoming.destroy();
        return;
      }
      local = incoming;
      server.close();
      const end = () => { incoming.destroy(); remote.destroy(); };
      incoming.on('error', end).on('close', end);
      remote.on('error', end).on('close', end);
      incoming.pipe(remote);
      remote.pipe(incoming);
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: (server.address() as { port: number }).port,
        close() {
          server.close();
          local?.destroy();
          remote.destroy();
        },
      });
    });
  });
}
