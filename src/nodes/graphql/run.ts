// GraphQL: see engine-nodes.md 9.6. `errors` in an answer fail the item.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { type HttpRequest, NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { statusError, textOf } from '../http-request/response';
import { CREDENTIAL_TYPES } from './credentials';
import type { graphql } from './definition';

type Parameters = ParametersOf<typeof graphql.parameters>;
const PARALLEL = 10;

function variablesOf(value: unknown): Json {
  if (value === undefined || value === null || value === '') return {};
  if (typeof value !== 'string') return value as Json;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError('The variables are not valid JSON');
  }
}

function requestOf(parameters: Parameters, idempotencyKey: string): HttpRequest {
  const { requestMethod: method, query, requestFormat, operationName } = parameters;
  const url = parameters.endpoint.trim();
  if (!/^https?:\/\//i.test(url)) throw new NodeError(url === '' ? 'The endpoint is empty' : 'The endpoint must start with http:// or https://');
  const variables = variablesOf(parameters.variables);
  const headers: [string, string][] = [['accept', 'application/json'], ...(parameters.headerParametersUi.parameter ?? []).filter(({ name }) => name !== '').map(({ name, value }): [string, string] => [name.toLowerCase(), String(value)])];
  const credentialType = CREDENTIAL_TYPES[parameters.authentication]?.type;
  const base: HttpRequest = { method, url, headers, ...(credentialType === undefined ? {} : { credentialType }), ...(parameters.allowUnauthorizedCerts ? { allowUnauthorizedCerts: true } : {}) };
  if (method === 'GET') return { ...base, query: [['query', query]] };
  if (requestFormat === 'graphql') return { ...base, idempotencyKey, body: { kind: 'text', text: query, contentType: 'application/graphql' } };
  return { ...base, idempotencyKey, body: { kind: 'json', value: { query, variables, operationName: operationName === '' ? null : operationName } } };
}

function answerOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NodeError('The response is not valid JSON', { description: text.slice(0, 300) });
  }
}

/** n8n reads JSON also where text is asked for. */
function readIfJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function errorOf(answer: Json): NodeError | null {
  const errors = isPlainObject(answer) ? (answer as JsonObject).errors : undefined;
  if (errors === undefined || errors === null) return null;
  const list = Array.isArray(errors) ? errors : [errors];
  const messages = list.map(error => (isPlainObject(error) && typeof error.message === 'string' ? error.message : typeof error === 'string' ? error : JSON.stringify(error)));
  return new NodeError(messages.join(', ').slice(0, 2000) || 'The endpoint answered with errors');
}

async function call(context: RunContext<Parameters>, index: number): Promise<Item[]> {
  const parameters = context.parameters.at(index);
  const response = await context.tools.http(requestOf(parameters, context.idempotencyKey(index)));
  if (response.status >= 400) throw statusError(response, context.tools.now());
  const text = textOf(response);
  if (parameters.responseFormat === 'string') {
    const json: JsonObject = {};
    setOwn(json, parameters.dataPropertyName || 'data', readIfJson(text));
    return [{ json }];
  }
  const answer = answerOf(text);
  const error = errorOf(answer);
  if (error !== null) throw error;
  return (Array.isArray(answer) ? answer : [answer]).map(value => ({ json: isPlainObject(value) ? (value as JsonObject) : { data: value } }));
}

export const runGraphql: RunNode<typeof graphql> = async context => [await eachItemAsync(context, (_, index) => call(context, index), PARALLEL)];
