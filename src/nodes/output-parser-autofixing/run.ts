// Auto-fixing output parser.
import { NodeError, type RunNode } from '../contract';
import { fixed } from '../ai/autofix';
import { instructionsOf, parseWith } from '../ai/parser';
import { answer, needed, type ParserRequest, requestOf } from '../ai/protocols';
import type { outputParserAutofixing } from './definition';

export const runOutputParserAutofixing: RunNode<typeof outputParserAutofixing> = async ({ call, subNodes }) => {
  const request = requestOf<ParserRequest>(call, 'an output parser');
  const parser = needed(subNodes('ai_outputParser'), 'output parser');
  const told = await instructionsOf(parser, 0);
  if (request.action === 'instructions') return answer(told);
  const model = needed(subNodes('ai_languageModel'), 'model');
  return answer({ output: await fixed([model], request.text, told.instructions, async text => {
    const { output, problem } = await parseWith(parser, text, 0);
    if (problem !== null) throw new NodeError(problem);
    return output;
  }) });
};
