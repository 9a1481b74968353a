// URLs and bare domains in texts, and whether they are allowed.
import { regexMatches } from '../regex';

export interface UrlRules { allowedUrls: string; allowedSchemes: readonly string[]; blockUserinfo: boolean; allowSubdomains: boolean }
export interface UrlFindings { detected: string[]; allowed: string[]; blocked: string[]; blockedReasons: string[] }

const WITH_SCHEME = '(?i)\\b(?:https?://|ftp://|data:|javascript:|vbscript:|mailto:)[^\\s<>"{}|\\\\^`\\[\\]]+';
const DOMAIN = '\\b(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,}(?:/[^\\s<>"{}|\\\\^`\\[\\],;)]*)?';
const ADDRESS = '\\b(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?::[0-9]+)?(?:/[^\\s<>"{}|\\\\^`\\[\\],;)]*)?';

export function urlsIn(text: string, rules: UrlRules): UrlFindings {
  const whole = regexMatches(text, WITH_SCHEME);
  const known = new Set(whole.map(url => url.replace(/^[a-z]+:(?:\/\/)?/i, '')));
  const bare = [...regexMatches(text, DOMAIN), ...regexMatches(text, ADDRESS)].filter(found => !known.has(found));
  const detected = [...new Set([...whole, ...bare])];
  const findings: UrlFindings = { detected, allowed: [], blocked: [], blockedReasons: [] };
  const list = rules.allowedUrls.split(',').map(each => each.trim()).filter(each => each !== '');
  for (const url of detected) {
    const reason = reasonAgainst(url, list, rules);
    if (reason === null) findings.allowed.push(url);
    else {
      findings.blocked.push(url);
      findings.blockedReasons.push(`${url}: ${reason}`);
    }
  }
  return findings;
}

const parsed = (url: string): URL | null => {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/]+:\d/.test(url) ? url : `http://${url}`;
  return URL.canParse(text) ? new URL(text) : null;
};

function reasonAgainst(url: string, list: readonly string[], { allowedSchemes, blockUserinfo, allowSubdomains }: UrlRules): string | null {
  const given = parsed(url);
  if (!given) return 'Invalid URL';
  const scheme = given.protocol.slice(0, -1);
  if (!allowedSchemes.includes(scheme)) return `Blocked scheme: ${scheme}`;
  if (blockUserinfo && (given.username !== '' || given.password !== '')) return 'Contains userinfo (potential credential injection)';
  return list.some(entry => covers(entry, given, allowSubdomains)) ? null : 'Not in allow list';
}

/** An entry with a path allows what begins with it; one with a scheme that scheme only. */
function covers(entry: string, given: URL, subdomains: boolean): boolean {
  const allowed = parsed(entry);
  if (!allowed) return false;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(entry) && allowed.protocol !== given.protocol) return false;
  const host = given.hostname.replace(/\.$/, '');
  if (host !== allowed.hostname && !(subdomains && host.endsWith(`.${allowed.hostname}`))) return false;
  if (allowed.port !== '' && allowed.port !== given.port) return false;
  const path = allowed.pathname.replace(/\/$/, '');
  return given.pathname === path || given.pathname.startsWith(`${path}/`);
}
