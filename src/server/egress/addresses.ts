// Which addresses the egress client may connect to: public unicast, and what the administrator lets through (security.md 3E, 4D).
import ipaddr from 'ipaddr.js';

/** Addresses that ipaddr.js calls unicast and that are still not public. */
const DENIED = ['168.63.129.16/32', '100.100.100.200/32', 'fd00:ec2::254/128', '64:ff9b::/96', '64:ff9b:1::/48'].map(range => ipaddr.parseCIDR(range));

interface AllowRule {
  matches(address: ipaddr.IPv4 | ipaddr.IPv6, port: number): boolean;
}

export interface AddressPolicy {
  /** Why the connection is refused, or null. `address` is an IP literal. */
  refusal(address: string, port: number): string | null;
  /** True when the administrator named this host name with this port. */
  allowsName(host: string, port: number): boolean;
}

/** `rules`: `10.0.0.5/32`, `127.0.0.1:8080`, `[::1]:9000`, `intranet.example:443`. Throws an Error naming a rule it cannot read. */
export function createAddressPolicy(rules: string[]): AddressPolicy {
  const addressRules: AllowRule[] = [];
  const names = new Set<string>();
  for (const rule of rules) {
    const parsed = parseRule(rule);
    if ('name' in parsed) names.add(parsed.name);
    else addressRules.push(parsed);
  }
  return {
    refusal(text, port) {
      const address = unmapped(text);
      if (!address) return `${text} is not an address`;
      if (addressRules.some(rule => rule.matches(address, port))) return null;
      if (address.range() !== 'unicast') return `${text} is not a public address (${address.range()})`;
      if (DENIED.some(([network, bits]) => network.kind() === address.kind() && address.match(network as never, bits))) return `${text} belongs to the infrastructure`;
      return null;
    },
    allowsName: (host, port) => names.has(`${host}:${port}`) || names.has(host),
  };
}

/** IPv4 inside IPv6 counts as the IPv4 address it is. */
function unmapped(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return null;
  const address = ipaddr.parse(bare);
  return address.kind() === 'ipv6' && (address as ipaddr.IPv6).isIPv4MappedAddress() ? (address as ipaddr.IPv6).toIPv4Address() : address;
}

function parseRule(rule: string): AllowRule | { name: string } {
  const [, host = rule, portText] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(rule) ?? [];
  const port = portText === undefined ? null : Number(portText);
  const bare = host.replace(/^\[|\]$/g, '');
  if (bare.includes('/')) {
    if (!ipaddr.isValidCIDR(bare)) throw new Error(`WEFT_EGRESS_ALLOW: "${rule}" is not a range of addresses`);
    const [network, bits] = ipaddr.parseCIDR(bare);
    return { matches: (address, to) => (port === null || port === to) && address.kind() === network.kind() && address.match(network as never, bits) };
  }
  if (ipaddr.isValid(bare)) {
    const wanted = ipaddr.parse(bare).toNormalizedString();
    return { matches: (address, to) => (port === null || port === to) && address.toNormalizedString() === wanted };
  }
  if (!/^[a-z0-9.-]+$/i.test(bare)) throw new Error(`WEFT_EGRESS_ALLOW: "${rule}" is neither an address nor a host name`);
  return { name: port === null ? bare.toLowerCase() : `${bare.toLowerCase()}:${port}` };
}
