// What a model may fill in of an HTTP request: {placeholders} in its texts, and parameters left to it.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { objectSchema } from '../ai/tool-schema';

const PLACEHOLDER = /(?<!\{)\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const PARTS = ['Query', 'Headers', 'Body'] as const;
const rowsIn = (value: unknown): JsonObject[] => (isPlainObject(value) && Array.isArray(value.values) ? (value.values as unknown[]).filter(isPlainObject) as JsonObject[] : []);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

export const placeholdersIn = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(match => match[1] as string);

interface Argument { name: string; required: boolean; where: string }

function argumentsIn(raw: JsonObject): Argument[] {
  const found: Argument[] = placeholdersIn(textIn(raw.url)).map(name => ({ name, required: true, where: 'path' }));
  for (const part of PARTS) {
    if (raw[`send${part}`] !== true) continue;
    const how = raw[`specify${part}`] ?? 'keypair';
    const where = part.toLowerCase();
    if (how === 'json') found.push(...placeholdersIn(textIn(raw[`json${part}`])).map(name => ({ name, required: true, where })));
    else if (how === 'model') found.push({ name: where, required: true, where });
    else {
      for (const { name, valueProvider = 'modelRequired', value } of rowsIn(raw[`parameters${part}`])) {
        if (valueProvider === 'fieldValue') found.push(...placeholdersIn(textIn(value)).map(each => ({ name: each, required: true, where })));
        else if (textIn(name) !== '') found.push({ name: textIn(name), required: valueProvider === 'modelRequired', where });
      }
    }
  }
  return found;
}

const TYPES: Record<string, JsonObject> = { string: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' }, json: { type: 'object', additionalProperties: true } };

/** The schema of the arguments, from raw parameters. */
export function schemaOfTool(raw: JsonObject): JsonObject {
  const described = new Map(rowsIn(raw.placeholderDefinitions).map(row => [textIn(row.name), row]));
  const properties: JsonObject = {};
  const required = new Set<string>();
  for (const { name, required: must, where } of argumentsIn(raw)) {
    const row = described.get(name);
    const whole = name === where && raw[`specify${where.charAt(0).toUpperCase()}${where.slice(1)}`] === 'model';
    const type = whole ? TYPES.json : (TYPES[textIn(row?.type)] ?? TYPES.string);
    const description = textIn(row?.description) || (whole ? `The ${where} of the request` : '');
    setOwn(properties, name, { ...(type as JsonObject), ...(description === '' ? {} : { description }) });
    if (must) required.add(name);
  }
  return objectSchema(properties, [...required]);
}

/** The text with the model's values in place of the placeholders. `json`: as they stand inside JSON. */
export function filledIn(text: string, given: JsonObject, write: (value: Json, quoted: boolean) => string): string {
  return text.replace(PLACEHOLDER, (whole, name: string, at: number) => {
    if (!Object.hasOwn(given, name)) return whole;
    return write(given[name] ?? null, text.charAt(at - 1) === '"' && text.charAt(at + whole.length) === '"');
  });
}
