// Calculator tool.
import type { RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { calculate } from './arithmetic';
import type { toolCalculator } from './definition';

export const runToolCalculator: RunNode<typeof toolCalculator> = ({ call }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  return answer({ response: String(calculate(String(given.input ?? ''))) });
};
