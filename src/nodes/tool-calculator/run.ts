// Calculator tool.
import type { RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { calculate } from './arithmetic';
import type { toolCalculator } from './definition';

/** 0.1 + 0.2 is 0.3 for those who ask. */
const rounded = (value: number): number => Number(value.toPrecision(15));

export const runToolCalculator: RunNode<typeof toolCalculator> = ({ call }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  return answer({ response: String(rounded(calculate(String(given.input ?? '')))) });
};
