// Respond to webhook: answers the HTTP call that started the execution.
import { defineNode } from '../contract';
import { boolean, collection, json, number, options, rows, string } from '../fields';
import { foldRespondToWebhook } from './versions';

const RESPOND_WITH = [
  { value: 'firstIncomingItem', label: 'First item' },
  { value: 'allIncomingItems', label: 'All items' },
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
  { value: 'binary', label: 'File' },
  { value: 'jwt', label: 'JWT' },
  { value: 'redirect', label: 'Redirect' },
  { value: 'noData', label: 'No data' },
] as const;

export const respondToWebhook = defineNode({
  type: 'respondToWebhook',
  label: 'Respond to webhook',
  description: 'Answers the HTTP call that started the execution',
  group: 'http',
  icon: 'reply',
  aliases: ['response', 'return', 'answer', 'reply'],
  versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5],
  n8nTypes: ['n8n-nodes-base.respondToWebhook'],
  inputs: [{}],
  outputs: (parameters, version) => (version === 1.3 || (version >= 1.4 && parameters.enableResponseOutput === true) ? [{ label: 'Input' }, { label: 'Response' }] : [{}]),
  parameters: {
    respondWith: options({ label: 'Respond with', default: 'firstIncomingItem', options: RESPOND_WITH }),
    responseBody: string({ label: 'Response body', lines: 6, placeholder: '{ "ok": true }', show: { respondWith: ['json', 'text'] } }),
    redirectURL: string({ label: 'Redirect URL', required: true, placeholder: 'https://example.com', show: { respondWith: ['redirect'] } }),
    payload: json({ label: 'Payload', default: '{}', show: { respondWith: ['jwt'] } }),
    responseDataSource: options({
      label: 'File to send',
      default: 'automatically',
      show: { respondWith: ['binary'] },
      options: [
        { value: 'automatically', label: 'The only file of the item' },
        { value: 'set', label: 'Named' },
      ],
    }),
    inputFieldName: string({ label: 'File property', default: 'data', show: { respondWith: ['binary'], responseDataSource: ['set'] } }),
    enableResponseOutput: boolean({ label: 'Output the response', help: 'Adds a second output with what was answered.', fixed: true, show: { '@version': { from: 1.4 } } }),
    options: collection({
      label: 'Options',
      fields: {
        responseCode: number({ label: 'Response code', default: 200, min: 100, max: 599 }),
        responseHeaders: rows({ label: 'Response headers', key: 'entries', addLabel: 'Add header', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) } }),
        responseKey: string({ label: 'Put response in field', show: { '/respondWith': ['allIncomingItems', 'firstIncomingItem'] } }),
      },
    }),
  },
  credentials: [{ type: 'jwtAuth', label: 'JWT', required: true, show: { respondWith: ['jwt'] } }],
  effect: 'pure',
  subtitle: ({ respondWith = 'firstIncomingItem' }) => RESPOND_WITH.find(option => option.value === respondWith)?.label ?? '',
  fold: foldRespondToWebhook,
});
