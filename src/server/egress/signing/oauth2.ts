// OAuth2 tokens: pasted by a person, or fetched with the client's own credentials or a refresh token, and kept in memory while they hold.
import { createHash } from 'node:crypto';
import { isPlainObject } from '~/lib/json';
import { type HttpRequest, type HttpResponse, NodeError } from '~/nodes/contract';
import type { OutgoingCredential } from '../credentials';

export interface Tokens {
  /** Throws NodeError with what the server says, never with a secret. */
  get(credential: OutgoingCredential): Promise<string>;
  /** Whether a new one can be had when one is refused. */
  renews(credential: OutgoingCredential): boolean;
  forget(credential: OutgoingCredential): void;
}

const MARGIN_MS = 30_000;
const DEFAULT_MS = 300_000;
const MOST = 1000;

/** Another secret is another key; what it is made of cannot be read from it. */
const keyOf = ({ fields }: OutgoingCredential): string => createHash('sha256').update(JSON.stringify(Object.entries(fields).sort())).digest('hex');

const fetches = ({ fields }: OutgoingCredential): boolean => fields.grantType === 'clientCredentials' || Boolean(fields.refreshToken);

/** `send` asks the token's server, after its own check that the credential may go there. */
export function createTokens(send: (request: HttpRequest, credential: OutgoingCredential) => Promise<HttpResponse>): Tokens {
  const kept = new Map<string, { token: Promise<string>; until: number }>();

  async function fetchToken(credential: OutgoingCredential, key: string): Promise<string> {
    const { fields, name } = credential;
    const asked = Date.now();
    const inBody = fields.authentication === 'body';
    const form: [string, string][] = fields.grantType === 'clientCredentials' ? [['grant_type', 'client_credentials']] : [['grant_type', 'refresh_token'], ['refresh_token', fields.refreshToken ?? '']];
    if (fields.scope) form.push(['scope', fields.scope]);
    if (inBody) form.push(['client_id', fields.clientId ?? ''], ['client_secret', fields.clientSecret ?? '']);
    const basic = Buffer.from(`${encodeURIComponent(fields.clientId ?? '')}:${encodeURIComponent(fields.clientSecret ?? '')}`).toString('base64');
    const answer = await send({ method: 'POST', url: fields.accessTokenUrl ?? '', body: { kind: 'form', fields: form }, headers: [['accept', 'application/json'], ...(inBody ? [] : [['authorization', `Basic ${basic}`] as [string, string]])], followRedirects: false }, credential);
    const given = read(answer);
    if (answer.status >= 400 || typeof given.access_token !== 'string') {
      throw new NodeError(`No token came for the credential "${name}": its server answered ${answer.status}${typeof given.error === 'string' ? ` (${given.error.slice(0, 100)})` : ''}`, { description: typeof given.error_description === 'string' ? given.error_description.slice(0, 300) : undefined, retryable: answer.status >= 500 });
    }
    const seconds = Number(given.expires_in);
    const entry = kept.get(key);
    if (entry) entry.until = asked + (seconds > 0 ? seconds * 1000 : DEFAULT_MS) - MARGIN_MS;
    return given.access_token;
  }

  return {
    async get(credential) {
      const { fields, name } = credential;
      if (!fetches(credential)) {
        if (fields.accessToken) return fields.accessToken;
        throw new NodeError(`The credential "${name}" has no access token`, { description: 'Paste one into it, or choose "Client credentials".' });
      }
      const key = keyOf(credential);
      const known = kept.get(key);
      if (known && known.until > Date.now()) return known.token;
      if (kept.size >= MOST) kept.clear();
      // Requests of the same moment share one: until it is there nobody asks again.
      const token = Promise.resolve().then(() => fetchToken(credential, key));
      kept.set(key, { token, until: Number.POSITIVE_INFINITY });
      token.catch(() => kept.delete(key));
      return token;
    },
    renews: fetches,
    forget: credential => { kept.delete(keyOf(credential)); },
  };
}

function read({ body }: HttpResponse): Record<string, unknown> {
  try {
    const value = JSON.parse(new TextDecoder().decode(body)) as unknown;
    return isPlainObject(value) ? value : {};
  } catch {
    return {};
  }
}
