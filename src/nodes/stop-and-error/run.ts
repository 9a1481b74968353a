// Stop and error: always fails, with the message or object of the first item.
import { isPlainObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { stopAndError } from './definition';

function objectMessage(value: unknown): string {
  let parsed = value;
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value);
    } catch {
      return value || 'Stopped';
    }
  }
  if (isPlainObject(parsed)) {
    for (const key of ['message', 'description', 'error']) if (typeof parsed[key] === 'string' && parsed[key] !== '') return parsed[key];
    return `Error: ${JSON.stringify(parsed)}`;
  }
  return String(parsed ?? 'Stopped');
}

export const runStopAndError: RunNode<typeof stopAndError> = ({ parameters }) => {
  const { errorType, errorMessage, errorObject } = parameters.at();
  if (errorType === 'errorObject') {
    const text = typeof errorObject === 'string' ? errorObject : JSON.stringify(errorObject);
    throw new NodeError(objectMessage(errorObject), { description: text });
  }
  throw new NodeError(errorMessage || 'Stopped');
};
