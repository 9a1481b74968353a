// Stop and error always fails, in the person's words.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { testContext } from '../testing';
import { stopAndError } from './definition';
import { runStopAndError } from './run';

const fail = (parameters: JsonObject) => async () => runStopAndError(testContext(stopAndError, { items: [{}], parameters }));

describe('stop and error', () => {
  it.each<[JsonObject, string]>([
    [{ errorMessage: 'No customer' }, 'No customer'],
    [{}, 'Stopped'],
    [{ errorType: 'errorObject', errorObject: '{"message":"m","code":1}' }, 'm'],
    [{ errorType: 'errorObject', errorObject: { error: 'e' } }, 'e'],
    [{ errorType: 'errorObject', errorObject: { code: 7 } }, 'Error: {"code":7}'],
    [{ errorType: 'errorObject', errorObject: 'just text' }, 'just text'],
  ])('%j', async (parameters, message) => expect(fail(parameters)()).rejects.toMatchObject({ name: 'NodeError', message }));
});
