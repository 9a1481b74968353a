// JSON answers of models: found in their text, held against a schema, explained when they do not fit.
import { type Schema, Validator } from '@cfworker/json-schema';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';
import { unfenced } from './models';

/** Reads JSON from what a model wrote; throws NodeError saying what is wrong with it. */
export function jsonOfText(text: string): Json {
  const plain = unfenced(text).trim();
  const start = plain.search(/[[{]/);
  const end = Math.max(plain.lastIndexOf('}'), plain.lastIndexOf(']'));
  for (const candidate of [plain, start >= 0 && end > start ? plain.slice(start, end + 1) : '']) {
    try {
      if (candidate !== '') return JSON.parse(candidate) as Json;
    } catch {
      // The next candidate may be one.
    }
  }
  throw new NodeError('The answer is not JSON', { description: plain.slice(0, 300) });
}

/** The value with the fields its schema names, as n8n gives it. Throws NodeError naming the places that do not fit. */
export function fitted(value: Json, schema: JsonObject): Json {
  const problems = problemsOf(value, schema);
  if (problems !== null) throw new NodeError(`The answer does not fit the schema: ${problems}`);
  return pruned(value, schema);
}

function pruned(value: Json, schema: unknown): Json {
  if (!isPlainObject(schema)) return value;
  if (Array.isArray(value)) return value.map(each => pruned(each, schema.items));
  const { properties, additionalProperties } = schema;
  if (!isPlainObject(value) || !isPlainObject(properties)) return value;
  const made: JsonObject = {};
  for (const [name, field] of Object.entries(value as JsonObject)) {
    if (Object.hasOwn(properties, name)) setOwn(made, name, pruned(field, properties[name]));
    else if (additionalProperties === true || isPlainObject(additionalProperties) || COMBINED.some(word => Object.hasOwn(schema, word))) setOwn(made, name, field);
  }
  return made;
}

/** Fields may be named elsewhere than in `properties`. */
const COMBINED = ['allOf', 'anyOf', 'oneOf', 'patternProperties', '$ref'] as const;

/** Regular expressions of a schema may take for ever on the text of a model: they tell it what to write, and are not run. */
function withoutPatterns(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutPatterns);
  if (!isPlainObject(schema)) return schema;
  const made: JsonObject = {};
  for (const [name, part] of Object.entries(schema as JsonObject)) {
    if (name === 'properties' && isPlainObject(part)) setOwn(made, name, Object.fromEntries(Object.entries(part as JsonObject).map(([key, field]) => [key, withoutPatterns(field)])));
    else if (name === 'enum' || name === 'const' || name === 'default' || name === 'examples') setOwn(made, name, part);
    else if (name !== 'pattern' && name !== 'patternProperties') setOwn(made, name, withoutPatterns(part));
  }
  return made;
}

/** The places that do not fit, or null. */
export function problemsOf(value: Json, schema: JsonObject): string | null {
  try {
    const { valid, errors } = new Validator(withoutPatterns(schema) as Schema, '2020-12', false).validate(value);
    if (valid) return null;
    return errors.filter(error => error.keyword !== 'properties' && error.keyword !== 'items').slice(0, 5).map(({ instanceLocation, error }) => `${instanceLocation} ${error}`).join(' ').slice(0, 500) || 'it is not valid';
  } catch (error) {
    // Old files hold schemas that are none (`"name": "string"`): they describe, and cannot be checked.
    if (!isSchemaProblem(error)) throw error;
    return null;
  }
}

const isSchemaProblem = (error: unknown): boolean => error instanceof Error && error.name !== 'NodeError';

export const formatInstructions = (schema: JsonObject): string => `Answer with JSON that conforms to this JSON schema, in a \`\`\`json code block and without further text:\n\`\`\`json\n${JSON.stringify(schema, null, 2)}\n\`\`\``;
