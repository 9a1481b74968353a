// GraphQL: requests, answers, errors.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { HttpRequest } from '../contract';
import { jsonOf, outputsOf, testContext } from '../testing';
import { graphql } from './definition';
import { runGraphql } from './run';
import { foldGraphql } from './versions';

const endpoint = 'https://api.test/graphql';
async function run(parameters: JsonObject, body: unknown = { data: { a: 1 } }, status = 200) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    return { status, statusText: '', headers: {}, body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)), url: endpoint };
  };
  const outputs = outputsOf(await runGraphql(testContext(graphql, { items: [{}], parameters: { endpoint, query: 'query { a }', ...parameters }, tools: { http } })));
  return { request: requests[0], json: jsonOf(outputs[0]) };
}

describe('graphql', () => {
  it('posts JSON', async () => {
    const { request, json } = await run({ variables: '{"x":1}', authentication: 'headerAuth', headerParametersUi: { parameter: [{ name: 'X-A', value: 'b' }] } });
    expect(request).toEqual({ method: 'POST', url: endpoint, headers: [['accept', 'application/json'], ['x-a', 'b']], credentialType: 'httpHeaderAuth', idempotencyKey: 'key-0', body: { kind: 'json', value: { query: 'query { a }', variables: { x: 1 }, operationName: null } } });
    expect(json).toEqual([{ data: { a: 1 } }]);
  });
  it('sends the bare query, or GET', async () => {
    expect((await run({ requestFormat: 'graphql' })).request?.body).toEqual({ kind: 'text', text: 'query { a }', contentType: 'application/graphql' });
    expect((await run({ requestMethod: 'GET' })).request).toEqual({ method: 'GET', url: endpoint, headers: [['accept', 'application/json']], query: [['query', 'query { a }']] });
    expect(foldGraphql({ query: 'x' }, 1)).toEqual({ parameters: { requestMethod: 'GET', requestFormat: 'graphql', query: 'x' }, typeVersion: 1.1 });
  });
  it('can answer with text', async () => expect((await run({ responseFormat: 'string', dataPropertyName: 'raw' }, 'text')).json).toEqual([{ raw: 'text' }]));
  it.each<[JsonObject, unknown, number, string]>([
    [{}, { errors: [{ message: 'No field x' }, { message: 'No y' }] }, 200, 'No field x, No y'],
    [{}, '<html>', 200, 'not valid JSON'],
    [{}, {}, 503, '(503)'],
    [{ variables: '{' }, {}, 200, 'variables are not valid JSON'],
    [{ endpoint: 'x' }, {}, 200, 'must start with http'],
  ])('fails on %j %j %i', async (parameters, body, status, message) => expect(run(parameters, body, status)).rejects.toThrow(message));
  it('knows reads from writes', () => {
    const effect = graphql.effect as (parameters: JsonObject) => string;
    const kinds: JsonObject[] = [{ query: 'query { a }' }, { query: ' { a }' }, { query: 'mutation { a }' }, { query: '={{ 1 }}' }, { requestMethod: 'GET', query: 'mutation { a }' }];
    expect(kinds.map(kind => effect(kind))).toEqual(['read', 'read', 'write', 'write', 'read']);
  });
});
