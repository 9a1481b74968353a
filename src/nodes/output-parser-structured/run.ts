// Structured output parser: tells the model the schema, and holds its answer against it.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { fixed } from '../ai/autofix';
import { answer, type ParserRequest, requestOf } from '../ai/protocols';
import { fitted, formatInstructions, jsonOfText } from '../ai/structured';
import { chosenSchema } from '../ai/tool-schema';
import type { outputParserStructured } from './definition';

export const runOutputParserStructured: RunNode<typeof outputParserStructured> = async ({ call, parameters, subNodes, node }) => {
  const request = requestOf<ParserRequest>(call, 'an output parser');
  const given = parameters.at();
  const schema = chosenSchema(name => (given as unknown as Record<string, unknown>)[name], node.typeVersion >= 1.3);
  if (request.action === 'instructions') return answer({ instructions: formatInstructions(schema), schema });
  const models = given.autoFix ? subNodes('ai_languageModel') : [];
  return answer({ output: await fixed(models, request.text, formatInstructions(schema), text => parse(text, schema)) });
};

const parse = (text: string, schema: JsonObject): Json => fitted(unwrapped(jsonOfText(text), schema), schema);

/** Prompts of older workflows ask for the answer under `output`. */
function unwrapped(value: Json, { properties }: JsonObject): Json {
  if (!isPlainObject(value) || Object.keys(value).join() !== 'output' || (isPlainObject(properties) && Object.hasOwn(properties, 'output'))) return value;
  return (value as JsonObject).output ?? null;
}
