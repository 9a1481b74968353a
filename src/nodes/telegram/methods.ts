// The Bot API's methods behind the operations, and which parameter goes into which of their fields.

export interface Method {
  name: string;
  /** Field of the API by parameter; `additionalFields` come besides. */
  fields: Readonly<Record<string, string>>;
  /** The field that takes a file, where it does. */
  file?: string;
  /** The text or caption may be formatted: n8n sends Markdown unless told otherwise. */
  formatted?: boolean;
  /** Takes a keyboard. */
  markup?: boolean;
  reads?: boolean;
}

const chat = { chat_id: 'chatId' } as const;
const media = (name: string, file: string): Method => ({ name, fields: chat, file, formatted: true, markup: true });

export const METHODS: Readonly<Record<string, Method>> = {
  'message.sendMessage': { name: 'sendMessage', fields: { ...chat, text: 'text' }, formatted: true, markup: true },
  'message.sendPhoto': media('sendPhoto', 'photo'),
  'message.sendDocument': media('sendDocument', 'document'),
  'message.sendVideo': media('sendVideo', 'video'),
  'message.sendAudio': media('sendAudio', 'audio'),
  'message.sendAnimation': media('sendAnimation', 'animation'),
  'message.sendSticker': { name: 'sendSticker', fields: chat, file: 'sticker', markup: true },
  'message.sendLocation': { name: 'sendLocation', fields: { ...chat, latitude: 'latitude', longitude: 'longitude' }, markup: true },
  'message.sendMediaGroup': { name: 'sendMediaGroup', fields: chat },
  'message.sendChatAction': { name: 'sendChatAction', fields: { ...chat, action: 'action' } },
  'message.editMessageText': { name: 'editMessageText', fields: { ...chat, message_id: 'messageId', inline_message_id: 'inlineMessageId', text: 'text' }, formatted: true, markup: true },
  'message.deleteMessage': { name: 'deleteMessage', fields: { ...chat, message_id: 'messageId' } },
  'message.pinChatMessage': { name: 'pinChatMessage', fields: { ...chat, message_id: 'messageId' } },
  'message.unpinChatMessage': { name: 'unpinChatMessage', fields: { ...chat, message_id: 'messageId' } },
  'chat.get': { name: 'getChat', fields: chat, reads: true },
  'chat.administrators': { name: 'getChatAdministrators', fields: chat, reads: true },
  'chat.member': { name: 'getChatMember', fields: { ...chat, user_id: 'userId' }, reads: true },
  'chat.leave': { name: 'leaveChat', fields: chat },
  'chat.setDescription': { name: 'setChatDescription', fields: { ...chat, description: 'description' } },
  'chat.setTitle': { name: 'setChatTitle', fields: { ...chat, title: 'title' } },
  'callback.answerQuery': { name: 'answerCallbackQuery', fields: { callback_query_id: 'queryId' } },
  'callback.answerInlineQuery': { name: 'answerInlineQuery', fields: { inline_query_id: 'queryId', results: 'results' } },
  'file.get': { name: 'getFile', fields: { file_id: 'fileId' }, reads: true },
};

/** The operation where a node names none, by resource. */
export const FIRST: Readonly<Record<string, string>> = { message: 'sendMessage', chat: 'get', callback: 'answerQuery', file: 'get' };

export const operationOf = ({ resource = 'message', operation }: { resource?: unknown; operation?: unknown }): string => `${String(resource)}.${typeof operation === 'string' && operation !== '' ? operation : FIRST[String(resource)]}`;
