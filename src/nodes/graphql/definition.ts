// GraphQL: sends a query to a GraphQL endpoint for each item.
import { defineNode } from '../contract';
import { boolean, json, options, rows, string } from '../fields';
import { shortUrl } from '../subtitle';
import { CREDENTIAL_TYPES } from './credentials';
import { foldGraphql } from './versions';

export const graphql = defineNode({
  type: 'graphql',
  label: 'GraphQL',
  description: 'Sends a query to a GraphQL endpoint',
  group: 'http',
  icon: 'network',
  aliases: ['api', 'query', 'mutation', 'http'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.graphql'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    authentication: options({
      label: 'Authentication',
      default: 'none',
      fixed: true,
      options: [
        { value: 'none', label: 'None' },
        { value: 'basicAuth', label: 'User and password' },
        { value: 'customAuth', label: 'Custom' },
        { value: 'digestAuth', label: 'Digest' },
        { value: 'headerAuth', label: 'Header' },
        { value: 'oAuth1', label: 'OAuth1' },
        { value: 'oAuth2', label: 'OAuth2' },
        { value: 'queryAuth', label: 'Query parameter' },
      ],
    }),
    requestMethod: options({
      label: 'Method',
      default: 'POST',
      options: [
        { value: 'GET', label: 'GET' },
        { value: 'POST', label: 'POST' },
      ],
    }),
    endpoint: string({ label: 'Endpoint', required: true, placeholder: 'https://api.example.com/graphql' }),
    allowUnauthorizedCerts: boolean({ label: 'Ignore TLS errors' }),
    requestFormat: options({
      label: 'Request format',
      default: 'json',
      show: { requestMethod: ['POST'] },
      options: [
        { value: 'graphql', label: 'GraphQL (raw)' },
        { value: 'json', label: 'JSON' },
      ],
    }),
    query: string({ label: 'Query', required: true, lines: 6, placeholder: 'query { viewer { id } }' }),
    variables: json({ label: 'Variables', help: 'As a JSON object' }),
    operationName: string({ label: 'Operation name', show: { requestFormat: ['json'] } }),
    responseFormat: options({
      label: 'Response format',
      default: 'json',
      options: [
        { value: 'json', label: 'JSON' },
        { value: 'string', label: 'Text' },
      ],
    }),
    dataPropertyName: string({ label: 'Response field', default: 'data', show: { responseFormat: ['string'] } }),
    headerParametersUi: rows({ label: 'Headers', key: 'parameter', addLabel: 'Add header', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) } }),
  },
  credentials: Object.entries(CREDENTIAL_TYPES).map(([choice, { type, label }]) => ({ type, label, required: true, show: { authentication: [choice] } })),
  // Queries and mutations look alike from outside, and what is an expression is not known yet.
  effect: ({ requestMethod = 'POST', query }) => (requestMethod === 'GET' || (typeof query === 'string' && /^(query\b|\{)/.test(query.trim())) ? 'read' : 'write'),
  subtitle: ({ endpoint }) => shortUrl(endpoint),
  fold: foldGraphql,
});
