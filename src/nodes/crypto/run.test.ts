// Crypto, as observed on n8n 2.38.7.
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext, testFiles, type TestRun } from '../testing';
import { crypto } from './definition';
import { runCrypto } from './run';
import { foldCrypto } from './versions';

const run = async (parameters: JsonObject, more: TestRun = {}) => jsonOf(outputsOf(await runCrypto(testContext(crypto, { items: [{ keep: 1 }], typeVersion: 1, ...more, parameters: foldCrypto(parameters, more.typeVersion ?? 1).parameters })))[0])[0] as JsonObject;

describe('crypto', () => {
  it.each<[JsonObject, JsonObject]>([
    [{ value: 'hello' }, { data: '5d41402abc4b2a76b9719d911017c592' }],
    [{ type: 'SHA256', value: 'hello', encoding: 'base64', dataPropertyName: 'h.x' }, { 'h.x': 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=' }],
    [{ type: 'SHA3-256', value: 'hello' }, { data: '3338be694f50c5f338814986cdf0686453a888b84f424d792af4b9202398f392' }],
    [{ action: 'hmac', value: 'hello', secret: 'k' }, { data: 'a0a84896984b647d4a583b612442d26d' }],
    [{ action: 'hmac', type: 'SHA512', value: 'hello', secret: 'k' }, { data: '86b6102b754ae558df0ec3e7905c81250b3e1ba69b060c1bb9641a8f19863035fb007c829b0648da38a03255630131fc2f775e0110c0aa11b33750a14cf48ecb' }],
  ])('%j', async (parameters, wanted) => expect(await run(parameters)).toEqual({ keep: 1, ...wanted }));
  it.each<[JsonObject, RegExp]>([
    [{}, /^[0-9a-f-]{36}$/],
    [{ encodingType: 'hex', stringLength: 10 }, /^[0-9a-f]{10}$/],
    [{ encodingType: 'base64', stringLength: 9 }, /^[A-Za-z0-9+/]{9}$/],
    [{ encodingType: 'ascii' }, /^[!-~]{32}$/],
  ])('generates %j', async (parameters, pattern) => expect((await run({ action: 'generate', ...parameters })).data).toMatch(pattern));
  it('hashes files', async () => {
    const item = { json: {}, binary: { data: { id: 'f', mimeType: 'text/plain', fileSize: 5 } } };
    expect((await run({ binaryData: true }, { items: [item], tools: { files: testFiles({ f: 'hello' }).files } })).data).toBe('5d41402abc4b2a76b9719d911017c592');
    await expect(run({ binaryData: true })).rejects.toThrow('The item has no file "data"');
  });
  it('signs, with the key of a credential from version 2 on', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    const { data } = await run({ action: 'sign', value: 'hello' }, { typeVersion: 2, tools: { credential: async () => ({ signPrivateKey: privateKey }) } });
    expect(createVerify('RSA-SHA256').update('hello').verify(publicKey, String(data), 'hex')).toBe(true);
  });
  it.each<[JsonObject, string]>([
    [{ type: 'ROT13', value: 'x' }, 'is not known'],
    [{ action: 'hmac', value: 'x' }, 'The secret is empty'],
    [{ action: 'generate', encodingType: 'hex', stringLength: 1e9 }, 'The length must be between'],
  ])('refuses %j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));
  it('C12 does not quote a key that is wrong', async () => {
    await expect(run({ action: 'sign', value: 'x', privateKey: 'SECRET-KEY-TEXT' })).rejects.toMatchObject({ message: expect.not.stringContaining('SECRET-KEY-TEXT') });
  });
});
