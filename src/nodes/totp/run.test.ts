// TOTP: the codes of RFC 6238 and what is refused.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { totp } from './definition';
import { runTotp } from './run';

const run = async (options: JsonObject, seconds: number, secret: string) =>
  jsonOf(outputsOf(await runTotp(testContext(totp, { items: [{ gone: 1 }], parameters: { options }, tools: { credential: async () => ({ secret }), now: () => seconds * 1000 } })))[0])[0];
const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('totp', () => {
  it.each<[JsonObject, number, string, JsonObject]>([
    [{ digits: 8 }, 59, RFC, { token: '94287082', secondsRemaining: 1 }],
    [{ digits: 8 }, 1111111109, RFC, { token: '07081804', secondsRemaining: 1 }],
    [{}, 59, RFC, { token: '287082', secondsRemaining: 1 }],
    [{ digits: 8, algorithm: 'SHA256' }, 59, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA', { token: '46119246', secondsRemaining: 1 }],
    [{ period: 60 }, 90, 'gezd gnbv gy3t qojq', { token: expect.stringMatching(/^\d{6}$/), secondsRemaining: 30 }],
  ])('%j at %d', async (options, seconds, secret, wanted) => expect(await run(options, seconds, secret)).toEqual(wanted));
  it.each<[JsonObject, string, string]>([
    [{}, 'not base32!', 'No code can be made of the secret'],
    [{}, '', 'No code can be made of the secret'],
    [{ algorithm: 'MD5' }, RFC, 'The algorithm "MD5" is not supported'],
    [{ period: 0 }, RFC, 'a period of whole seconds'],
  ])('refuses %j %s', async (options, secret, message) => expect(run(options, 59, secret)).rejects.toThrow(message));
  it('C12 does not quote the secret', async () => expect(run({}, 59, 'SECRET-189')).rejects.toMatchObject({ message: expect.not.stringContaining('189') }));
});
