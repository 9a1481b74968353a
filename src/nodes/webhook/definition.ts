// Webhook: starts the workflow when its URL is called.
import { defineNode } from '../contract';
import { boolean, collection, group, multiOptions, number, options, rows, string } from '../fields';
import { shortText } from '../subtitle';
import { webhookMethods } from './methods';
import { foldWebhook } from './versions';

const METHODS = [
  { value: 'GET', label: 'GET' },
  { value: 'POST', label: 'POST' },
  { value: 'PUT', label: 'PUT' },
  { value: 'PATCH', label: 'PATCH' },
  { value: 'DELETE', label: 'DELETE' },
  { value: 'HEAD', label: 'HEAD' },
] as const;

export const webhook = defineNode({
  type: 'webhook',
  label: 'Webhook',
  description: 'Starts the workflow when its URL is called',
  group: 'trigger',
  icon: 'webhook',
  aliases: ['http', 'api', 'endpoint', 'url', 'callback'],
  versions: [1, 1.1, 2, 2.1],
  n8nTypes: ['n8n-nodes-base.webhook'],
  trigger: 'webhook',
  inputs: [],
  outputs: parameters => {
    const methods = webhookMethods(parameters);
    return methods.length > 1 ? methods.map(label => ({ label })) : [{}];
  },
  parameters: {
    multipleMethods: boolean({ label: 'Allow several methods', help: 'One output for each method', fixed: true }),
    httpMethod: options({ label: 'Method', default: 'GET', options: METHODS, fixed: true, show: { multipleMethods: [false] } }),
    httpMethods: multiOptions({ label: 'Methods', default: ['GET', 'POST'], options: METHODS, fixed: true, show: { multipleMethods: [true] } }),
    path: string({ label: 'Path', placeholder: 'orders/:id', help: 'The last part of the URL. :name matches one segment.', fixed: true }),
    authentication: options({
      label: 'Authentication',
      default: 'none',
      fixed: true,
      options: [
        { value: 'none', label: 'None' },
        { value: 'basicAuth', label: 'User and password' },
        { value: 'headerAuth', label: 'Header' },
        { value: 'jwtAuth', label: 'JWT' },
        { value: 'signature', label: 'Signature', help: 'Standard Webhooks: each delivery is signed and counted once.' },
      ],
    }),
    responseMode: options({
      label: 'Respond',
      default: 'onReceived',
      fixed: true,
      options: [
        { value: 'onReceived', label: 'Immediately', help: 'As soon as the call is stored' },
        { value: 'lastNode', label: 'When the workflow ends', help: 'With the data of the last node' },
        { value: 'responseNode', label: 'By a "Respond to webhook" node' },
        { value: 'streaming', label: 'Streaming' },
      ],
    }),
    responseData: options({
      label: 'Response data',
      default: 'firstEntryJson',
      show: { responseMode: ['lastNode'] },
      options: [
        { value: 'allEntries', label: 'All items' },
        { value: 'firstEntryJson', label: 'First item as JSON' },
        { value: 'firstEntryBinary', label: 'File of the first item' },
        { value: 'noData', label: 'Nothing' },
      ],
    }),
    responseBinaryPropertyName: string({ label: 'File property', default: 'data', show: { responseMode: ['lastNode'], responseData: ['firstEntryBinary'] } }),
    options: collection({
      label: 'Options',
      fields: {
        responseCode: group({
          label: 'Response code',
          key: 'values',
          fields: {
            responseCode: number({ label: 'Code', default: 200, min: 100, max: 599 }),
            customCode: number({ label: 'Custom code', default: 200, min: 100, max: 599 }),
          },
        }),
        responseHeaders: rows({ label: 'Response headers', key: 'entries', addLabel: 'Add header', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) } }),
        responseData: string({ label: 'Response text', placeholder: 'success', show: { '/responseMode': ['onReceived'] } }),
        responsePropertyName: string({ label: 'Property to return', default: 'data', show: { '/responseMode': ['lastNode'] } }),
        responseContentType: string({ label: 'Response content type', placeholder: 'application/xml', show: { '/responseMode': ['lastNode'] } }),
        noResponseBody: boolean({ label: 'No response body', show: { '/responseMode': ['onReceived'] } }),
        rawBody: boolean({ label: 'Raw body', help: 'Keeps the body as it arrived, as a file.' }),
        binaryPropertyName: string({ label: 'File property', default: 'data', help: 'Name under which uploaded files are stored' }),
        allowedOrigins: string({ label: 'Allowed origins (CORS)', default: '*' }),
        ipWhitelist: string({ label: 'Allowed IP addresses', help: 'Separated by commas; empty allows all' }),
        ignoreBots: boolean({ label: 'Ignore bots', help: 'Link previews and crawlers do not start the workflow.' }),
      },
    }),
  },
  credentials: [
    { type: 'httpBasicAuth', label: 'User and password', required: true, show: { authentication: ['basicAuth'] } },
    { type: 'httpHeaderAuth', label: 'Header', required: true, show: { authentication: ['headerAuth'] } },
    { type: 'jwtAuth', label: 'JWT', required: true, show: { authentication: ['jwtAuth'] } },
    { type: 'webhookSigning', label: 'Signing secret', required: true, show: { authentication: ['signature'] } },
  ],
  effect: 'pure',
  subtitle: parameters => `${webhookMethods(parameters).join(', ')} /${shortText(parameters.path).replace(/^\//, '')}`,
  fold: foldWebhook,
});
