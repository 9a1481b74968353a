// Wolfram|Alpha tool: its answer for language models, which is a text.
import { textOf } from '../http-request/response';
import type { RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { callService } from '../ai/service';
import type { toolWolframAlpha } from './definition';

export const runToolWolframAlpha: RunNode<typeof toolWolframAlpha> = async ({ call, tools }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const response = await callService(tools, { method: 'GET', url: 'https://www.wolframalpha.com/api/v1/llm-api', query: [['input', String(given.input ?? '')]], credentialType: 'wolframAlphaApi', retries: 1 });
  return answer({ response: textOf(response) });
};
