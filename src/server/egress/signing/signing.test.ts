// Signing in by digest, OAuth1 and OAuth2 against a server on loopback that checks what it gets.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '~/nodes/contract';
import { startTarget, type Target } from '~/server/testing/http';
import { createEgress, type Egress } from '../client';
import type { OutgoingCredential } from '../credentials';
import { readChallenge } from './digest';
import { signOAuth1 } from './oauth1';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
let target: Target;
let egress: Egress;
let valid = 'token-1';
let issued = 0;

beforeAll(async () => {
  target = await startTarget((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const { authorization = '' } = request.headers;
    if (pathname === '/digest') {
      const given = Object.fromEntries([...authorization.matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name, value]) => [name, value]));
      const wanted = md5(`${md5('Ana:Hall:open sesame')}:n1:${given.nc}:${given.cnonce}:auth:${md5(`${request.method}:${request.url}`)}`);
      if (given.response === wanted && given.username === 'Ana' && given.opaque === 'o') return response.end('in');
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="x", Digest realm="Hall", qop="auth, auth-int", nonce="n1", opaque="o", algorithm=MD5' }).end();
    }
    if (pathname === '/token') {
      if (authorization !== `Basic ${Buffer.from('me:s%26cret').toString('base64')}`) return response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client","error_description":"Who are you?"}');
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: valid, token_type: 'bearer', expires_in: 3600, n: ++issued }));
    }
    return response.writeHead(authorization === `Bearer ${valid}` ? 200 : 401).end(authorization);
  });
  egress = createEgress({ allow: [`127.0.0.1:${target.port}`] });
});
afterAll(async () => {
  await egress.close();
  await target.close();
});
beforeEach(() => {
  valid = 'token-1';
  issued = 0;
  target.requests.length = 0;
});

const credential = (type: string, fields: Record<string, string>, more: Partial<OutgoingCredential> = {}): OutgoingCredential => ({ name: 'Mine', type, fields, allowedHosts: ['127.0.0.1'], ...more });
const call = (path: string, with_: OutgoingCredential, more: Partial<HttpRequest> = {}) => egress.send({ method: 'GET', url: `${target.url}${path}`, ...more }, { signal: new AbortController().signal, credential: with_ });
const text = (body: Uint8Array) => Buffer.from(body).toString();

describe('digest', () => {
  it('answers the challenge, with the query and the body it had', async () => {
    const answer = await call('/digest?a=1', credential('httpDigestAuth', { user: 'Ana', password: 'open sesame' }), { method: 'POST', body: { kind: 'text', text: 'hello', contentType: 'text/plain' } });
    expect([answer.status, text(answer.body)]).toEqual([200, 'in']);
    expect(target.requests.map(({ method, body }) => [method, body])).toEqual([['POST', 'hello'], ['POST', 'hello']]);
    expect(target.requests[1]?.headers.authorization).not.toContain('sesame');
  });
  it('asks once, not for ever, when the password is wrong', async () => {
    expect((await call('/digest', credential('httpDigestAuth', { user: 'Ana', password: 'x' }))).status).toBe(401);
    expect(target.requests).toHaveLength(2);
  });
  it.each<[string, string | undefined]>([
    ['Digest realm="a \\"b\\"", nonce="n", algorithm=SHA-256', 'a "b"'],
    ['Digest realm="weak", nonce="n", Digest realm="strong", nonce="n", algorithm=SHA-256', 'strong'],
    ['Digest realm="x", nonce="n", algorithm=ROT13', undefined],
    ['Digest realm="x", nonce="n", qop="auth-int"', undefined],
    ['Basic realm="x"', undefined],
  ])('reads %s', (header, realm) => expect(readChallenge(header)?.realm).toBe(realm));
});

describe('OAuth1', () => {
  it('signs as the standard shows it (RFC 5849, 1.2)', () => {
    const headers = new Map<string, string>();
    signOAuth1({ consumerKey: 'dpf43f3p2l4k3l03', consumerSecret: 'kd94hf93k423kf44', accessToken: 'nnch734d00sl2jdk', accessTokenSecret: 'pfkkdhi9sl3r4s00' }, { method: 'GET', url: new URL('http://photos.example.net/photos?file=vacation.jpg&size=original'), headers, form: [] }, { nonce: 'kllo9940pd9333jh', timestamp: '1191242096' });
    expect(headers.get('authorization')).toContain('oauth_signature="tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"');
  });
  it('covers the fields of a form, and knows its methods', async () => {
    const fields = { consumerKey: 'k', consumerSecret: 's' };
    const signatureOf = (form: [string, string][]) => {
      const headers = new Map<string, string>();
      signOAuth1(fields, { method: 'POST', url: new URL('https://x.test/'), headers, form }, { nonce: 'n', timestamp: '1' });
      return headers.get('authorization');
    };
    expect(signatureOf([['a', 'é !']])).not.toBe(signatureOf([['a', 'e']]));
    await expect(call('/', credential('oAuth1Api', { ...fields, signatureMethod: 'PLAINTEXT' }))).rejects.toThrow('The signature method PLAINTEXT is not known');
  });
});

describe('OAuth2', () => {
  const machine = () => credential('oAuth2Api', { grantType: 'clientCredentials', accessTokenUrl: `${target.url}/token`, clientId: 'me', clientSecret: 's&cret', scope: 'read' });

  it('fetches a token once for requests of the same moment, and keeps it', async () => {
    const answers = await Promise.all([call('/', machine()), call('/', machine())]);
    expect(answers.map(answer => text(answer.body))).toEqual(['Bearer token-1', 'Bearer token-1']);
    expect((await call('/', machine())).status).toBe(200);
    expect(target.requests.filter(({ url }) => url === '/token').map(({ body }) => body)).toEqual(['grant_type=client_credentials&scope=read']);
  });
  it('fetches a new one when the old one is refused, once', async () => {
    expect((await call('/', machine())).status).toBe(200);
    valid = 'token-2';
    expect(text((await call('/', machine())).body)).toBe('Bearer token-2');
    expect(issued).toBe(1);
  });
  it('sends a pasted token, and says when there is none', async () => {
    expect(text((await call('/', credential('oAuth2Api', { accessToken: 'mine' }))).body)).toBe('Bearer mine');
    await expect(call('/', credential('oAuth2Api', {}))).rejects.toThrow('The credential "Mine" has no access token');
  });
  it('C12 says what the token\'s server says, without the secret, and goes to allowed hosts only', async () => {
    const wrong = { ...machine(), fields: { ...machine().fields, clientSecret: 'guess' } };
    await expect(call('/', wrong)).rejects.toMatchObject({ message: 'No token came for the credential "Mine": its server answered 401 (invalid_client)', description: 'Who are you?' });
    const elsewhere = { ...machine(), fields: { ...machine().fields, accessTokenUrl: 'http://example.org/token' } };
    await expect(call('/', elsewhere)).rejects.toThrow('may not be sent to example.org');
  });
});
