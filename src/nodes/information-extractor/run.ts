// Information extractor: a schema of the wanted fields, and the model's answer held against it.
import { type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { answerInFormat, withSchema } from '../ai/answer-in-format';
import { modelOf } from '../ai/models';
import { chosenSchema } from '../ai/tool-schema';
import type { informationExtractor } from './definition';

const SYSTEM = "You are an expert extraction algorithm.\nOnly extract relevant information from the text.\nIf you do not know the value of an attribute asked to extract, you may omit the attribute's value.";

function schemaOf({ schemaType, attributes, jsonSchemaExample, inputSchema }: ParametersOf<typeof informationExtractor.parameters>, version: number): JsonObject {
  if (schemaType !== 'fromAttributes') return chosenSchema(name => ({ schemaType, jsonSchemaExample, inputSchema })[name as 'schemaType'], version >= 1.2);
  const fields = (attributes.attributes ?? []).filter(({ name }) => name !== '');
  if (fields.length === 0) throw new NodeError('No field to take is named', { description: 'Add at least one.' });
  const properties: JsonObject = {};
  for (const { name, type, description } of fields) setOwn(properties, name, { ...(type === 'date' ? { type: 'string', format: 'date' } : { type }), ...(description === '' ? {} : { description }) });
  return { type: 'object', properties, required: fields.filter(({ required }) => required).map(({ name }) => name) };
}

export const runInformationExtractor: RunNode<typeof informationExtractor> = async context => [await eachItemAsync(context, async (_item, index) => {
  const parameters = context.parameters.at(index);
  if (parameters.text.trim() === '') throw new NodeError('The text is empty');
  const { instructions, parse } = withSchema(optional(schemaOf(parameters, context.node.typeVersion)));
  const system = `${parameters.options.systemPromptTemplate || SYSTEM}\n${instructions}`;
  const output = await answerInFormat(modelOf(context.subNodes('ai_languageModel'), index), [{ role: 'system', content: system }, { role: 'user', content: parameters.text }], parse);
  return { json: { output } };
})];

/** Models write null for what they do not find, which a field that is not required may be. */
function optional(schema: JsonObject): JsonObject {
  const { properties, required } = schema;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return schema;
  const must = new Set(Array.isArray(required) ? required : []);
  const made: JsonObject = {};
  for (const [name, field] of Object.entries(properties)) {
    const loose = !must.has(name) && typeof field === 'object' && field !== null && !Array.isArray(field) && typeof field.type === 'string';
    setOwn(made, name, loose ? { ...(field as JsonObject), type: [(field as JsonObject).type as string, 'null'] } : field);
  }
  return { ...schema, properties: made };
}
