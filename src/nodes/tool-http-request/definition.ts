// HTTP request tool: an agent calls an API; {placeholders} and parameters are what the model fills in.
import { defineNode } from '../contract';
import { boolean, type Condition, options, rows, string } from '../fields';
import { descriptionField, nameField, toolBase } from '../ai/tool-fields';
import { textOf, toolName } from '../ai/tool-schema';
import { schemaOfTool } from './arguments';

const provided = <const S extends string, const K extends string>(label: string, send: S, specify: K) => rows({
  label, key: 'values', addLabel: 'Add parameter', show: { [send]: [true], [specify]: ['keypair'] } as Condition,
  fields: {
    name: string({ label: 'Name' }),
    valueProvider: options({ label: 'Value', default: 'modelRequired', options: [{ value: 'modelRequired', label: 'By the model, needed' }, { value: 'modelOptional', label: 'By the model, if it wants' }, { value: 'fieldValue', label: 'Written here' }] }),
    value: string({ label: 'Value', show: { valueProvider: ['fieldValue'] } }),
  },
});
const specify = <const S extends string>(label: string, send: S) => options({ label, default: 'keypair', fixed: true, options: [{ value: 'keypair', label: 'By fields' }, { value: 'json', label: 'As JSON' }, { value: 'model', label: 'By the model' }], show: { [send]: [true] } as Condition });
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const GENERIC = [['httpBasicAuth', 'User and password'], ['httpHeaderAuth', 'Header'], ['httpQueryAuth', 'Query parameter'], ['httpBearerAuth', 'Bearer token']] as const;

export const toolHttpRequest = defineNode({
  ...toolBase,
  type: 'toolHttpRequest',
  label: 'HTTP request tool',
  description: 'Calls an API when an agent asks for it',
  icon: 'globe',
  aliases: ['api', 'rest', 'web', 'agent'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolHttpRequest'],
  parameters: {
    name: nameField(1),
    toolDescription: descriptionField(),
    method: options({ label: 'Method', default: 'GET', options: METHODS.map(value => ({ value, label: value })) }),
    url: string({ label: 'URL', required: true, placeholder: 'https://api.example.com/weather/{city}' }),
    authentication: options({ label: 'Authentication', default: 'none', fixed: true, options: [{ value: 'none', label: 'None' }, { value: 'genericCredentialType', label: 'Generic' }, { value: 'predefinedCredentialType', label: 'Credential of a service' }] }),
    genericAuthType: options({ label: 'Kind', default: 'httpHeaderAuth', fixed: true, options: GENERIC.map(([value, label]) => ({ value, label })), show: { authentication: ['genericCredentialType'] } }),
    nodeCredentialType: string({ label: 'Credential type', fixed: true, show: { authentication: ['predefinedCredentialType'] } }),
    sendQuery: boolean({ label: 'Send query parameters' }),
    specifyQuery: specify('Query parameters', 'sendQuery'),
    parametersQuery: provided('Query parameters', 'sendQuery', 'specifyQuery'),
    jsonQuery: string({ label: 'Query as JSON', lines: 3, show: { sendQuery: [true], specifyQuery: ['json'] } }),
    sendHeaders: boolean({ label: 'Send headers' }),
    specifyHeaders: specify('Headers', 'sendHeaders'),
    parametersHeaders: provided('Headers', 'sendHeaders', 'specifyHeaders'),
    jsonHeaders: string({ label: 'Headers as JSON', lines: 3, show: { sendHeaders: [true], specifyHeaders: ['json'] } }),
    sendBody: boolean({ label: 'Send a body' }),
    specifyBody: specify('Body', 'sendBody'),
    parametersBody: provided('Body', 'sendBody', 'specifyBody'),
    jsonBody: string({ label: 'Body as JSON', lines: 4, show: { sendBody: [true], specifyBody: ['json'] } }),
    placeholderDefinitions: rows({
      label: 'Placeholders', key: 'values', addLabel: 'Describe placeholder',
      fields: { name: string({ label: 'Name' }), description: string({ label: 'Description' }), type: options({ label: 'Type', default: 'not specified', options: [{ value: 'not specified', label: 'Not specified' }, { value: 'string', label: 'Text' }, { value: 'number', label: 'Number' }, { value: 'boolean', label: 'Boolean' }, { value: 'json', label: 'JSON' }] }) },
    }),
    optimizeResponse: boolean({ label: 'Shorten the answer', help: 'Shows the model only a part' }),
    responseType: options({ label: 'Answer', default: 'json', options: [{ value: 'json', label: 'JSON' }, { value: 'html', label: 'HTML' }, { value: 'text', label: 'Text' }], show: { optimizeResponse: [true] } }),
    dataField: string({ label: 'Field with the data', show: { optimizeResponse: [true], responseType: ['json'] } }),
    truncateResponse: boolean({ label: 'Cut long answers', show: { optimizeResponse: [true] } }),
    maxLength: string({ label: 'Most characters', default: '1000', show: { optimizeResponse: [true], truncateResponse: [true] } }),
  },
  credentials: GENERIC.map(([type, label]) => ({ type, label, required: true, show: { authentication: ['genericCredentialType'], genericAuthType: [type] } })),
  namedCredential: ({ authentication, nodeCredentialType }) => (authentication === 'predefinedCredentialType' && typeof nodeCredentialType === 'string' && nodeCredentialType !== '' ? nodeCredentialType : null),
  effect: ({ method = 'GET' }) => (method === 'GET' ? 'read' : 'write'),
  subtitle: ({ method, url }) => `${typeof method === 'string' ? method : 'GET'} ${typeof url === 'string' ? url.replace(/^=?https?:\/\//, '').slice(0, 60) : ''}`,
  tool: of => ({ name: toolName((of.node.typeVersion < 1.1 && textOf(of, 'name')) || of.node.name), description: textOf(of, 'toolDescription'), schema: schemaOfTool(of.raw) }),
});
