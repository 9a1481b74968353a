// OpenAI (legacy): n8n's first node for OpenAI, as many old workflows have it.
import { defineNode } from '../contract';
import { boolean, collection, json, locator, number, options, string } from '../fields';

export const openAiLegacy = defineNode({
  type: 'openAiLegacy',
  label: 'OpenAI (legacy)',
  description: 'Texts and images, as older workflows ask for them',
  group: 'ai',
  icon: 'sparkles',
  aliases: ['gpt', 'dall-e'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.openAi'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resource: options({ label: 'Resource', default: 'text', fixed: true, options: [{ value: 'chat', label: 'Chat' }, { value: 'image', label: 'Image' }, { value: 'text', label: 'Text' }] }),
    operation: string({ label: 'Operation', fixed: true, help: 'Chat: complete. Image: create. Text: complete, edit, moderate.' }),
    model: locator({ label: 'Model', help: 'The standard of each operation where it is empty' }),
    chatModel: locator({ label: 'Model', show: { resource: ['chat'] } }),
    imageModel: locator({ label: 'Model', show: { resource: ['image'] } }),
    prompt: json({ label: 'Prompt', help: 'A text; for chat { "messages": [{ "role", "content" }] }' }),
    input: string({ label: 'Text', lines: 2, show: { resource: ['text'] } }),
    instruction: string({ label: 'Instruction', lines: 2, show: { resource: ['text'] } }),
    responseFormat: options({ label: 'Images as', default: 'binaryData', options: [{ value: 'binaryData', label: 'Files' }, { value: 'imageUrl', label: 'URLs' }], show: { resource: ['image'] } }),
    binaryPropertyName: string({ label: 'Field for the file', default: 'data', show: { resource: ['image'] } }),
    simplifyOutput: boolean({ label: 'Simplify', default: true }),
    options: collection({
      label: 'Options',
      fields: {
        temperature: number({ label: 'Temperature', default: 1 }), maxTokens: number({ label: 'Most tokens', default: 16 }), topP: number({ label: 'Top P', default: 1 }), n: number({ label: 'Answers', default: 1 }),
        frequencyPenalty: number({ label: 'Frequency penalty', default: 0 }), presencePenalty: number({ label: 'Presence penalty', default: 0 }), echo: boolean({ label: 'Repeat the prompt' }), size: string({ label: 'Size of images', default: '1024x1024' }), quality: string({ label: 'Quality of images' }), style: string({ label: 'Style of images' }),
      },
    }),
  },
  credentials: [{ type: 'openAiApi', label: 'OpenAI', required: true }],
  effect: 'read',
  subtitle: ({ resource, operation }) => `${typeof operation === 'string' && operation !== '' ? operation : 'complete'}: ${typeof resource === 'string' ? resource : 'text'}`,
});
