// JWT, by jose. A token is only ever verified with the algorithm of the credential, never with one it names itself.
import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { compactVerify, errors, type JWTHeaderParameters, SignJWT } from 'jose';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { objectOf } from '../json-parameter';
import type { jwt } from './definition';

type Parameters = ParametersOf<typeof jwt.parameters>;
type Context = RunContext<Parameters>;

interface Key {
  algorithm: string;
  key: KeyObject;
}

async function keyFor(use: 'sign' | 'verify', parameters: Parameters, context: Context): Promise<Key> {
  const { keyType, secret, privateKey, publicKey, algorithm = '' } = await context.tools.credential('jwtAuth');
  const pair = keyType === 'pemKey' || (keyType !== 'passphrase' && !secret && Boolean(privateKey || publicKey));
  const chosen = parameters.options.algorithm || algorithm || (pair ? 'RS256' : 'HS256');
  // A public key is known to all: as a shared secret it would let anybody sign.
  if (pair === chosen.startsWith('HS')) throw new NodeError(`The algorithm ${chosen} does not fit the credential`, { description: pair ? 'A pair of keys needs RS, ES or PS.' : 'A shared secret needs HS256, HS384 or HS512.' });
  if (!pair) {
    if (!secret) throw new NodeError('The credential has no secret');
    return { algorithm: chosen, key: createSecretKey(Buffer.from(secret, 'utf8')) };
  }
  const pem = use === 'sign' ? privateKey : publicKey || privateKey;
  if (!pem) throw new NodeError(`The credential has no ${use === 'sign' ? 'private' : 'public'} key`);
  try {
    const text = pem.replaceAll('\\n', '\n');
    return { algorithm: chosen, key: use === 'sign' ? createPrivateKey(text) : createPublicKey(text) };
  } catch {
    // The error of node:crypto may quote the key.
    throw new NodeError(`The ${use === 'sign' ? 'private' : 'public'} key of the credential cannot be read`, { description: 'It has to be PEM.' });
  }
}

function claimsOf({ useJson, claimsJson, claims }: Parameters, now: number): JsonObject {
  if (useJson) {
    const claims = objectOf(claimsJson, 'The claims are');
    return Object.hasOwn(claims, 'iat') ? claims : { ...claims, iat: now };
  }
  const made: JsonObject = { iat: now };
  for (const [name, value] of Object.entries({ aud: claims.audience, iss: claims.issuer, jti: claims.jwtid, sub: claims.subject })) if (value) made[name] = value;
  if (claims.expiresIn !== undefined) made.exp = now + Number(claims.expiresIn);
  if (claims.notBefore !== undefined) made.nbf = now + Number(claims.notBefore);
  return made;
}

async function sign(parameters: Parameters, context: Context): Promise<JsonObject> {
  const { options } = parameters;
  const { algorithm, key } = await keyFor('sign', parameters, context);
  const header = { alg: algorithm, typ: 'JWT', ...(options.header ? objectOf(options.header, 'The header fields are') : {}), ...(options.kid ? { kid: options.kid } : {}) } as JWTHeaderParameters;
  header.alg = algorithm;
  try {
    return { token: await new SignJWT(claimsOf(parameters, Math.floor(context.tools.now() / 1000))).setProtectedHeader(header).sign(key) };
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw new NodeError('The token could not be signed', { description: `Check that the key of the credential fits ${algorithm}.` });
  }
}

const parsed = (part: string): JsonObject => {
  const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
  if (!isPlainObject(value)) throw new Error('not an object');
  return value as JsonObject;
};

function decode(token: string): { header: JsonObject; payload: JsonObject; signature: string } {
  const [header = '', payload = '', signature = '', ...rest] = token.trim().split('.');
  try {
    if (rest.length > 0 || signature === undefined) throw new Error('wrong number of parts');
    return { header: parsed(header), payload: parsed(payload), signature };
  } catch {
    throw new NodeError('The token is not a JSON web token');
  }
}

async function verify(token: string, parameters: Parameters, context: Context): Promise<void> {
  const { options } = parameters;
  const { algorithm, key } = await keyFor('verify', parameters, context);
  const { payload } = decode(token);
  try {
    await compactVerify(token.trim(), key, { algorithms: [algorithm] });
  } catch (error) {
    if (error instanceof errors.JOSEAlgNotAllowed) throw new NodeError(`The token is not signed with ${algorithm}`);
    throw new NodeError('The signature of the token is not right');
  }
  const now = Math.floor(context.tools.now() / 1000);
  const tolerance = Number(options.clockTolerance ?? 0);
  if (options.ignoreExpiration !== true && typeof payload.exp === 'number' && now >= payload.exp + tolerance) throw new NodeError('The token has expired');
  if (options.ignoreNotBefore !== true && typeof payload.nbf === 'number' && now < payload.nbf - tolerance) throw new NodeError('The token is not valid yet');
}

export const runJwt: RunNode<typeof jwt> = async context => [
  await eachItemAsync(context, async (_item, index) => {
    const parameters = context.parameters.at(index);
    if (parameters.operation === 'sign') return { json: await sign(parameters, context) };
    if (parameters.operation === 'verify') await verify(parameters.token, parameters, context);
    const decoded = decode(parameters.token);
    return { json: parameters.options.complete === true ? decoded : { payload: decoded.payload } };
  }),
];
