// OAuth 1.0a signatures (RFC 5849) with HMAC, over method, address, query and form fields.
import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '~/lib/errors';
import type { Outgoing } from './signer';

const METHODS: Record<string, string> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256', 'HMAC-SHA512': 'sha512' };

/** Everything but letters, digits and `-._~`. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

interface Stamp { nonce: string; /** Seconds since 1970. */ timestamp: string }
const stampNow = (): Stamp => ({ nonce: randomBytes(16).toString('hex'), timestamp: String(Math.floor(Date.now() / 1000)) });

/** Adds the Authorization header. Fields: consumerKey, consumerSecret, accessToken, accessTokenSecret, signatureMethod. */
export function signOAuth1(fields: Record<string, string>, { method, url, headers, form }: Outgoing, { nonce, timestamp } = stampNow()): void {
  const signatureMethod = fields.signatureMethod || 'HMAC-SHA1';
  const hash = METHODS[signatureMethod];
  if (!hash) throw new AppError('invalid', `The signature method ${signatureMethod} is not known: HMAC-SHA1, HMAC-SHA256 and HMAC-SHA512 are.`);
  const own: [string, string][] = [
    ['oauth_consumer_key', fields.consumerKey ?? ''], ['oauth_nonce', nonce], ['oauth_signature_method', signatureMethod], ['oauth_timestamp', timestamp],
    ...(fields.accessToken ? [['oauth_token', fields.accessToken] as [string, string]] : []), ['oauth_version', '1.0'],
  ];
  const pairs = [...own, ...url.searchParams, ...form].map(([name, value]) => [encoded(name), encoded(value)] as const);
  const sorted = pairs.sort(([one, a], [other, b]) => (one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1)).map(pair => pair.join('=')).join('&');
  const base = [method.toUpperCase(), `${url.origin}${url.pathname}`, sorted].map(encoded).join('&');
  const key = `${encoded(fields.consumerSecret ?? '')}&${encoded(fields.accessTokenSecret ?? '')}`;
  const signature = createHmac(hash, key).update(base).digest('base64');
  headers.set('authorization', `OAuth ${[...own, ['oauth_signature', signature] as const].map(([name, value]) => `${name}="${encoded(value)}"`).join(', ')}`);
}
