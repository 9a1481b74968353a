// Respond to webhook: what the caller is answered.
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import { getPath, type JsonObject } from '~/lib/json';
import { resultOf, type TestRun, testContext } from '../testing';
import { respondToWebhook } from './definition';
import { runRespondToWebhook } from './run';
import { foldRespondToWebhook } from './versions';

const file = { id: 'f', mimeType: 'text/plain', fileSize: 1 };
const items: Item[] = [{ json: { a: 1 }, binary: { data: file } }, { json: { a: 2 } }];
const run = async (parameters: JsonObject, more: TestRun = {}) => resultOf(await runRespondToWebhook(testContext(respondToWebhook, { items, parameters, ...more })));
const answer = async (parameters: JsonObject) => (await run(parameters)).answer;

describe('respond to webhook', () => {
  it('passes its items on', async () => expect((await run({})).outputs).toEqual([[{ json: { a: 1 }, binary: { data: file }, pairedItem: { item: 0 } }, { json: { a: 2 }, pairedItem: { item: 1 } }]]));
  it.each<[JsonObject, JsonObject]>([
    [{}, { status: 200, headers: [], body: { kind: 'json', value: { a: 1 } } }],
    [{ respondWith: 'allIncomingItems' }, { status: 200, headers: [], body: { kind: 'json', value: [{ a: 1 }, { a: 2 }] } }],
    [{ respondWith: 'firstIncomingItem', options: { responseKey: 'x.y' } }, { status: 200, headers: [], body: { kind: 'json', value: { x: { y: { a: 1 } } } } }],
    [{ respondWith: 'json', responseBody: '{"ok":true}', options: { responseCode: 201 } }, { status: 201, headers: [], body: { kind: 'json', value: { ok: true } } }],
    [{ respondWith: 'text', responseBody: '<b>hi</b>' }, { status: 200, headers: [['content-type', 'text/html; charset=utf-8']], body: { kind: 'text', text: '<b>hi</b>' } }],
    [{ respondWith: 'text', responseBody: 'hi', options: { responseHeaders: { entries: [{ name: 'Content-Type', value: 'text/plain' }] } } }, { status: 200, headers: [['content-type', 'text/plain; charset=utf-8']], body: { kind: 'text', text: 'hi' } }],
    [{ respondWith: 'redirect', redirectURL: 'https://example.com' }, { status: 307, headers: [['location', 'https://example.com']], body: { kind: 'empty' } }],
    [{ respondWith: 'noData', options: { responseCode: 204 } }, { status: 204, headers: [], body: { kind: 'empty' } }],
    [{ respondWith: 'binary' }, { status: 200, headers: [], body: { kind: 'file', file } }],
    [{ respondWith: 'binary', responseDataSource: 'set', inputFieldName: 'data' }, { status: 200, headers: [], body: { kind: 'file', file } }],
  ])('%j', async (parameters, wanted) => expect(await answer(parameters)).toEqual(wanted));

  it.each<[JsonObject, string]>([
    [{ respondWith: 'json', responseBody: '{nope' }, 'The response body is not valid JSON'],
    [{ respondWith: 'binary', responseDataSource: 'set', inputFieldName: 'other' }, 'The item has no file "other"'],
    [{ respondWith: 'redirect', redirectURL: 'javascript:alert(1)' }, 'must start with http'],
    [{ respondWith: 'redirect', redirectURL: 'https://a\r\nx: y' }, 'must start with http'],
    [{ options: { responseCode: 99 } }, '99 is not an HTTP status code'],
    [{ options: { responseHeaders: { entries: [{ name: 'x y', value: '1' }] } } }, 'is not valid'],
    [{ options: { responseHeaders: { entries: [{ name: 'x', value: 'a\r\nset-cookie: b' }] } } }, 'is not valid'],
    [{ options: { responseKey: '__proto__.x' } }, 'is not allowed'],
  ])('refuses %j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));

  it('signs a token', async () => {
    const { answer: given } = await run({ respondWith: 'jwt', payload: '{"sub":"u"}' }, { tools: { credential: async () => ({ keyType: 'passphrase', secret: 'a-secret-of-some-length-for-hs256', algorithm: 'HS256' }) } });
    const token = String(getPath(given?.body, 'value.token'));
    expect((await jwtVerify(token, new TextEncoder().encode('a-secret-of-some-length-for-hs256'))).payload.sub).toBe('u');
  });
  it('shows the answer on a second output, from version 1.4 on', async () => {
    const { outputs } = await run({ enableResponseOutput: true });
    expect(outputs[1]).toEqual([{ json: { response: { body: { a: 1 }, headers: {}, statusCode: 200 } }, pairedItem: { item: 0 } }]);
    expect(foldRespondToWebhook({ enableResponseOutput: true, respondWith: 'json' }, 1.1)).toEqual({ parameters: { respondWith: 'json' }, typeVersion: 1.1 });
  });
});
