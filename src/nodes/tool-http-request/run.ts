// HTTP request tool: one request with what the model gave, its answer as text.
import { load } from 'cheerio';
import { getPath, isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpRequest, NodeError, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { textOf, statusError } from '../http-request/response';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { filledIn } from './arguments';
import type { toolHttpRequest } from './definition';

type Parameters = ParametersOf<typeof toolHttpRequest.parameters>;
type Pairs = [name: string, value: string][];
type Rows = Parameters['parametersQuery'];

const textIn = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const inUrl = (value: Json): string => encodeURIComponent(textIn(value));
/** Between quotes a text goes in escaped, elsewhere as JSON. */
const inJson = (value: Json, quoted: boolean): string => (quoted ? JSON.stringify(textIn(value)).slice(1, -1) : JSON.stringify(value));

export const runToolHttpRequest: RunNode<typeof toolHttpRequest> = async ({ call, parameters, tools, idempotencyKey }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const values = parameters.at();
  const url = filledIn(values.url.trim(), given, inUrl);
  if (!/^https?:\/\//i.test(url)) throw new NodeError(url === '' ? 'The URL is empty' : 'The URL must start with http:// or https://');
  const response = await tools.http({ method: values.method, url, ...partsOf(values, given), ...credentialOf(values), ...(values.method === 'GET' ? {} : { idempotencyKey: idempotencyKey(0) }) });
  if (response.status >= 400) throw statusError(response, tools.now());
  return answer({ response: shortened(textOf(response), values) });
};

function partsOf(values: Parameters, given: JsonObject): Pick<HttpRequest, 'query' | 'headers' | 'body'> {
  const { sendQuery, specifyQuery, parametersQuery, jsonQuery, sendHeaders, specifyHeaders, parametersHeaders, jsonHeaders, sendBody, specifyBody, parametersBody, jsonBody } = values;
  const made: Pick<HttpRequest, 'query' | 'headers' | 'body'> = {};
  if (sendQuery) made.query = pairsOf(objectOf(specifyQuery, parametersQuery, jsonQuery, 'query', given));
  if (sendHeaders) made.headers = pairsOf(objectOf(specifyHeaders, parametersHeaders, jsonHeaders, 'headers', given));
  if (sendBody) made.body = { kind: 'json', value: objectOf(specifyBody, parametersBody, jsonBody, 'body', given) };
  return made;
}

function objectOf(how: string, rows: Rows, json: string, name: string, given: JsonObject): Json {
  if (how === 'model') return given[name] ?? {};
  if (how === 'json') {
    try {
      return JSON.parse(filledIn(json, given, inJson)) as Json;
    } catch {
      throw new NodeError(`The ${name} is not valid JSON once the values of the model are in it`);
    }
  }
  const pairs = (rows.values ?? []).flatMap(({ name: field, valueProvider, value }): [string, Json][] => {
    if (field === '') return [];
    if (valueProvider === 'fieldValue') return [[field, filledIn(value, given, textIn)]];
    return Object.hasOwn(given, field) ? [[field, given[field] ?? null]] : [];
  });
  return Object.fromEntries(pairs);
}

const pairsOf = (value: Json): Pairs => (isPlainObject(value) ? Object.entries(value as JsonObject).map(([name, each]): [string, string] => [name, textIn(each)]) : []);

function credentialOf({ authentication, genericAuthType, nodeCredentialType }: Parameters): { credentialType?: string } {
  if (authentication === 'none') return {};
  return { credentialType: authentication === 'genericCredentialType' ? genericAuthType : nodeCredentialType };
}

function shortened(text: string, { optimizeResponse, responseType, dataField, truncateResponse, maxLength }: Parameters): string {
  if (!optimizeResponse) return text;
  let made = text;
  if (responseType === 'json' && dataField !== '') {
    try {
      made = JSON.stringify(getPath(JSON.parse(text), dataField) ?? null);
    } catch {
      throw new NodeError('The answer is not JSON');
    }
  } else if (responseType === 'html') made = textOfHtml(text);
  const most = Number(maxLength) || 1000;
  return truncateResponse && made.length > most ? made.slice(0, most) : made;
}

function textOfHtml(html: string): string {
  const $ = load(html);
  $('script, style, noscript').remove();
  return $('body').text().replace(/\s+/g, ' ').trim();
}
