// Debug helper: errors of every kind, and random data.
import { randomUUID } from 'node:crypto';
import type { Item } from '~/engine/items';
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { debugHelper } from './definition';
import { numbersOf, randomObject } from './random-data';

const MOST = 10_000;

export const runDebugHelper: RunNode<typeof debugHelper> = async context => [
  await eachItemAsync(context, async (_item, index): Promise<Item[]> => {
    const parameters = context.parameters.at(index);
    switch (parameters.category) {
      case 'doNothing':
        return [];
      case 'throwError': {
        const message = parameters.throwErrorMessage || 'Node has thrown an error';
        if (parameters.throwErrorType === 'Error') throw new Error(message);
        throw new NodeError(message, { retryable: parameters.throwErrorType === 'NodeApiError' });
      }
      case 'randomData': {
        const count = Math.floor(Number(parameters.randomDataCount));
        const length = Math.floor(Number(parameters.nanoidLength));
        if (!(count >= 1 && count <= MOST)) throw new NodeError(`The number of items must be between 1 and ${MOST}`);
        if (!(length >= 1 && length <= 1000) || parameters.nanoidAlphabet === '') throw new NodeError('A NanoId has 1 to 1000 characters of an alphabet');
        const next = numbersOf(parameters.randomDataSeed || randomUUID());
        const made = Array.from({ length: count }, () => randomObject(parameters.randomDataType, next, { alphabet: parameters.nanoidAlphabet, length }));
        return parameters.randomDataSingleArray ? [{ json: { generatedItems: made } }] : made.map(json => ({ json }));
      }
      default:
        throw new NodeError('Weft does not run out of memory on purpose', { description: 'All organizations share the machine.' });
    }
  }),
];
