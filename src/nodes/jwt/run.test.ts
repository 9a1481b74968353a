// JWT: round trips with every kind of key, and tokens that lie.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { jwt } from './definition';
import { runJwt } from './run';

const NOW = Math.floor(Date.UTC(2026, 0, 2, 3, 4, 5) / 1000);
const shared = { keyType: 'passphrase', secret: 'k', algorithm: 'HS256' };
async function run(parameters: JsonObject, fields: Record<string, string> = shared, seconds = NOW): Promise<Record<string, Json>> {
  return jsonOf(outputsOf(await runJwt(testContext(jwt, { items: [{}], parameters, tools: { credential: async () => fields, now: () => seconds * 1000 } })))[0])[0] as JsonObject;
}
const textsOf = ({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }) => ({ publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })), privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) });
const rsa = textsOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const ec = textsOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const pem = (pair: { publicKey: string; privateKey: string }, algorithm: string) => ({ keyType: 'pemKey', algorithm, ...pair });
const claims = { claims: { audience: 'a', issuer: 'i', subject: 's', jwtid: 'j', expiresIn: 60 } };

describe('jwt', () => {
  it.each([['a shared secret', shared], ['RSA', pem(rsa, 'RS256')], ['RSA-PSS', pem(rsa, 'PS512')], ['EC', pem(ec, 'ES256')]])('signs and verifies with %s', async (_, fields) => {
    const token = String((await run(claims, fields)).token);
    expect(await run({ operation: 'verify', token }, fields)).toEqual({ payload: { aud: 'a', iss: 'i', sub: 's', jti: 'j', iat: NOW, exp: NOW + 60 } });
    await expect(run({ operation: 'verify', token }, fields, NOW + 61)).rejects.toThrow('The token has expired');
    expect(await run({ operation: 'verify', token, options: { ignoreExpiration: true, complete: true } }, fields, NOW + 61)).toMatchObject({ header: { typ: 'JWT', alg: fields.algorithm }, signature: expect.any(String) });
    expect(await run({ operation: 'verify', token, options: { clockTolerance: 10 } }, fields, NOW + 61)).toHaveProperty('payload');
  });
  it('takes claims and header fields as JSON', async () => {
    const token = String((await run({ useJson: true, claimsJson: '{"x":1,"nbf":99999999999}', options: { kid: 'k1', header: { cty: 'x', alg: 'none' } } })).token);
    expect(await run({ operation: 'decode', token, options: { complete: true } })).toMatchObject({ header: { alg: 'HS256', kid: 'k1', cty: 'x' }, payload: { x: 1, iat: NOW } });
    await expect(run({ operation: 'verify', token })).rejects.toThrow('not valid yet');
    expect(await run({ operation: 'verify', token, options: { ignoreNotBefore: true } })).toHaveProperty('payload');
  });
  it('decodes without a credential, as observed on n8n 2.38.7', async () => {
    expect(await run({ operation: 'decode', token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIiwibmFtZSI6IkFubiJ9.xxx' })).toEqual({ payload: { sub: '1', name: 'Ann' } });
  });
  it('believes no token that names its own algorithm', async () => {
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"1"}').toString('base64url')}.`;
    await expect(run({ operation: 'verify', token: none })).rejects.toThrow('The token is not signed with HS256');
    const token = String((await run({}, { ...shared, secret: rsa.publicKey })).token);
    await expect(run({ operation: 'verify', token }, pem(rsa, 'RS256'))).rejects.toThrow('The token is not signed with RS256');
    await expect(run({ operation: 'verify', token: String((await run({}, { ...shared, secret: 'other' })).token) })).rejects.toThrow('signature of the token is not right');
    await expect(run({ operation: 'verify', token, options: { algorithm: 'HS256' } }, pem(rsa, 'RS256'))).rejects.toThrow('HS256 does not fit the credential');
  });
  it.each<[JsonObject, Record<string, string>, string]>([
    [{ operation: 'decode', token: 'nope' }, shared, 'not a JSON web token'],
    [{}, { keyType: 'passphrase' }, 'The credential has no secret'],
    [{}, { keyType: 'pemKey', publicKey: 'x' }, 'no private key'],
    [{ useJson: true, claimsJson: '[' }, shared, 'The claims are not valid JSON'],
    [{}, pem(rsa, 'ES256'), 'could not be signed'],
  ])('refuses %j', async (parameters, fields, message) => expect(run(parameters, fields)).rejects.toThrow(message));
  it('C12 does not quote a key that is wrong', async () => expect(run({}, { keyType: 'pemKey', privateKey: 'SECRET-KEY-TEXT' })).rejects.toMatchObject({ message: 'The private key of the credential cannot be read' }));
});
