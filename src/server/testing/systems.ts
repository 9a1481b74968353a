// Tools that reach a real server on loopback, for tests of nodes that speak to databases, Redis and mail servers.
import type { Tools } from '~/nodes/contract';
import { createSockets } from '~/server/egress/sockets';
import { createSystemTools } from '~/server/execution/system-tools';

/** `fields`: the credential's, whatever its type; its host and port are let through. */
export function systemTools(fields: Record<string, string>, more: { allowedHosts?: string[]; allow?: string[]; signal?: AbortSignal; readFile?: (id: string) => Uint8Array } = {}): Partial<Tools> {
  return createSystemTools({
    sockets: createSockets({ allow: more.allow ?? [`${fields.host}:${fields.port}`] }),
    openCredential: async type => ({ name: 'Test credential', type, allowedHosts: more.allowedHosts ?? [], fields }),
    readFile: async ref => more.readFile?.(ref.id) ?? new Uint8Array(),
    signal: more.signal ?? new AbortController().signal,
    onRefusedHost: () => undefined,
  });
}
