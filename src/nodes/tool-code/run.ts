// Code tool: `query` is what the model gave; what the code returns is told to the model.
import { NodeError, type RunNode } from '../contract';
import { codeOutput } from '../code/output';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import type { toolCode } from './definition';

export const runToolCode: RunNode<typeof toolCode> = async ({ call, parameters, tools, sandboxContext }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const { language, jsCode, specifyInputSchema } = parameters.at();
  if (language !== 'javaScript') throw new NodeError('Python cannot run in Weft', { description: 'Write the tool in JavaScript.' });
  const query = specifyInputSchema ? given : (given.query ?? given.input ?? '');
  const { json: _json, binary: _binary, nodes: _nodes, ...context } = sandboxContext(0);
  // The wrapper stays on the first line, so that line numbers in errors are right.
  const source = `return await (async query => { ${jsCode}\n})($input.first().json.query);`;
  const { output, returned } = codeOutput(await tools.sandbox({ code: source, mode: 'allItems', items: [{ json: { query } }], context }));
  if (!returned || output === null) throw new NodeError('The code returned nothing', { description: 'It must return a text.' });
  return answer({ response: typeof output === 'string' ? output : JSON.stringify(output) });
};
