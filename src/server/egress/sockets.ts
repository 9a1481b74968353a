// Plain sockets to databases, Redis and mail servers, under the same address rules as HTTP: the name is resolved once, every
// address of it is checked, and the connection goes to the checked address.
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { NodeError } from '~/nodes/contract';
import { type AddressPolicy, createAddressPolicy } from './addresses';
import { EgressBlocked } from './connector';
import { hostAllowed, type OutgoingCredential } from './credentials';
import type { OwnHosts } from './own-hosts';

export const CONNECT_MS = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;

export interface SocketTarget {
  host: string;
  port: number;
  /** The credential that is about to be sent there. */
  credential: OutgoingCredential;
  signal: AbortSignal;
  /** At most 10 s. */
  connectMs?: number;
  /** Told when the credential is held back from a host it is not bound to. */
  onRefusedHost?(credential: OutgoingCredential, host: string): void;
}

export interface Sockets {
  /**
   * A connected TCP socket; closed when the signal aborts or more than 64 MB came in. Throws NodeError in words.
   * Its property `host` is the name, for libraries that check a certificate against it.
   */
  connect(target: SocketTarget): Promise<Socket>;
}

/** `database`: the URL of Weft's own, which no workflow reaches, wherever it stands. */
export function createSockets(options: { allow: string[]; own?: OwnHosts; database?: string }): Sockets {
  const policy = createAddressPolicy(options.allow);
  const isOwnDatabase = ownDatabase(options.database);
  return {
    async connect(target) {
      const host = target.host.trim().replace(/^\[|\]$/g, '');
      const { port } = target;
      if (host === '' || /[\s/@]/.test(host)) throw new NodeError(host === '' ? `The credential "${target.credential.name}" names no host` : `The credential "${target.credential.name}" names no valid host`);
      if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new NodeError(`The credential "${target.credential.name}" names no valid port`);
      authorize(target, host);
      const own = options.own?.refusal(new URL(`http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`));
      if (own) throw new NodeError(new EgressBlocked(own).message);
      const addresses = await allowedAddresses(policy, host, port);
      if (isOwnDatabase(host, addresses, port)) throw new NodeError(new EgressBlocked(`${host}:${port} is Weft's own database`).message);
      const socket = await open(addresses, port, target).catch(error => { throw inWords(error, `${host}:${port}`); });
      const remote = policy.allowsName(host, port) ? null : policy.refusal(socket.remoteAddress ?? '', port);
      if (remote) {
        socket.destroy();
        throw new NodeError(new EgressBlocked(remote).message);
      }
      return guard(Object.assign(socket, { host }), target.signal);
    },
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^(::ffff:)?127\./.test(host);

function ownDatabase(url: string | undefined): (host: string, addresses: string[], port: number) => boolean {
  if (!url) return () => false;
  const { hostname, port } = new URL(url.replace(/^postgres(ql)?:/, 'http:'));
  return (host, addresses, to) => to === Number(port || 5432) && (host.toLowerCase() === hostname || (isLoopback(hostname) && addresses.some(isLoopback)));
}

/** A credential that names its own host is bound to it; a list of allowed hosts narrows that further. */
function authorize({ credential, port, onRefusedHost }: SocketTarget, host: string): void {
  if (credential.allowedHosts.length === 0 || hostAllowed(credential.allowedHosts, new URL(`http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`))) return;
  onRefusedHost?.(credential, `${host}:${port}`);
  throw new NodeError(`The credential "${credential.name}" may not be sent to ${host}:${port}`, { description: `It is bound to ${credential.allowedHosts.join(', ')}.` });
}

async function allowedAddresses(policy: AddressPolicy, host: string, port: number): Promise<string[]> {
  const addresses = isIP(host) ? [host] : (await lookup(host, { all: true }).catch(() => [])).map(found => found.address);
  if (addresses.length === 0) throw new NodeError(`${host} has no address (DNS)`, { retryable: true });
  if (!policy.allowsName(host, port)) {
    for (const address of addresses) {
      const reason = policy.refusal(address, port);
      if (reason) throw new NodeError(new EgressBlocked(isIP(host) ? reason : `${host} resolves to ${reason}`).message);
    }
  }
  return addresses;
}

/** The first address that accepts the connection. */
async function open(addresses: string[], port: number, target: SocketTarget): Promise<Socket> {
  let failure: unknown;
  for (const address of addresses.slice(0, 4)) {
    try {
      return await openOne(address, port, Math.min(target.connectMs ?? CONNECT_MS, CONNECT_MS), target.signal);
    } catch (error) {
      failure = error;
      if (target.signal.aborted) break;
    }
  }
  throw failure;
}

function openOne(address: string, port: number, ms: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const socket = connect({ host: address, port, noDelay: true, keepAlive: true });
    const fail = (error: unknown) => { clean(); socket.on('error', () => {}).destroy(); reject(error); };
    const abort = () => fail(signal.reason);
    const timer = setTimeout(() => fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), ms);
    const clean = () => { clearTimeout(timer); signal.removeEventListener('abort', abort); socket.removeListener('error', fail); };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => { clean(); resolve(socket); });
  });
}

function guard(socket: Socket, signal: AbortSignal): Socket {
  // A library may have taken all listeners off by now, and an error that nobody hears ends the process.
  const stop = (reason: string) => { socket.on('error', () => {}).destroy(new Error(reason)); };
  const abort = () => stop('the execution was cancelled or took too long');
  signal.addEventListener('abort', abort, { once: true });
  // Counted beside the library that reads: an answer without end must not fill the memory.
  const timer = setInterval(() => {
    if (socket.destroyed) end();
    else if (socket.bytesRead > MAX_BYTES) stop(`the answer is larger than ${MAX_BYTES / 1024 / 1024} MB`);
  }, 50).unref();
  const end = () => {
    clearInterval(timer);
    signal.removeEventListener('abort', abort);
  };
  socket.once('close', end);
  return socket;
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'refused the connection', ECONNRESET: 'closed the connection', ETIMEDOUT: 'did not accept the connection in time', EHOSTUNREACH: 'cannot be reached', ENETUNREACH: 'cannot be reached',
};

function inWords(error: unknown, at: string): unknown {
  const words = WORDS[(error as NodeJS.ErrnoException | null)?.code ?? ''];
  return words ? new NodeError(`${at} ${words}`, { retryable: true, cause: error }) : error;
}
