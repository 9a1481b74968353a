// TLS over a guarded socket, for protocols that begin with it.
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { messageOf } from '~/lib/errors';
import { NodeError } from '~/nodes/contract';
import { CONNECT_MS } from './sockets';
import { tlsOptions } from './tls-options';

/** Checked against `host`, as the credential's fields say. Throws NodeError in words. */
export function secureSocket(socket: Socket, fields: Record<string, string>, host: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tls = connect({ socket, host, ...tlsOptions(fields, host) }, () => { clearTimeout(timer); tls.removeListener('error', fail); resolve(tls); });
    const fail = (error: Error) => { clearTimeout(timer); tls.destroy(); reject(new NodeError(`TLS with ${host} failed: ${messageOf(error, 200)}`, { cause: error })); };
    // A server without TLS waits for the rest of what it takes for a command.
    const timer = setTimeout(() => fail(new Error('no answer, so the server may not speak TLS')), CONNECT_MS);
    tls.once('error', fail);
  });
}
