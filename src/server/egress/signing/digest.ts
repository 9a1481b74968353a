// HTTP Digest (RFC 7616): the server asks, and the answer proves the password without sending it.
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '~/lib/errors';
import type { Outgoing, Signer } from './signer';

interface Challenge { realm: string; nonce: string; opaque?: string; algorithm?: string; qop?: string; stale?: string }

const HASHES: Record<string, string> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' };

/** The strongest Digest challenge of a WWW-Authenticate header; null when there is none that is understood. */
export function readChallenge(header: string): Challenge | null {
  const found = header.split(/(?:^|,\s*)Digest\s+/i).slice(1).map(text => {
    const pairs = [...text.matchAll(/([a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi)];
    return Object.fromEntries(pairs.map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''])) as unknown as Challenge;
  }).filter(({ nonce, realm, algorithm, qop }) => nonce && realm !== undefined && hashOf(algorithm) && (!qop || qop.split(/,\s*/).includes('auth')));
  return found.sort((one, other) => strength(other) - strength(one))[0] ?? null;
}

const hashOf = (algorithm = 'MD5'): string | undefined => HASHES[algorithm.toUpperCase().replace(/-SESS$/, '')];
const strength = ({ algorithm }: Challenge): number => Object.values(HASHES).indexOf(hashOf(algorithm) ?? '');

export function createDigest(user: string, password: string): Signer {
  let challenge: Challenge | null = null;
  let count = 0;
  return {
    async sign({ method, url, headers }: Outgoing) {
      if (!challenge) return;
      const { realm, nonce, opaque, algorithm, qop } = challenge;
      const hash = (text: string): string => createHash(hashOf(algorithm) as string).update(text).digest('hex');
      const path = `${url.pathname}${url.search}`;
      const nc = String(++count).padStart(8, '0');
      const cnonce = randomBytes(12).toString('hex');
      const plain = hash(`${user}:${realm}:${password}`);
      const first = algorithm?.toUpperCase().endsWith('-SESS') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
      const second = hash(`${method}:${path}`);
      const response = qop ? hash(`${first}:${nonce}:${nc}:${cnonce}:auth:${second}`) : hash(`${first}:${nonce}:${second}`);
      headers.set('authorization', `Digest ${[
        `username=${quoted(user)}`, `realm=${quoted(realm)}`, `nonce=${quoted(nonce)}`, `uri=${quoted(path)}`, `response="${response}"`,
        ...(algorithm ? [`algorithm=${algorithm}`] : []), ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]), ...(qop ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
      ].join(', ')}`);
    },
    refused(header) {
      const next = readChallenge(header);
      // The same question again means that the answer was wrong; a nonce that grew old is asked for anew.
      if (!next || (challenge && next.stale?.toLowerCase() !== 'true')) return false;
      challenge = next;
      count = 0;
      return true;
    },
  };
}

function quoted(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new AppError('invalid', 'The user name of the digest credential holds a line break.');
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
