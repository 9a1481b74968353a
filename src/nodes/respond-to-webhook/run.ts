// Respond to webhook: makes the HTTP answer out of the first item; the engine hands it to the waiting call (engine-nodes.md 9.5).
import { SignJWT, importPKCS8 } from 'jose';
import type { BinaryRef, Item } from '~/engine/items';
import { type Json, type JsonObject, setPath } from '~/lib/json';
import { type HttpAnswer, NodeError, type RunContext, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { passAll } from '../passed';
import type { respondToWebhook } from './definition';

type Parameters = ParametersOf<typeof respondToWebhook.parameters>;
type Body = HttpAnswer['body'];

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function headersOf(parameters: Parameters): [string, string][] {
  return (parameters.options.responseHeaders?.entries ?? []).filter(({ name }) => name !== '').map(({ name, value }) => {
    const text = String(value ?? '');
    if (!HEADER_NAME.test(name) || /[\r\n\0]/.test(text)) throw new NodeError(`The response header "${name.slice(0, 60)}" is not valid`);
    return [name.toLowerCase(), text];
  });
}

/** A text is UTF-8 whatever its type is. */
function withTextType(headers: readonly [string, string][]): [string, string][] {
  if (!headers.some(([name]) => name === 'content-type')) return [...headers, ['content-type', 'text/html; charset=utf-8']];
  return headers.map(([name, value]) => [name, name === 'content-type' && !/;\s*charset=/i.test(value) ? `${value}; charset=utf-8` : value]);
}

function keyed(value: Json, key: string | undefined): Json {
  if (key === undefined || key === '') return value;
  const json: JsonObject = {};
  setPath(json, key, value);
  return json;
}

function jsonBody(value: unknown): Json {
  if (typeof value !== 'string') return (value ?? null) as Json;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError('The response body is not valid JSON', { description: 'Texts need double quotes, and expressions inside JSON text need .toJsonString().' });
  }
}

/** A JSON text is sent without its quotes, as a text. */
const textOrJson = (value: Json): Body => (typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'json', value });

function fileOf(item: Item | undefined, parameters: Parameters): BinaryRef {
  const files = item?.binary ?? {};
  const names = Object.keys(files);
  const name = parameters.responseDataSource === 'set' ? parameters.inputFieldName : names[0];
  if (parameters.responseDataSource !== 'set' && names.length > 1) throw new NodeError('The item has several files', { description: 'Name the one to send.' });
  const file = name !== undefined && Object.hasOwn(files, name) ? files[name] : undefined;
  if (file === undefined) throw new NodeError(name === undefined ? 'The item has no file to send' : `The item has no file "${name}"`);
  return file;
}

async function token(context: RunContext<Parameters>, payload: unknown): Promise<string> {
  const { keyType, secret, privateKey, algorithm = 'HS256' } = await context.tools.credential('jwtAuth');
  const key = keyType === 'pemKey' ? await importPKCS8(privateKey ?? '', algorithm) : new TextEncoder().encode(secret ?? '');
  return new SignJWT(jsonBody(payload) as Record<string, unknown>).setProtectedHeader({ alg: algorithm }).setIssuedAt(Math.floor(context.tools.now() / 1000)).sign(key);
}

async function bodyOf(context: RunContext<Parameters>, parameters: Parameters): Promise<Body> {
  const first = context.items[0];
  const { responseKey } = parameters.options;
  switch (parameters.respondWith) {
    case 'firstIncomingItem':
      return { kind: 'json', value: keyed(first?.json ?? {}, responseKey) };
    case 'allIncomingItems':
      return { kind: 'json', value: keyed(context.items.map(({ json }) => json), responseKey) };
    case 'json':
      return textOrJson(jsonBody(parameters.responseBody));
    case 'text': {
      const body: unknown = parameters.responseBody;
      return { kind: 'text', text: typeof body === 'object' && body !== null ? JSON.stringify(body) : String(body ?? '') };
    }
    case 'binary':
      return { kind: 'file', file: fileOf(first, parameters) };
    case 'jwt':
      return { kind: 'json', value: { token: await token(context, parameters.payload) } };
    default:
      return { kind: 'empty' };
  }
}

/** What the second output shows of the answer: the headers that were asked for. */
function shown(answer: HttpAnswer): Item {
  const { body } = answer;
  const value: Json | undefined = body.kind === 'json' ? body.value : body.kind === 'text' ? body.text : body.kind === 'file' ? (body.file.fileName ?? 'file') : undefined;
  return { json: { response: { ...(value === undefined ? {} : { body: value }), headers: Object.fromEntries(answer.headers), statusCode: answer.status } }, pairedItem: { item: 0 } };
}

export const runRespondToWebhook: RunNode<typeof respondToWebhook> = async context => {
  const parameters = context.parameters.at();
  const redirect = parameters.respondWith === 'redirect';
  const headers = headersOf(parameters);
  if (redirect) {
    if (!/^(https?:\/\/|\/)/i.test(parameters.redirectURL) || /[\r\n\0]/.test(parameters.redirectURL)) throw new NodeError('The redirect URL must start with http:// or https://');
    headers.push(['location', parameters.redirectURL]);
  }
  const status = Number(parameters.options.responseCode ?? (redirect ? 307 : 200));
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new NodeError(`${String(parameters.options.responseCode)} is not an HTTP status code`);
  const body = await bodyOf(context, parameters);
  const answer: HttpAnswer = { status, headers: parameters.respondWith === 'text' ? withTextType(headers) : headers, body };
  const outputs = [passAll(context.items)];
  if (context.node.typeVersion === 1.3 || (context.node.typeVersion >= 1.4 && parameters.enableResponseOutput)) outputs.push([shown({ ...answer, headers })]);
  return { outputs, answer };
};
