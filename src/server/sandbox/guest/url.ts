// Host side of the guest's URL: takes an address apart and puts it together. Runs in the sandbox child; JSON text both ways.
const PARTS = ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin'] as const;
const MAX_REQUEST = 200_000;

/** `[address, base or null, part?, value?]` -> `{ value: parts }` with that part changed first, or `{ error }`. Never throws. */
export function callUrl(request: string): string {
  try {
    if (request.length > MAX_REQUEST) throw new TypeError('Invalid URL');
    const [address, base, part, value] = JSON.parse(request) as [string, string | null, string | undefined, string | undefined];
    const url = base === null ? new URL(address) : new URL(address, base);
    if (part !== undefined && part !== 'origin' && (PARTS as readonly string[]).includes(part)) Object.assign(url, { [part]: value });
    return JSON.stringify({ value: Object.fromEntries(PARTS.map(name => [name, url[name]])) });
  } catch {
    return JSON.stringify({ error: 'Invalid URL' });
  }
}
