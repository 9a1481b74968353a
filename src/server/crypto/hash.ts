// Hashes of secrets and their comparison in constant time. Tokens are stored as hashes only.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const sha256 = (value: string | Uint8Array): string => createHash('sha256').update(value).digest('hex');
export const hmacSha256 = (key: Uint8Array, value: string): string => createHmac('sha256', key).update(value).digest('hex');

/** Compares two secrets without telling by its time where they differ; any lengths. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
