// Think tool: answers with the thought.
import type { RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import type { toolThink } from './definition';

export const runToolThink: RunNode<typeof toolThink> = ({ call }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  return answer({ response: String(given.input ?? given.thought ?? '') });
};
