// A first password to hand over: easy to read aloud, from the browser's random source.
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `k7dm-p2xw-9rta-bq4n`: 16 of 32 letters, 80 bits. No letter is likelier than another: 256 is a multiple of 32. */
export function makePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte, index) => (index > 0 && index % 4 === 0 ? '-' : '') + LETTERS[byte % LETTERS.length]).join('');
}
