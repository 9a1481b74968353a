// What the ingress tells the rest of the server about a request: the client's address and the request's id.
import { newId } from '~/lib/ids';
import type { Container } from './container';
import { equalSecrets } from './crypto/hash';

/** Written by the ingress over whatever a client sent; only it knows the secret in front. */
export const CLIENT_HEADER = 'x-weft-client';

export interface Client { ip: string; requestId: string }

export const clientHeader = (secret: string, client: Client): string => `${secret};${client.requestId};${client.ip}`;

/** Without the ingress (plain `next start`) the address is not known: all clients count as one. */
export function clientOf(container: Pick<Container, 'ingressSecret'>, headers: Headers): Client {
  const [secret = '', requestId, ip] = (headers.get(CLIENT_HEADER) ?? '').split(';');
  if (requestId && ip && equalSecrets(secret, container.ingressSecret)) return { ip, requestId };
  return { ip: 'unknown', requestId: newId() };
}
