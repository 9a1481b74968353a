// HTTP request: calls a URL for each item.
import { defineNode } from '../contract';
import { boolean, json, options, rows, string } from '../fields';
import { shortText, shortUrl } from '../subtitle';
import { requestOptions } from './options';
import { foldHttpRequest } from './versions';

const READS = ['GET', 'HEAD', 'OPTIONS'];

const GENERIC = [
  { value: 'httpHeaderAuth', label: 'Header' },
  { value: 'httpBearerAuth', label: 'Bearer token' },
  { value: 'httpBasicAuth', label: 'User and password' },
  { value: 'httpQueryAuth', label: 'Query parameter' },
  { value: 'apiKey', label: 'API key' },
  { value: 'httpCustomAuth', label: 'Custom' },
  { value: 'httpDigestAuth', label: 'Digest' },
  { value: 'oAuth2Api', label: 'OAuth2' },
  { value: 'oAuth1Api', label: 'OAuth1' },
] as const;

export const httpRequest = defineNode({
  type: 'httpRequest',
  label: 'HTTP request',
  description: 'Calls a URL for each item and returns what it answers',
  group: 'http',
  icon: 'globe',
  aliases: ['api', 'rest', 'fetch', 'curl', 'get', 'post', 'url', 'call'],
  versions: [1, 2, 3, 4, 4.1, 4.2, 4.3, 4.4],
  n8nTypes: ['n8n-nodes-base.httpRequest'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    method: options({
      label: 'Method',
      default: 'GET',
      options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(value => ({ value, label: value })),
    }),
    url: string({ label: 'URL', required: true, placeholder: 'https://api.example.com/orders' }),
    authentication: options({
      label: 'Authentication',
      default: 'none',
      fixed: true,
      options: [
        { value: 'none', label: 'None' },
        { value: 'predefinedCredentialType', label: 'Credential of a service' },
        { value: 'genericCredentialType', label: 'Generic credential' },
      ],
    }),
    nodeCredentialType: string({ label: 'Credential type', fixed: true, show: { authentication: ['predefinedCredentialType'] } }),
    genericAuthType: options({ label: 'Kind', default: 'httpHeaderAuth', fixed: true, options: GENERIC, show: { authentication: ['genericCredentialType'] } }),
    sendQuery: boolean({ label: 'Send query parameters', fixed: true }),
    specifyQuery: options({
      label: 'Query parameters',
      default: 'keypair',
      fixed: true,
      show: { sendQuery: [true] },
      options: [
        { value: 'keypair', label: 'Field by field' },
        { value: 'json', label: 'JSON' },
      ],
    }),
    queryParameters: rows({
      label: 'Query parameters',
      key: 'parameters',
      addLabel: 'Add parameter',
      show: { sendQuery: [true], specifyQuery: ['keypair'] },
      fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) },
    }),
    jsonQuery: json({ label: 'Query parameters as JSON', show: { sendQuery: [true], specifyQuery: ['json'] } }),
    sendHeaders: boolean({ label: 'Send headers', fixed: true }),
    specifyHeaders: options({
      label: 'Headers',
      default: 'keypair',
      fixed: true,
      show: { sendHeaders: [true] },
      options: [
        { value: 'keypair', label: 'Field by field' },
        { value: 'json', label: 'JSON' },
      ],
    }),
    headerParameters: rows({
      label: 'Headers',
      key: 'parameters',
      addLabel: 'Add header',
      show: { sendHeaders: [true], specifyHeaders: ['keypair'] },
      fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) },
    }),
    jsonHeaders: json({ label: 'Headers as JSON', show: { sendHeaders: [true], specifyHeaders: ['json'] } }),
    sendBody: boolean({ label: 'Send body', fixed: true }),
    contentType: options({
      label: 'Body content type',
      default: 'json',
      fixed: true,
      show: { sendBody: [true] },
      options: [
        { value: 'json', label: 'JSON' },
        { value: 'form-urlencoded', label: 'Form (URL-encoded)' },
        { value: 'multipart-form-data', label: 'Form data (multipart)' },
        { value: 'binaryData', label: 'File' },
        { value: 'raw', label: 'Raw' },
      ],
    }),
    specifyBody: options({
      label: 'Body',
      default: 'keypair',
      fixed: true,
      show: { sendBody: [true], contentType: ['json', 'form-urlencoded', 'multipart-form-data'] },
      options: [
        { value: 'keypair', label: 'Field by field' },
        { value: 'json', label: 'JSON' },
        { value: 'string', label: 'Text' },
      ],
    }),
    bodyParameters: rows({
      label: 'Body fields',
      key: 'parameters',
      addLabel: 'Add field',
      show: { sendBody: [true], contentType: ['json', 'form-urlencoded', 'multipart-form-data'], specifyBody: ['keypair'] },
      fields: {
        parameterType: options({
          label: 'Type',
          default: 'formData',
          fixed: true,
          show: { '/contentType': ['multipart-form-data'] },
          options: [
            { value: 'formData', label: 'Text' },
            { value: 'formBinaryData', label: 'File' },
          ],
        }),
        name: string({ label: 'Name' }),
        value: string({ label: 'Value', hide: { parameterType: ['formBinaryData'] } }),
        inputDataFieldName: string({ label: 'File property', placeholder: 'data', show: { '/contentType': ['multipart-form-data'], parameterType: ['formBinaryData'] } }),
      },
    }),
    jsonBody: json({ label: 'JSON', show: { sendBody: [true], contentType: ['json'], specifyBody: ['json'] } }),
    body: string({
      label: 'Body',
      lines: 4,
      help: 'In a form, used when the body is given as text.',
      show: { sendBody: [true], contentType: ['raw', 'form-urlencoded'] },
    }),
    rawContentType: string({ label: 'Content type', placeholder: 'text/html', show: { sendBody: [true], contentType: ['raw'] } }),
    inputDataFieldName: string({ label: 'File property', placeholder: 'data', show: { sendBody: [true], contentType: ['binaryData'] } }),
    options: requestOptions,
  },
  credentials: GENERIC.map(({ value, label }) => ({
    type: value,
    label,
    required: true,
    show: { authentication: ['genericCredentialType'], genericAuthType: [value] },
  })),
  namedCredential: ({ authentication, nodeCredentialType }) => (authentication === 'predefinedCredentialType' && typeof nodeCredentialType === 'string' && nodeCredentialType !== '' ? nodeCredentialType : null),
  effect: ({ method = 'GET' }) => (READS.includes(String(method).toUpperCase()) ? 'read' : 'write'),
  subtitle: ({ method = 'GET', url }) => `${shortText(method)} ${shortUrl(url)}`,
  fold: foldHttpRequest,
});
