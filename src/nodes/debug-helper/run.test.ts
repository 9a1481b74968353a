// Debug helper: as observed on n8n 2.38.7, with data of Weft's own.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { debugHelper } from './definition';
import { runDebugHelper } from './run';

const run = async (parameters: JsonObject, more: TestRun = {}) => jsonOf(outputsOf(await runDebugHelper(testContext(debugHelper, { items: [{}], parameters, ...more })))[0]);

describe('debug helper', () => {
  it.each<[JsonObject, object]>([
    [{}, { message: 'Node has thrown an error', retryable: true }],
    [{ throwErrorType: 'NodeOperationError', throwErrorMessage: 'boom' }, { message: 'boom', retryable: false }],
    [{ throwErrorType: 'Error', throwErrorMessage: 'plain' }, { message: 'plain' }],
    [{ category: 'oom' }, { message: 'Weft does not run out of memory on purpose' }],
    [{ category: 'randomData', randomDataCount: 1e9 }, { message: 'The number of items must be between 1 and 10000' }],
  ])('%j fails', async (parameters, wanted) => {
    await expect(run(parameters)).rejects.toMatchObject(wanted);
    expect(await run(parameters, { continueOnFail: true })).toEqual([{ error: (wanted as { message: string }).message }]);
  });
  it('gives nothing', async () => expect(await run({ category: 'doNothing' })).toEqual([]));
  it.each([
    ['user', ['uid', 'email', 'firstname', 'lastname', 'password']], ['address', ['firstname', 'lastname', 'street', 'city', 'zip', 'state', 'country']], ['email', ['email', 'confirmed']], ['creditCard', ['type', 'number', 'ccv', 'exp', 'holder_name']],
    ['ipv4', ['ip']], ['ipv6', ['ipv6']], ['macAddress', ['mac']], ['latLong', ['location']], ['nanoid', ['nanoId']], ['semver', ['version']], ['url', ['url']], ['uuid', ['uuid']], ['odd', ['uid', 'email', 'firstname', 'lastname', 'password']],
  ])('random %s', async (randomDataType, keys) => {
    const parameters = { category: 'randomData', randomDataType, randomDataCount: 3, randomDataSeed: 's' };
    const made = (await run(parameters)) as JsonObject[];
    expect(made.map(json => Object.keys(json))).toEqual([keys, keys, keys]);
    expect(await run(parameters)).toEqual(made);
    expect(await run({ ...parameters, randomDataSeed: '' })).not.toEqual(await run({ ...parameters, randomDataSeed: '' }));
  });
  it('can be one item', async () => expect(await run({ category: 'randomData', randomDataCount: 2, randomDataSingleArray: true })).toEqual([{ generatedItems: [expect.any(Object), expect.any(Object)] }]));
});
