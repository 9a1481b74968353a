// The address of a client. X-Forwarded-For counts only when the connection comes from a proxy that the administrator named.
import type { IncomingMessage } from 'node:http';
import { ipAllowed } from './callers';

export function clientAddress(request: IncomingMessage, trustedProxies: string[]): string {
  const direct = (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
  const trusted = trustedProxies.join(',');
  if (trusted === '' || !ipAllowed(trusted, direct)) return direct;
  const chain = String(request.headers['x-forwarded-for'] ?? '').split(',').map(part => part.trim()).filter(Boolean);
  // From the nearest hop outwards: the first address that is not one of ours is the client.
  for (const hop of chain.reverse()) if (!ipAllowed(trusted, hop)) return hop;
  return direct;
}
