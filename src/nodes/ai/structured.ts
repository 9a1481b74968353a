// JSON answers of models: found in their text, held against a schema, explained when they do not fit.
import { type Schema, Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '~/lib/json';
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

/** Throws NodeError naming the places that do not fit. */
export function checkSchema(value: Json, schema: JsonObject): void {
  const problems = problemsOf(value, schema);
  if (problems !== null) throw new NodeError(`The answer does not fit the schema: ${problems}`);
}

/** The places that do not fit, or null. */
export function problemsOf(value: Json, schema: JsonObject): string | null {
  try {
    const { valid, errors } = new Validator(schema as Schema, '2020-12', false).validate(value);
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
