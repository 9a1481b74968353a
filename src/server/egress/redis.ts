// `tools.redis`: commands in order on one connection, which is closed after them.
import { AbstractConnector, Redis } from 'ioredis';
import type { Socket } from 'node:net';
import { messageOf } from '~/lib/errors';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { RedisRequest } from '~/nodes/tools/systems';
import { secureSocket } from './secure';
import type { Sockets, SocketTarget } from './sockets';
import { isOn } from './tls-options';

const COMMAND_MS = 60_000;

type From = Pick<SocketTarget, 'credential' | 'signal' | 'onRefusedHost'>;

export async function runRedis(sockets: Sockets, request: RedisRequest, from: From): Promise<Json[]> {
  const { fields } = from.credential;
  const host = fields.host ?? '';
  const signal = AbortSignal.any([from.signal, AbortSignal.timeout(COMMAND_MS)]);
  const socket = await sockets.connect({ ...from, signal, host, port: Number(fields.port || 6379) });
  const redis = new Redis({
    Connector: connectorOf(async () => (isOn(fields.ssl) ? secureSocket(socket, fields, host) : socket)),
    ...(fields.user ? { username: fields.user } : {}), ...(fields.password ? { password: fields.password } : {}), db: Number(fields.database || 0),
    lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, enableReadyCheck: false, enableOfflineQueue: true, autoResendUnfulfilledCommands: false, disableClientInfo: true,
  });
  let lost: unknown;
  redis.on('error', error => { lost ??= error; });
  try {
    await redis.connect();
    const answers: Json[] = [];
    for (const [command, ...values] of request.commands) answers.push(asJson(await redis.call(command, ...values)));
    return answers;
  } catch (error) {
    if (error instanceof NodeError) throw error;
    if (from.signal.aborted) throw new NodeError('The command was stopped because the execution was cancelled');
    if (signal.aborted) throw new NodeError(`Redis took longer than ${COMMAND_MS / 1000} s`, { retryable: true });
    const said = messageOf(error, 300);
    if (/Connection is closed|Stream isn't writeable/.test(said)) throw new NodeError(`The connection to ${host} was lost${lost ? `: ${messageOf(lost, 200)}` : ''}`, { retryable: true });
    throw new NodeError(said);
  } finally {
    redis.disconnect();
    socket.destroy();
  }
}

/** ioredis opens its sockets with a connector: this one hands out the guarded socket. */
function connectorOf(open: () => Promise<Socket>) {
  return class extends AbstractConnector {
    constructor() { super(1000); }
    async connect(): Promise<Socket> {
      this.connecting = true;
      this.stream = await open();
      return this.stream as Socket;
    }
  };
}

function asJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(asJson);
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return value as Json;
  const json: JsonObject = {};
  for (const [key, inner] of value instanceof Map ? value : Object.entries(value)) setOwn(json, String(key), asJson(inner));
  return json;
}
