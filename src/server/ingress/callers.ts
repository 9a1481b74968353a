// Which callers a webhook takes: origins of browsers, addresses, and not crawlers.
import ipaddr from 'ipaddr.js';

/** CORS headers for a list such as `*` or `https://a.example, https://b.example`. Credentials are never allowed. */
export function corsHeaders(allowed: string, origin: string | null): Record<string, string> {
  if (!origin) return {};
  const list = allowed.split(',').map(part => part.trim()).filter(Boolean);
  if (list.includes('*')) return { 'access-control-allow-origin': '*' };
  return list.includes(origin) ? { 'access-control-allow-origin': origin, vary: 'origin' } : {};
}

export function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** `list`: addresses and ranges separated by commas; empty allows all. */
export function ipAllowed(list: string, ip: string): boolean {
  const rules = list.split(',').map(part => part.trim()).filter(Boolean);
  if (rules.length === 0) return true;
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return rules.some(rule => {
    if (ipaddr.isValidCIDR(rule)) {
      const [network, bits] = ipaddr.parseCIDR(rule);
      return network.kind() === address.kind() && address.match(network as never, bits);
    }
    return ipaddr.isValid(rule) && ipaddr.process(rule).toNormalizedString() === address.toNormalizedString();
  });
}

/** Link previews and crawlers, by the names they give themselves. */
export const isBot = (userAgent: string | null): boolean => /bot\b|crawl|spider|slurp|facebookexternalhit|preview|embedly|whatsapp|telegram|discord/i.test(userAgent ?? '');
