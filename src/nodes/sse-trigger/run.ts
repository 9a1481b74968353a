// SSE trigger: says which stream is kept open; the events come from server/execution/standing.
import { NodeError, type RunNode } from '../contract';
import type { sseTrigger } from './definition';

export const runSseTrigger: RunNode<typeof sseTrigger> = ({ parameters, execution }) => {
  const url = parameters.at().url.trim();
  if (!/^https?:\/\//i.test(url)) throw new NodeError(url === '' ? 'The URL is empty' : 'The URL must start with http:// or https://');
  if (execution.mode === 'manual') throw new NodeError('It starts with an event of the stream, once the workflow is published', { description: 'Pin data to it to try the workflow out.' });
  return [[{ json: { url } }]];
};
