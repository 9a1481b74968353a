// OpenAI: texts, images and sound with the models of OpenAI.
import { defineNode, type Port } from '../contract';
import { boolean, collection, group, json, locator, number, options, rows, string } from '../fields';

const TEXT = { resource: ['text'] } as const;
const IMAGE = { resource: ['image'] } as const;
const AUDIO = { resource: ['audio'] } as const;
const ROLES = [{ value: 'user', label: 'User' }, { value: 'system', label: 'System' }, { value: 'assistant', label: 'Assistant' }] as const;

export const openAi = defineNode({
  type: 'openAi',
  label: 'OpenAI',
  description: 'Texts, images and sound with the models of OpenAI',
  group: 'ai',
  icon: 'sparkles',
  aliases: ['gpt', 'chatgpt', 'dall-e', 'whisper', 'llm', 'image', 'transcribe', 'speech'],
  versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 2, 2.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.openAi'],
  inputs: ({ resource = 'text', operation }): Port[] => [{}, ...(resource === 'text' && operation !== 'classify' ? [{ type: 'ai_tool', label: 'Tools' }] : [])],
  outputs: [{}],
  parameters: {
    resource: options({
      label: 'Resource', default: 'text', fixed: true,
      options: [{ value: 'text', label: 'Text' }, { value: 'image', label: 'Image' }, { value: 'audio', label: 'Audio' }, { value: 'file', label: 'File' }, { value: 'assistant', label: 'Assistant', help: 'Cannot run in Weft' }, { value: 'conversation', label: 'Conversation' }, { value: 'video', label: 'Video', help: 'Cannot run in Weft' }],
    }),
    operation: string({ label: 'Operation', fixed: true, placeholder: 'message', help: 'Text: message, response, classify. Image: generate, analyze. Audio: generate, transcribe, translate. File: upload, list, deleteFile. Conversation: create, get, update, remove.' }),
    modelId: locator({ label: 'Model', default: '', hide: { resource: ['audio', 'file', 'conversation'] } }),
    messages: rows({ label: 'Messages', key: 'values', addLabel: 'Add message', hide: { resource: ['image', 'audio', 'file', 'assistant', 'video'] }, fields: { content: string({ label: 'Message', lines: 3 }), role: options({ label: 'From', default: 'user', options: ROLES }) } }),
    // The first messages of a conversation stand under the name that older versions have for those of a chat.
    conversationId: string({ label: 'Conversation', placeholder: 'conv_…', show: { resource: ['conversation'] } }),
    metadata: json({ label: 'Metadata', default: '{}', show: { resource: ['conversation'], operation: ['update'] } }),
    responses: rows({ label: 'Messages', key: 'values', addLabel: 'Add message', show: { ...TEXT, '@version': { from: 2 } }, fields: { content: string({ label: 'Message', lines: 3 }), role: options({ label: 'From', default: 'user', options: ROLES }) } }),
    simplify: boolean({ label: 'Simplify', default: true, show: { resource: ['text', 'image'] } }),
    jsonOutput: boolean({ label: 'Answer as JSON', show: { ...TEXT } }),
    input: string({ label: 'Text', lines: 2, show: { resource: ['text', 'audio'] } }),
    model: string({ label: 'Model', help: 'dall-e-3 for images, tts-1 for speech where it is empty', show: { resource: ['image', 'audio'] } }),
    prompt: string({ label: 'Prompt', lines: 3, show: { ...IMAGE } }),
    text: string({ label: 'Question', lines: 2, default: "What's in this image?", show: { ...IMAGE } }),
    inputType: options({ label: 'Image', default: 'url', options: [{ value: 'url', label: 'By URL' }, { value: 'base64', label: 'File of the item' }], show: { ...IMAGE } }),
    imageUrls: string({ label: 'URLs of images', help: 'Separated by commas', show: { ...IMAGE, inputType: ['url'] } }),
    binaryPropertyName: string({ label: 'Field of the file', default: 'data', show: { resource: ['image', 'audio', 'file'] } }),
    voice: options({ label: 'Voice', default: 'alloy', options: (['alloy', 'ash', 'coral', 'echo', 'fable', 'onyx', 'nova', 'sage', 'shimmer'] as const).map(value => ({ value, label: value })), show: { ...AUDIO } }),
    fileId: locator({ label: 'File', show: { resource: ['file'] } }),
    options: collection({
      label: 'Options',
      fields: {
        temperature: number({ label: 'Temperature', default: 1, min: 0, max: 2 }),
        maxTokens: number({ label: 'Most tokens of an answer', default: 16 }),
        topP: number({ label: 'Top P', default: 1 }),
        frequency_penalty: number({ label: 'Frequency penalty', default: 0 }),
        presence_penalty: number({ label: 'Presence penalty', default: 0 }),
        n: number({ label: 'Answers', default: 1 }),
        maxToolsIterations: number({ label: 'Most rounds with tools', default: 15 }),
        size: string({ label: 'Size of images', default: '1024x1024' }),
        quality: string({ label: 'Quality of images', default: 'standard' }),
        dalleQuality: string({ label: 'Quality of images', default: 'standard' }),
        style: string({ label: 'Style of images', default: 'natural' }),
        returnImageUrls: boolean({ label: 'URLs of images instead of files' }),
        binaryPropertyOutput: string({ label: 'Field for the file', default: 'data' }),
        detail: options({ label: 'Detail', default: 'auto', options: [{ value: 'auto', label: 'Auto' }, { value: 'low', label: 'Low' }, { value: 'high', label: 'High' }] }),
        response_format: string({ label: 'Format of speech', default: 'mp3' }),
        speed: number({ label: 'Speed of speech', default: 1 }),
        language: string({ label: 'Language of the recording' }),
        purpose: string({ label: 'Purpose of the file', default: 'assistants' }),
        useStableModel: boolean({ label: 'Stable model' }),
        metadata: json({ label: 'Metadata', help: 'Texts by name, as a JSON object' }),
        conversationId: string({ label: 'Go on with the conversation', placeholder: 'conv_…' }),
        previousResponseId: string({ label: 'Go on after the response', placeholder: 'resp_…' }),
        instructions: string({ label: 'Instructions', lines: 3 }),
        textFormat: group({
          label: 'Form of the answer', key: 'textOptions',
          fields: {
            type: options({ label: 'Form', default: 'text', options: [{ value: 'text', label: 'Text' }, { value: 'json_object', label: 'JSON' }, { value: 'json_schema', label: 'JSON by a schema' }] }),
            name: string({ label: 'Name of the schema', default: 'my_schema', show: { type: ['json_schema'] } }),
            schema: json({ label: 'Schema', show: { type: ['json_schema'] } }),
            description: string({ label: 'Description', show: { type: ['json_schema'] } }),
            strict: boolean({ label: 'Strict', show: { type: ['json_schema'] } }),
          },
        }),
      },
    }),
  },
  credentials: [{ type: 'openAiApi', label: 'OpenAI', required: true }],
  // With tools the model may change things, each in a step of its own; what costs money here can be asked again.
  effect: ({ resource }) => (resource === 'file' || resource === 'conversation' ? 'write' : 'read'),
  subtitle: ({ resource, operation }) => `${typeof operation === 'string' && operation !== '' ? `${operation}: ` : ''}${typeof resource === 'string' ? resource : 'text'}`,
});
