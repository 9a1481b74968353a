// Ids: UUIDv7 for rows (sortable by time, so history partitions by month), random tokens for URLs and keys.

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/** Random bytes are drawn in bulk: asking for 16 at a time costs more than the rest of an id. */
const pool = new Uint8Array(4096);
let used = pool.length;

function randomBytes16(): Uint8Array {
  if (used + 16 > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return pool.slice(used - 16, used);
}

let lastMs = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562), monotonic in this process. `at` is milliseconds since 1970. */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytes16();
  if (at <= lastMs) sequence = (sequence + 1) & 0xfff;
  else sequence = ((bytes[6] as number) << 8 | (bytes[7] as number)) & 0x7ff;
  if (at <= lastMs && sequence === 0) lastMs += 1;
  lastMs = Math.max(lastMs, at);
  let ms = lastMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence & 0xff;
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const text = hex(bytes);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** Milliseconds since 1970 at which a UUIDv7 was made. */
export const idTime = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** The smallest UUIDv7 of a moment: a bound for range queries on ids. */
export const idFloor = (at: number): string => {
  const text = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-7000-8000-000000000000`;
};

/** URL-safe random text with `bits` of entropy (default 192). */
export function newToken(bits = 192): string {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.ceil(bits / 8)));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
