// Execution data: values go to the log and to `$execution.customData`; the items pass.
import { type RunNode, NodeError } from '../contract';
import { errorOfItem } from '../each-item';
import { passAll } from '../passed';
import type { executionData } from './definition';

const MAX_KEY = 50;
const MAX_VALUE = 255;

export const runExecutionData: RunNode<typeof executionData> = context => {
  const { items, parameters, tools } = context;
  items.forEach((_, index) => {
    for (const { key, value } of parameters.get('dataToSave', index).values ?? []) {
      const name = key.trim().slice(0, MAX_KEY);
      if (name === '') throw errorOfItem(new NodeError('A value to save needs a name'), index);
      const text = String(value ?? '').slice(0, MAX_VALUE);
      tools.log('info', `${name}: ${text}`, { key: name, value: text });
      // As roots, because a text with }} in it would end the expression.
      tools.resolve('={{ $execution.customData.set($request.key, $request.value) }}', index, { $request: { key: name, value: text } });
    }
  });
  return [passAll(items)];
};
