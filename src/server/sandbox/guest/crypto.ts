// Host side of the guest's `crypto` module. Runs in the sandbox child. JSON text in, JSON text out; bytes as base64.
import { createHash, createHmac, getHashes, randomBytes, randomInt, randomUUID } from 'node:crypto';

const MAX_REQUEST = 32 * 1024 * 1024;
const MAX_RANDOM = 65_536;

const bytes = (text: unknown): Buffer => Buffer.from(String(text), 'base64');

function algorithm(name: unknown): string {
  const wanted = String(name).toLowerCase();
  if (!getHashes().some(known => known.toLowerCase() === wanted)) throw new RangeError(`Digest method not supported: ${wanted.slice(0, 50)}`);
  return wanted;
}

const CALLS: Record<string, (...values: unknown[]) => unknown> = {
  hash: (name, data) => createHash(algorithm(name)).update(bytes(data)).digest('base64'),
  hmac: (name, key, data) => createHmac(algorithm(name), bytes(key)).update(bytes(data)).digest('base64'),
  random(size) {
    const wanted = Number(size);
    if (!(Number.isInteger(wanted) && wanted >= 0 && wanted <= MAX_RANDOM)) throw new RangeError(`The number of random bytes must be between 0 and ${MAX_RANDOM}`);
    return randomBytes(wanted).toString('base64');
  },
  int: (from, to) => randomInt(Number(from), Number(to)),
  uuid: () => randomUUID(),
  hashes: () => getHashes(),
};

/** `[call, ...values]` as JSON -> `{ value }` or `{ error }` as JSON. Never throws. */
export function callCrypto(request: string): string {
  try {
    if (request.length > MAX_REQUEST) throw new RangeError('The data is too large to hash in code');
    const [name, ...values] = JSON.parse(request) as [string, ...unknown[]];
    const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
    if (call === undefined) throw new TypeError('not available');
    return JSON.stringify({ value: call(...values) });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message.slice(0, 300) : 'error' });
  }
}
