// Telegram: what it asks of the Bot API, and what it makes of the answers.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import type { HttpRequest, Tools } from '../contract';
import { outputsOf, stored, testContext, testFiles, type TestRun } from '../testing';
import { telegram } from './definition';
import { METHODS } from './methods';
import { runTelegram } from './run';

function bot(...answers: (Json | Uint8Array)[]) {
  const requests: HttpRequest[] = [];
  const { files } = testFiles();
  const http: Tools['http'] = async request => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? null;
    requests.push(request);
    return stored({ status: 200, statusText: '', headers: { 'content-type': 'image/png' }, url: request.url, body: answer instanceof Uint8Array ? answer : new TextEncoder().encode(JSON.stringify(answer)) }, request, files);
  };
  return { requests, tools: { http, files, credential: async () => ({ accessToken: 'secret' }) } satisfies Partial<Tools> };
}
const OK = { ok: true, result: { message_id: 5 } };
const run = async (parameters: JsonObject, api = bot(OK), more: TestRun = {}) => {
  const folded = telegram.fold?.(parameters, 1.2).parameters ?? parameters;
  return { made: outputsOf(await runTelegram(testContext(telegram, { items: [{ a: 1 }], parameters: folded, typeVersion: 1.2, ...more, tools: api.tools })))[0] ?? [], requests: api.requests };
};

describe('telegram', () => {
  it('sends a message as Markdown unless told otherwise, and gives the answer', async () => {
    const { made, requests } = await run({ chatId: '42', text: 'hi', additionalFields: { appendAttribution: true, disable_notification: true } });
    expect(requests).toEqual([{ method: 'POST', url: 'https://api.telegram.org/bot/sendMessage', credentialType: 'telegramApi', body: { kind: 'json', value: { chat_id: '42', text: 'hi', disable_notification: true, parse_mode: 'Markdown' } } }]);
    expect(made).toEqual([{ json: OK, pairedItem: { item: 0 } }]);
    expect((await run({ chatId: '1', text: 't', additionalFields: { parse_mode: 'HTML' } })).requests[0]?.body).toMatchObject({ value: { parse_mode: 'HTML' } });
  });

  it.each<[JsonObject, string, JsonObject]>([
    [{ operation: 'sendPhoto', chatId: '1', file: 'https://x/y.png', additionalFields: { caption: 'c' } }, 'sendPhoto', { chat_id: '1', photo: 'https://x/y.png', caption: 'c', parse_mode: 'Markdown' }],
    [{ operation: 'sendLocation', chatId: '1', latitude: 1.5, longitude: 2 }, 'sendLocation', { chat_id: '1', latitude: 1.5, longitude: 2 }],
    [{ operation: 'sendChatAction', chatId: '1', action: 'typing' }, 'sendChatAction', { chat_id: '1', action: 'typing' }],
    [{ operation: 'editMessageText', messageType: 'inlineMessage', chatId: '1', inlineMessageId: 'i', text: 't' }, 'editMessageText', { inline_message_id: 'i', text: 't', parse_mode: 'Markdown' }],
    [{ operation: 'sendMediaGroup', chatId: '1', media: { media: [{ type: 'photo', media: 'u', additionalFields: { caption: 'c' } }] } }, 'sendMediaGroup', { chat_id: '1', media: [{ type: 'photo', media: 'u', caption: 'c' }] }],
    [{ resource: 'chat', chatId: '1' }, 'getChat', { chat_id: '1' }],
    [{ resource: 'chat', operation: 'member', chatId: '1', userId: '2' }, 'getChatMember', { chat_id: '1', user_id: '2' }],
    [{ resource: 'callback', queryId: 'q', additionalFields: { text: 'ok' } }, 'answerCallbackQuery', { callback_query_id: 'q', text: 'ok' }],
    [{ resource: 'callback', operation: 'answerInlineQuery', queryId: 'q', results: '[{"id":1}]' }, 'answerInlineQuery', { inline_query_id: 'q', results: [{ id: 1 }] }],
    [{ chatId: '1', text: 't', replyMarkup: 'inlineKeyboard', inlineKeyboard: { rows: [{ row: { buttons: [{ text: 'Yes', additionalFields: { callback_data: 'y' } }] } }] } }, 'sendMessage', { chat_id: '1', text: 't', parse_mode: 'Markdown', reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] } }],
    [{ chatId: '1', text: 't', replyMarkup: 'forceReply' }, 'sendMessage', { chat_id: '1', text: 't', parse_mode: 'Markdown', reply_markup: { force_reply: true } }],
  ])('%j', async (parameters, method, value) => {
    const [request] = (await run(parameters)).requests;
    expect(request?.url).toBe(`https://api.telegram.org/bot/${method}`);
    expect(request?.body).toEqual({ kind: 'json', value });
  });

  it('sends a file of the item as form data', async () => {
    const file = { id: 'b', mimeType: 'image/png', fileSize: 3, fileName: 'a.png' };
    const { requests } = await run({ operation: 'sendPhoto', chatId: '1', binaryData: true, additionalFields: { fileName: 'new.png' } }, bot(OK), { items: [{ json: {}, binary: { data: file } }] });
    expect(requests[0]?.body).toEqual({ kind: 'multipart', parts: [{ name: 'chat_id', value: '1' }, { name: 'parse_mode', value: 'Markdown' }, { name: 'photo', file: { ...file, fileName: 'new.png' } }] });
  });

  it('downloads a file unless told otherwise', async () => {
    const named = { ok: true, result: { file_path: 'photos/a.png' } };
    const { made, requests } = await run({ resource: 'file', fileId: 'x' }, bot(named, new Uint8Array([1, 2])));
    expect(requests.map(({ url }) => url)).toEqual(['https://api.telegram.org/bot/getFile', 'https://api.telegram.org/file/bot/photos/a.png']);
    expect(made[0]).toMatchObject({ json: named, binary: { data: { fileName: 'a.png', mimeType: 'image/png', fileSize: 2 } } });
    expect((await run({ resource: 'file', fileId: 'x', download: false }, bot(named))).requests).toHaveLength(1);
  });

  it('says what Telegram said, and waits as long as it asks', async () => {
    await expect(run({ chatId: '1', text: 't' }, bot({ ok: false, error_code: 400, description: 'Bad Request: chat not found' }))).rejects.toMatchObject({ message: 'Bad Request: chat not found', itemIndex: 0 });
    await expect(run({ chatId: '1', text: 't' }, bot({ ok: false, description: 'Too Many Requests', parameters: { retry_after: 7 } }))).rejects.toMatchObject({ retryAfterMs: 7000 });
    await expect(run({ resource: 'chat', operation: 'sendMessage', chatId: '1' })).rejects.toThrow('Telegram has no operation "chat sendMessage"');
    await expect(run({ resource: 'callback', operation: 'answerInlineQuery', queryId: 'q', results: '{' })).rejects.toThrow('The results are not valid JSON');
  });

  it('names a field of the definition for each field of a method', () => {
    for (const { fields } of Object.values(METHODS)) for (const name of Object.values(fields)) expect(Object.keys(telegram.parameters)).toContain(name);
  });
});
