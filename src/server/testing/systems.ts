// Tools that reach a real server on loopback, for tests of nodes that speak to databases, Redis and mail servers.
import { newId } from '~/lib/ids';
import type { Tools } from '~/nodes/contract';
import { createMemoryFiles } from '~/nodes/files/pieces';
import { createSockets } from '~/server/egress/sockets';
import { createSystemTools } from '~/server/execution/system-tools';

/** `fields`: the credential's, whatever its type; its host and port are let through. */
export function systemTools(fields: Record<string, string>, more: { allowedHosts?: string[]; allow?: string[]; signal?: AbortSignal; kept?: Map<string, Uint8Array> } = {}): Partial<Tools> {
  return createSystemTools({
    sockets: createSockets({ allow: more.allow ?? [`${fields.host}:${fields.port}`] }),
    openCredential: async type => ({ name: 'Test credential', type, allowedHosts: more.allowedHosts ?? [], fields }),
    files: createMemoryFiles({ newId, kept: more.kept }),
    signal: more.signal ?? new AbortController().signal,
    onRefusedHost: () => undefined,
  });
}
