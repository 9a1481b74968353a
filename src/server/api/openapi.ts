// The OpenAPI document of the REST API, generated from the schemas that check it.
import { z } from 'zod';
import type { Endpoint } from './endpoint';

const schemaOf = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>;
  return schema;
};

const errorSchema = { type: 'object', required: ['error'], properties: { error: { type: 'object', required: ['code', 'message', 'requestId'], properties: { code: { type: 'string' }, message: { type: 'string' }, requestId: { type: 'string' }, problems: { type: 'array', description: 'Everything that is wrong with a workflow file', items: { type: 'object' } } } } } };

function parametersOf(type: z.ZodType, place: 'path' | 'query') {
  const schema = schemaOf(type, 'input') as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({ name, in: place, required: place === 'path' || (schema.required?.includes(name) ?? false), schema: property }));
}

export function openApiDocument(endpoints: readonly Endpoint[], url: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const declared of endpoints) {
    paths[declared.path] ??= {};
    const path = paths[declared.path] as Record<string, unknown>;
    path[declared.method.toLowerCase()] = {
      summary: declared.summary,
      operationId: `${declared.method.toLowerCase()}${declared.path.replace(/[{}]/g, '').split('/').map(part => part.charAt(0).toUpperCase() + part.slice(1)).join('')}`,
      tags: [declared.path.split('/')[1]],
      parameters: [...parametersOf(declared.params, 'path'), ...parametersOf(declared.query, 'query')],
      ...(declared.body ? { requestBody: { required: declared.method !== 'POST' || declared.status === 201, content: { 'application/json': { schema: schemaOf(declared.body, 'input') } } } } : {}),
      responses: {
        [declared.status]: { description: 'Done', content: declared.response === 'file' ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: schemaOf(declared.response, 'output') } } },
        default: { description: 'What was wrong', content: { 'application/json': { schema: errorSchema } } },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Weft', version: '1', description: 'Workflows, executions and credentials of one organization. Make a key under Settings or with `weft api-key create`.' },
    servers: [{ url: `${url}/api/v1` }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'wft_…' } } },
    paths,
  };
}
