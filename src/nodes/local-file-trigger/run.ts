// Local file trigger: says what is watched; the changes come from server/execution/standing.
import { NodeError, type RunNode } from '../contract';
import type { localFileTrigger } from './definition';

export const runLocalFileTrigger: RunNode<typeof localFileTrigger> = ({ parameters, execution }) => {
  const { triggerOn, path, events, options } = parameters.at();
  if (path.trim() === '') throw new NodeError('The path is empty');
  if (triggerOn === 'folder' && events.length === 0) throw new NodeError('Choose what to watch for');
  if (execution.mode === 'manual') throw new NodeError('It starts when a file changes, once the workflow is published', { description: 'Pin data to it to try the workflow out.' });
  const { awaitWriteFinish = false, depth = -1, ignoreInitial = true, ignored = '', ignoreMode = 'match', usePolling = false } = options;
  return [[{ json: { path, events: triggerOn === 'file' ? ['change'] : events, awaitWriteFinish, depth, ignoreInitial, ignored, ignoreMode, usePolling } }]];
};
