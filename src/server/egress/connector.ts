// Connections of the egress client: the address is checked in the connection's own look-up and again on the open socket.
import { lookup as resolve } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressPolicy } from './addresses';

export class EgressBlocked extends Error {
  override readonly name = 'EgressBlocked';
  constructor(reason: string) {
    super(`EGRESS_BLOCKED: ${reason}. An administrator can let it through with WEFT_EGRESS_ALLOW.`);
  }
}

/** Resolves every record and refuses if any of them is not allowed: a mixed answer is a rebinding attempt. */
function guardedLookup(policy: AddressPolicy, port: number): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      if (!policy.allowsName(hostname, port)) {
        for (const { address } of addresses) {
          const reason = policy.refusal(address, port);
          if (reason) return callback(new EgressBlocked(`${hostname} resolves to ${reason}`), '', 0);
        }
      }
      if (options.all) return (callback as unknown as (error: null, list: typeof addresses) => void)(null, addresses);
      const first = addresses[0];
      if (!first) return callback(new Error(`${hostname} has no address`), '', 0);
      callback(null, first.address, first.family);
    });
  };
}

/** An undici agent that connects only where the policy lets it. */
export function createGuardedAgent(policy: AddressPolicy, options: { rejectUnauthorized: boolean }): Agent {
  const plain = { timeout: 10_000, rejectUnauthorized: options.rejectUnauthorized, minVersion: 'TLSv1.2' as const };
  return new Agent({
    connections: 64,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    maxHeaderSize: 64 * 1024,
    connect(target, callback) {
      const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
      const host = target.hostname.replace(/^\[|\]$/g, '');
      const literal = isIP(host) ? policy.refusal(host, port) : null;
      if (literal) return callback(new EgressBlocked(literal), null);
      const connect = buildConnector({ ...plain, lookup: guardedLookup(policy, port) } as never);
      connect(target, (error, socket) => {
        if (error) return callback(error, null);
        const remote = (socket as Socket).remoteAddress ?? '';
        const late = policy.allowsName(host, port) ? null : policy.refusal(remote, port);
        if (late) {
          (socket as Socket).destroy();
          return callback(new EgressBlocked(late), null);
        }
        callback(null, socket as Socket);
      });
    },
  });
}
