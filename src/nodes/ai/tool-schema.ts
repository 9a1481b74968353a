// What a model is told of a tool: its name and the JSON schema of its arguments.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { type Asked, NodeError, type ToolParameters } from '../contract';

/** Models know tools by 1 to 64 letters, digits, "_" and "-". */
export const toolName = (text: string): string => text.slice(0, 200).normalize('NFKD').replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 64) || 'tool';

/** The name of one tool of many that a node gives, with that of the node before it, as in n8n; the node's is shortened where both are too long. */
export function nameInKit(node: string, tool: string): string {
  const own = toolName(tool);
  return `${toolName(node)}_`.slice(0, Math.max(0, 64 - own.length)) + own;
}

const TYPES: Record<Asked['type'], JsonObject> = {
  string: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' }, json: { type: 'object', additionalProperties: true },
  date: { type: 'string', format: 'date' }, datetime: { type: 'string', format: 'date-time' },
};

export const objectSchema = (properties: JsonObject, required: string[]): JsonObject => ({ type: 'object', properties, required, additionalProperties: false });

export function schemaOfAsked(asked: readonly Asked[]): JsonObject {
  const properties: JsonObject = {};
  for (const { key, description, type } of asked) setOwn(properties, key, { ...TYPES[type], ...(description === '' ? {} : { description }) });
  return objectSchema(properties, asked.filter(each => each.required).map(each => each.key));
}

/** One text argument, named and left open as in n8n, for tools that describe none. */
export const oneText = (description: string): JsonObject => objectSchema({ input: { type: 'string', description } }, []);

/** A JSON schema from an example value; every field of the example is required, or none. */
export function schemaOfExample(value: Json, required = true): JsonObject {
  if (Array.isArray(value)) return { type: 'array', ...(value.length > 0 ? { items: schemaOfExample(value[0] as Json, required) } : {}) };
  if (isPlainObject(value)) {
    const properties: JsonObject = {};
    for (const [key, inner] of Object.entries(value as JsonObject)) setOwn(properties, key, schemaOfExample(inner, required));
    return { type: 'object', properties, ...(required ? { required: Object.keys(value) } : {}) };
  }
  if (value === null) return {};
  return { type: typeof value };
}

const parsed = (value: unknown, what: string): Json => {
  if (typeof value !== 'string') return value as Json;
  try {
    return JSON.parse(value) as Json;
  } catch (error) {
    throw new NodeError(`The ${what} is not valid JSON`, { description: (error as Error).message });
  }
};

/** The schema of a node that takes either an example or a schema (`schemaType`, `jsonSchemaExample`, `inputSchema`). */
export function chosenSchema(read: (name: string) => unknown, required = true): JsonObject {
  if (read('schemaType') === 'manual') {
    const schema = parsed(read('inputSchema'), 'JSON schema');
    if (!isPlainObject(schema)) throw new NodeError('The JSON schema must be an object');
    return schema as JsonObject;
  }
  return schemaOfExample(parsed(read('jsonSchemaExample'), 'JSON example'), required);
}

export const textOf = (of: ToolParameters, name: string): string => {
  const value = of.parameter(name);
  return typeof value === 'string' ? value.trim() : '';
};
