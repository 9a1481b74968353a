// Telegram: one call of the Bot API for each item; what it answers is the item.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpRequest, NodeError, type RunContext, type RunNode, type Tools } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { fileOf } from '../files/item-file';
import type { telegram } from './definition';
import { METHODS, type Method, operationOf } from './methods';

type Parameters = ParametersOf<typeof telegram.parameters>;

/** Fields n8n knows and the Bot API does not. */
const NOT_SENT = new Set(['appendAttribution', 'fileName']);

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

export const runTelegram: RunNode<typeof telegram> = async context => [await eachItemAsync(context, (item, index) => callFor(context, item, index))];

async function callFor(context: RunContext<Parameters>, item: Item, index: number): Promise<Item> {
  const parameters = context.parameters.at(index);
  const operation = operationOf(parameters);
  const method = Object.hasOwn(METHODS, operation) ? METHODS[operation] : undefined;
  if (!method) throw new NodeError(`Telegram has no operation "${operation.replace('.', ' ')}"`, { description: 'Choose one that belongs to the resource.' });
  const body = bodyOf(parameters, method);
  const { tools } = context;
  const upload = method.file !== undefined && parameters.binaryData;
  const answer = await ask(tools, method.name, upload ? await withFile(parameters, method, item, body) : { kind: 'json', value: body });
  if (operation === 'file.get' && parameters.download) return { json: answer, binary: { data: await download(tools, answer) } };
  return { json: answer };
}

function bodyOf(parameters: Parameters, method: Method): JsonObject {
  const body: JsonObject = {};
  for (const [field, name] of Object.entries(method.fields)) {
    const value = parameters[name as keyof Parameters] as Json | undefined;
    if (isSet(value)) body[field] = name === 'results' ? jsonOf(value as Json, 'The results') : (value as Json);
  }
  if (parameters.messageType === 'inlineMessage') for (const field of ['chat_id', 'message_id']) delete body[field];
  if (method.file && !parameters.binaryData) body[method.file] = parameters.file;
  if (method.name === 'sendMediaGroup') body.media = (parameters.media.media ?? []).map(({ type, media, additionalFields }) => ({ type, media, ...(additionalFields as JsonObject) }));
  for (const [name, value] of Object.entries(parameters.additionalFields)) if (!NOT_SENT.has(name) && isSet(value)) body[name] = value as Json;
  if (method.formatted && body.parse_mode === undefined) body.parse_mode = 'Markdown';
  const markup = method.markup ? markupOf(parameters) : null;
  if (markup) body.reply_markup = markup;
  return body;
}

function jsonOf(value: Json, what: string): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError(`${what} are not valid JSON`);
  }
}

type Row = NonNullable<Parameters['inlineKeyboard']['rows']>[number];

/** Rows of buttons; n8n keeps the buttons of a row as a list under `row.buttons`. */
const buttons = (rows: Row[] | undefined): JsonObject[][] => (rows ?? []).map(({ row }) => {
  const list = (row as unknown as { buttons?: unknown } | undefined)?.buttons;
  return (Array.isArray(list) ? list : isPlainObject(list) ? [list] : []).map(each => ({ text: String((each as JsonObject).text ?? ''), ...((each as { additionalFields?: JsonObject }).additionalFields ?? {}) }));
});

function markupOf({ replyMarkup, inlineKeyboard, replyKeyboard, replyKeyboardOptions, replyKeyboardRemove, forceReply }: Parameters): JsonObject | null {
  switch (replyMarkup) {
    case 'inlineKeyboard': return { inline_keyboard: buttons(inlineKeyboard.rows) };
    case 'replyKeyboard': return { keyboard: buttons(replyKeyboard.rows), ...(replyKeyboardOptions as JsonObject) };
    case 'replyKeyboardRemove': return { remove_keyboard: true, ...(replyKeyboardRemove as JsonObject) };
    case 'forceReply': return { force_reply: true, ...(forceReply as JsonObject) };
    default: return null;
  }
}

/** A file of the item goes as form data; objects among the fields as JSON text, as the Bot API wants them. */
async function withFile({ binaryPropertyName, additionalFields }: Parameters, method: Method, item: Item, body: JsonObject): Promise<NonNullable<HttpRequest['body']>> {
  const file = fileOf(item, binaryPropertyName);
  const named = isSet(additionalFields.fileName) ? { ...file, fileName: String(additionalFields.fileName) } : file;
  const parts = Object.entries(body).map(([name, value]) => ({ name, value: typeof value === 'object' ? JSON.stringify(value) : String(value) }));
  return { kind: 'multipart', parts: [...parts, { name: method.file as string, file: named }] };
}

const baseOf = async (tools: Tools): Promise<string> => ((await tools.credential('telegramApi')).baseUrl || 'https://api.telegram.org').replace(/\/+$/, '');

async function ask(tools: Tools, method: string, body: NonNullable<HttpRequest['body']>): Promise<JsonObject> {
  // The token comes in behind "/bot" where the request leaves.
  const answer = await tools.http({ method: 'POST', url: `${await baseOf(tools)}/bot/${method}`, body, credentialType: 'telegramApi' });
  let value: Json = null;
  try {
    value = JSON.parse(new TextDecoder().decode(answer.body)) as Json;
  } catch {
    // Said below: whatever it was, it is no answer of the Bot API.
  }
  if (!isPlainObject(value)) throw new NodeError(`Telegram answered with status ${answer.status} and no JSON`, { retryable: answer.status >= 500 });
  const { ok, description, parameters } = value as JsonObject;
  if (ok === true) return value as JsonObject;
  const seconds = isPlainObject(parameters) ? Number(parameters.retry_after) : Number.NaN;
  throw new NodeError(typeof description === 'string' ? description : `Telegram answered with status ${answer.status}`, { retryable: answer.status >= 500 || answer.status === 429, ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}) });
}

async function download(tools: Tools, answer: JsonObject) {
  const path = isPlainObject(answer.result) ? (answer.result as JsonObject).file_path : undefined;
  if (typeof path !== 'string') throw new NodeError('Telegram named no file to download');
  const { status, file } = await tools.http({
    method: 'GET', url: `${await baseOf(tools)}/file/bot/${path}`, credentialType: 'telegramApi',
    toFile: answer => {
      const type = answer.headers['content-type'];
      return answer.status >= 400 ? null : { fileName: path.split('/').at(-1) ?? 'file', mimeType: typeof type === 'string' ? type : 'application/octet-stream' };
    },
  });
  if (!file) throw new NodeError(`The file could not be downloaded: Telegram answered with status ${status}`, { retryable: status >= 500 });
  return file;
}
