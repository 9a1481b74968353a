// Older shapes: until version 1.1 there was a schema only, under another name.
import type { JsonObject } from '~/lib/json';
import { SAMPLE_SCHEMA } from '../ai/schema-fields';

export function foldStructured(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.2) return { parameters, typeVersion };
  const { jsonSchema = SAMPLE_SCHEMA, ...rest } = parameters;
  return { parameters: { ...rest, schemaType: 'manual', inputSchema: jsonSchema }, typeVersion: 1.2 };
}
