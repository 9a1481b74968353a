// Telegram: what a bot can do, over the Bot API.
import { defineNode } from '../contract';
import { boolean, collection, group, json, number, options, rows, string } from '../fields';
import { FIRST, METHODS, operationOf } from './methods';

const SENDS = ['sendMessage', 'sendPhoto', 'sendDocument', 'sendVideo', 'sendAudio', 'sendAnimation', 'sendSticker', 'sendLocation'] as const;
const FILES = ['sendPhoto', 'sendDocument', 'sendVideo', 'sendAudio', 'sendAnimation', 'sendSticker'] as const;

const button = { text: string({ label: 'Text' }), additionalFields: collection({ label: 'More', fields: { callback_data: string({ label: 'Callback data' }), url: string({ label: 'URL' }), switch_inline_query: string({ label: 'Inline query' }), switch_inline_query_current_chat: string({ label: 'Inline query here' }), request_contact: boolean({ label: 'Ask for the contact', default: false }), request_location: boolean({ label: 'Ask for the location', default: false }) } }) };
const keyboard = { row: group({ label: 'Row', key: 'buttons', fields: button }) };

export const telegram = defineNode({
  type: 'telegram',
  label: 'Telegram',
  description: 'Sends and changes messages of a Telegram bot, reads chats and files',
  group: 'app',
  icon: 'send',
  aliases: ['bot', 'message', 'chat', 'messenger'],
  versions: [1, 1.1, 1.2],
  n8nTypes: ['n8n-nodes-base.telegram'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resource: options({ label: 'Resource', default: 'message', fixed: true, options: [{ value: 'message', label: 'Message' }, { value: 'chat', label: 'Chat' }, { value: 'callback', label: 'Callback' }, { value: 'file', label: 'File' }] }),
    operation: options({
      label: 'Operation', default: 'sendMessage', fixed: true,
      options: [
        { value: 'sendMessage', label: 'Send a message' }, { value: 'sendPhoto', label: 'Send a photo' }, { value: 'sendDocument', label: 'Send a document' }, { value: 'sendVideo', label: 'Send a video' }, { value: 'sendAudio', label: 'Send audio' }, { value: 'sendAnimation', label: 'Send an animation' }, { value: 'sendSticker', label: 'Send a sticker' }, { value: 'sendLocation', label: 'Send a location' }, { value: 'sendMediaGroup', label: 'Send several media' }, { value: 'sendChatAction', label: 'Show an action' },
        { value: 'editMessageText', label: 'Edit a message' }, { value: 'deleteMessage', label: 'Delete a message' }, { value: 'pinChatMessage', label: 'Pin a message' }, { value: 'unpinChatMessage', label: 'Unpin a message' },
        { value: 'get', label: 'Get', help: 'Chat, file' }, { value: 'administrators', label: 'Get administrators', help: 'Chat' }, { value: 'member', label: 'Get a member', help: 'Chat' }, { value: 'leave', label: 'Leave', help: 'Chat' }, { value: 'setDescription', label: 'Set the description', help: 'Chat' }, { value: 'setTitle', label: 'Set the title', help: 'Chat' },
        { value: 'answerQuery', label: 'Answer a query', help: 'Callback' }, { value: 'answerInlineQuery', label: 'Answer an inline query', help: 'Callback' },
      ],
    }),
    chatId: string({ label: 'Chat id', show: { resource: ['message', 'chat'] } }),
    messageType: options({ label: 'Message', default: 'message', show: { resource: ['message'], operation: ['editMessageText'] }, options: [{ value: 'message', label: 'Of a chat' }, { value: 'inlineMessage', label: 'Sent inline' }] }),
    messageId: string({ label: 'Message id', show: { resource: ['message'], operation: ['editMessageText', 'deleteMessage', 'pinChatMessage', 'unpinChatMessage'] } }),
    inlineMessageId: string({ label: 'Inline message id', show: { messageType: ['inlineMessage'], operation: ['editMessageText'] } }),
    text: string({ label: 'Text', lines: 3, show: { resource: ['message'], operation: ['sendMessage', 'editMessageText'] } }),
    binaryData: boolean({ label: 'Send a file of the item', default: false, show: { resource: ['message'], operation: FILES } }),
    binaryPropertyName: string({ label: 'File', default: 'data', show: { resource: ['message'], operation: FILES, binaryData: [true] } }),
    file: string({ label: 'File id or URL', show: { resource: ['message'], operation: FILES, binaryData: [false] } }),
    latitude: number({ label: 'Latitude', default: 0, show: { resource: ['message'], operation: ['sendLocation'] } }),
    longitude: number({ label: 'Longitude', default: 0, show: { resource: ['message'], operation: ['sendLocation'] } }),
    action: options({ label: 'Action', default: 'typing', show: { resource: ['message'], operation: ['sendChatAction'] }, options: ['typing', 'upload_photo', 'record_video', 'upload_video', 'record_audio', 'upload_audio', 'upload_document', 'find_location', 'record_video_note', 'upload_video_note'].map(value => ({ value, label: value.replaceAll('_', ' ') })) }),
    media: rows({ label: 'Media', key: 'media', addLabel: 'Add medium', show: { resource: ['message'], operation: ['sendMediaGroup'] }, fields: { type: options({ label: 'Type', default: 'photo', options: [{ value: 'photo', label: 'Photo' }, { value: 'video', label: 'Video' }] }), media: string({ label: 'File id or URL' }), additionalFields: collection({ label: 'More', fields: { caption: string({ label: 'Caption' }), parse_mode: string({ label: 'Format' }) } }) } }),
    userId: string({ label: 'User id', show: { resource: ['chat'], operation: ['member'] } }),
    description: string({ label: 'New description', show: { resource: ['chat'], operation: ['setDescription'] } }),
    title: string({ label: 'New title', show: { resource: ['chat'], operation: ['setTitle'] } }),
    queryId: string({ label: 'Query id', show: { resource: ['callback'] } }),
    results: json({ label: 'Results', show: { resource: ['callback'], operation: ['answerInlineQuery'] } }),
    fileId: string({ label: 'File id', show: { resource: ['file'] } }),
    download: boolean({ label: 'Download it', default: true, show: { resource: ['file'] } }),
    replyMarkup: options({ label: 'Keyboard', default: 'none', show: { resource: ['message'], operation: [...SENDS, 'editMessageText'] }, options: [{ value: 'none', label: 'None' }, { value: 'inlineKeyboard', label: 'Buttons under the message' }, { value: 'replyKeyboard', label: 'Buttons in place of the keyboard' }, { value: 'replyKeyboardRemove', label: 'Take the buttons away' }, { value: 'forceReply', label: 'Ask for a reply' }] }),
    inlineKeyboard: rows({ label: 'Buttons', key: 'rows', addLabel: 'Add row', show: { replyMarkup: ['inlineKeyboard'] }, fields: keyboard }),
    replyKeyboard: rows({ label: 'Buttons', key: 'rows', addLabel: 'Add row', show: { replyMarkup: ['replyKeyboard'] }, fields: keyboard }),
    replyKeyboardOptions: collection({ label: 'Of the keyboard', show: { replyMarkup: ['replyKeyboard'] }, fields: { resize_keyboard: boolean({ label: 'As small as possible', default: false }), one_time_keyboard: boolean({ label: 'Hide after use', default: false }), selective: boolean({ label: 'Only for some', default: false }) } }),
    replyKeyboardRemove: collection({ label: 'Taking away', show: { replyMarkup: ['replyKeyboardRemove'] }, fields: { remove_keyboard: boolean({ label: 'Take away', default: true }), selective: boolean({ label: 'Only for some', default: false }) } }),
    forceReply: collection({ label: 'Reply', show: { replyMarkup: ['forceReply'] }, fields: { force_reply: boolean({ label: 'Ask for it', default: true }), selective: boolean({ label: 'Only for some', default: false }) } }),
    additionalFields: collection({
      label: 'More fields',
      fields: {
        parse_mode: options({ label: 'Format', default: 'Markdown', options: [{ value: 'Markdown', label: 'Markdown' }, { value: 'MarkdownV2', label: 'Markdown, version 2' }, { value: 'HTML', label: 'HTML' }] }),
        caption: string({ label: 'Caption', lines: 2 }), fileName: string({ label: 'File name' }),
        disable_notification: boolean({ label: 'Without a sound', default: false }), disable_web_page_preview: boolean({ label: 'No preview of links', default: false }), protect_content: boolean({ label: 'Not to be forwarded', default: false }),
        reply_to_message_id: number({ label: 'Reply to message', default: 0 }), message_thread_id: number({ label: 'Topic', default: 0 }),
        duration: number({ label: 'Duration', default: 0, unit: 's' }), width: number({ label: 'Width', default: 0 }), height: number({ label: 'Height', default: 0 }), performer: string({ label: 'Performer' }), title: string({ label: 'Title' }), thumb: string({ label: 'Thumbnail' }),
        text: string({ label: 'Text', help: 'Of the answer to a callback' }), show_alert: boolean({ label: 'As an alert', default: false }), url: string({ label: 'URL' }), cache_time: number({ label: 'Keep for', default: 0, unit: 's' }),
        appendAttribution: boolean({ label: 'Attribution', default: false, help: 'Weft never adds one' }),
      },
    }),
  },
  // Each resource has a first operation of its own, which files do not name.
  fold: (parameters, typeVersion) => {
    const first = typeof parameters.resource === 'string' ? FIRST[parameters.resource] : undefined;
    return { parameters: first && parameters.operation === undefined ? { ...parameters, operation: first } : parameters, typeVersion };
  },
  credentials: [{ type: 'telegramApi', label: 'Telegram', required: true }],
  effect: parameters => (METHODS[operationOf(parameters)]?.reads ? 'read' : 'write'),
  subtitle: parameters => METHODS[operationOf(parameters)]?.name ?? operationOf(parameters),
});
