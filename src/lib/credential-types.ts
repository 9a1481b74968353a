// Credential types with a form of their own. Any other type works with free fields. Browser-safe.
import { SERVICE_CREDENTIALS } from './service-credentials';

export interface CredentialField {
  name: string;
  label: string;
  secret: boolean;
  required: boolean;
  placeholder?: string;
  help?: string;
  /** `lines`: a text with line breaks, such as a PEM key; `switch`: "true" or "false". */
  kind?: 'lines' | 'switch' | 'choice';
  choices?: { value: string; label: string }[];
}

export interface CredentialType {
  type: string;
  label: string;
  fields: CredentialField[];
  /** Where its service is: the allowed hosts a new credential of this type starts with. */
  hosts?: readonly string[];
}

const text = (name: string, label: string, more: Partial<CredentialField> = {}): CredentialField => ({ name, label, secret: false, required: true, ...more });
const secret = (name: string, label: string, more: Partial<CredentialField> = {}): CredentialField => ({ name, label, secret: true, required: true, ...more });

const toggle = (name: string, label: string, help?: string): CredentialField => text(name, label, { required: false, kind: 'switch', ...(help ? { help } : {}) });
const choice = (name: string, label: string, choices: readonly (readonly [value: string, label: string])[], help?: string): CredentialField => text(name, label, { required: false, kind: 'choice', choices: choices.map(([value, word]) => ({ value, label: word })), ...(help ? { help } : {}) });
const pem = (name: string, label: string, help: string): CredentialField => text(name, label, { required: false, kind: 'lines', placeholder: '-----BEGIN …', help });

const database = (port: string): CredentialField[] => [text('host', 'Host', { help: 'The credential is sent to this host only.' }), text('port', 'Port', { required: false, placeholder: port }), text('database', 'Database'), text('user', 'User'), secret('password', 'Password', { required: false })];
const mailbox = (port: string): CredentialField[] => [text('user', 'User', { required: port === '993' }), secret('password', 'Password', { required: false }), text('host', 'Host', { help: 'The credential is sent to this host only.' }), text('port', 'Port', { required: false, placeholder: port })];
const tls: CredentialField[] = [toggle('ssl', 'TLS', 'Encrypts the connection.'), toggle('allowUnauthorizedCerts', 'Ignore certificate errors')];
/** A key of a model service, with the base URL where another place may speak its protocol. */
const modelKey = (type: string, label: string, hosts: readonly string[], more: CredentialField[] = []): CredentialType => ({ type, label, fields: [secret('apiKey', 'API key'), ...more], hosts });
const otherUrl = (placeholder: string): CredentialField => text('url', 'Base URL', { required: false, placeholder, help: 'Only for another service with the same protocol. Add its host below.' });

const AI_TYPES: CredentialType[] = [
  modelKey('openAiApi', 'OpenAI', ['api.openai.com'], [text('organizationId', 'Organization', { required: false }), otherUrl('https://api.openai.com/v1')]),
  modelKey('anthropicApi', 'Anthropic', ['api.anthropic.com'], [otherUrl('https://api.anthropic.com')]),
  modelKey('googlePalmApi', 'Google Gemini', ['generativelanguage.googleapis.com'], [text('host', 'Base URL', { required: false, placeholder: 'https://generativelanguage.googleapis.com' })]),
  modelKey('azureOpenAiApi', 'Azure OpenAI', [], [text('resourceName', 'Resource name'), text('apiVersion', 'API version', { placeholder: '2024-10-21' }), text('endpoint', 'Endpoint', { required: false, placeholder: 'https://my-resource.openai.azure.com' })]),
  modelKey('groqApi', 'Groq', ['api.groq.com']),
  modelKey('openRouterApi', 'OpenRouter', ['openrouter.ai'], [otherUrl('https://openrouter.ai/api/v1')]),
  modelKey('mistralCloudApi', 'Mistral', ['api.mistral.ai']),
  modelKey('deepSeekApi', 'DeepSeek', ['api.deepseek.com'], [otherUrl('https://api.deepseek.com')]),
  modelKey('xAiApi', 'xAI', ['api.x.ai'], [otherUrl('https://api.x.ai/v1')]),
  { type: 'ollamaApi', label: 'Ollama', fields: [text('baseUrl', 'Base URL', { placeholder: 'http://localhost:11434' }), secret('apiKey', 'API key', { required: false })], hosts: ['localhost'] },
  { type: 'pineconeApi', label: 'Pinecone', fields: [secret('apiKey', 'API key')], hosts: ['api.pinecone.io', '*.pinecone.io'] },
  { type: 'qdrantApi', label: 'Qdrant', fields: [text('qdrantUrl', 'URL', { placeholder: 'https://my-cluster.cloud.qdrant.io:6333' }), secret('apiKey', 'API key', { required: false })], hosts: [] },
  modelKey('cohereApi', 'Cohere', ['api.cohere.com', 'api.cohere.ai'], [otherUrl('https://api.cohere.com')]),
  modelKey('vercelAiGatewayApi', 'Vercel AI Gateway', ['ai-gateway.vercel.sh'], [otherUrl('https://ai-gateway.vercel.sh/v1')]),
  modelKey('huggingFaceApi', 'Hugging Face', ['router.huggingface.co']),
  { type: 'searXngApi', label: 'SearXNG', fields: [text('apiUrl', 'URL', { placeholder: 'https://searx.example.net' })], hosts: [] },
  { type: 'wolframAlphaApi', label: 'Wolfram|Alpha', fields: [secret('appId', 'App ID')], hosts: ['www.wolframalpha.com'] },
  { type: 'serpApi', label: 'SerpApi', fields: [secret('apiKey', 'API key')], hosts: ['serpapi.com'] },
];

export const CREDENTIAL_TYPES: CredentialType[] = [
  { type: 'httpHeaderAuth', label: 'Header', fields: [text('name', 'Header name', { placeholder: 'X-Api-Key' }), secret('value', 'Value')] },
  { type: 'httpBearerAuth', label: 'Bearer token', fields: [secret('token', 'Token', { help: 'Sent as "Authorization: Bearer …".' })] },
  { type: 'httpBasicAuth', label: 'User and password (basic)', fields: [text('user', 'User'), secret('password', 'Password')] },
  { type: 'httpQueryAuth', label: 'Query parameter', fields: [text('name', 'Parameter name', { placeholder: 'api_key' }), secret('value', 'Value')] },
  { type: 'httpCustomAuth', label: 'Custom', fields: [secret('json', 'JSON', { kind: 'lines', placeholder: '{ "headers": { "X-Key": "…" }, "qs": { "account": "7" } }', help: 'Headers and query parameters that every request gets.' })] },
  { type: 'apiKey', label: 'API key', fields: [text('name', 'Header name', { placeholder: 'X-Api-Key' }), secret('value', 'Key')] },
  { type: 'httpDigestAuth', label: 'User and password (digest)', fields: [text('user', 'User'), secret('password', 'Password')] },
  { type: 'oAuth2Api', label: 'OAuth2', fields: [
    choice('grantType', 'Token', [['', 'Pasted by hand'], ['clientCredentials', 'Client credentials']], 'Client credentials: Weft asks for a token and a new one when it is over.'),
    secret('accessToken', 'Access token', { required: false, help: 'Where it is pasted by hand.' }),
    secret('refreshToken', 'Refresh token', { required: false, help: 'Brings new access tokens from the token URL.' }),
    text('accessTokenUrl', 'Token URL', { required: false, placeholder: 'https://auth.example.com/oauth/token', help: 'Its host is to be among the allowed hosts.' }),
    text('clientId', 'Client ID', { required: false }), secret('clientSecret', 'Client secret', { required: false }), text('scope', 'Scope', { required: false, placeholder: 'read write' }),
    choice('authentication', 'Client is named', [['', 'In the Authorization header'], ['body', 'In the body']]),
  ] },
  { type: 'oAuth1Api', label: 'OAuth1', fields: [
    text('consumerKey', 'Consumer key'), secret('consumerSecret', 'Consumer secret'), text('accessToken', 'Access token', { required: false }), secret('accessTokenSecret', 'Access token secret', { required: false }),
    choice('signatureMethod', 'Signature', [['', 'HMAC-SHA1'], ['HMAC-SHA256', 'HMAC-SHA256'], ['HMAC-SHA512', 'HMAC-SHA512']]),
  ] },
  { type: 'jwtAuth', label: 'JWT', fields: [
    choice('keyType', 'Key type', [['', 'Shared secret'], ['pemKey', 'Pair of keys (PEM)']]),
    secret('secret', 'Shared secret', { required: false, help: 'HS256, HS384 or HS512. What callers of webhooks sign with.' }),
    { ...pem('privateKey', 'Private key', 'PEM, for signing.'), secret: true },
    pem('publicKey', 'Public key', 'PEM, for verifying.'),
    choice('algorithm', 'Algorithm', [['', 'HS256'], ...['HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'].map(name => [name, name] as const)]),
  ] },
  { type: 'crypto', label: 'Crypto', fields: [secret('hmacSecret', 'HMAC secret', { required: false }), { ...pem('signPrivateKey', 'Private key', 'PEM, for signing.'), secret: true }] },
  { type: 'totpApi', label: 'TOTP secret', fields: [secret('secret', 'Secret', { placeholder: 'BVDRSBXQB2ZEL5HE', help: 'As the service shows it (base32).' }), text('label', 'Label', { required: false, placeholder: 'GitHub:john-doe' })] },
  { type: 'webhookSigning', label: 'Webhook signing secret', fields: [
    secret('secret', 'Secret', { placeholder: 'whsec_…', help: 'As the sender shows it.' }),
    secret('previousSecret', 'Former secret', { required: false, help: 'Still taken while senders change over.' }),
    text('previousUntil', 'Former secret until', { required: false, placeholder: '2027-01-31T00:00:00Z' }),
  ] },
  { type: 'postgres', label: 'Postgres', fields: [...database('5432'), ...tls, pem('caCertificate', 'CA certificate', 'PEM, for servers whose certificate no public authority signed.')] },
  ...['CrateDB', 'QuestDB', 'TimescaleDB'].map(label => ({ type: `${label[0]?.toLowerCase()}${label.slice(1, -2)}Db`, label, fields: [...database(label === 'QuestDB' ? '8812' : '5432'), ...tls] })),
  { type: 'mySql', label: 'MySQL', fields: [...database('3306'), ...tls, pem('caCertificate', 'CA certificate', 'PEM, for servers whose certificate no public authority signed.')] },
  { type: 'redis', label: 'Redis', fields: [text('host', 'Host'), text('port', 'Port', { required: false, placeholder: '6379' }), text('user', 'User', { required: false }), secret('password', 'Password', { required: false }), text('database', 'Database number', { required: false, placeholder: '0' }), ...tls] },
  { type: 'mongoDb', label: 'MongoDB', fields: [
    secret('connectionString', 'Connection string', { required: false, placeholder: 'mongodb+srv://user:password@cluster.example.net/shop', help: 'Or the fields below.' }),
    text('host', 'Host', { required: false }), text('port', 'Port', { required: false, placeholder: '27017' }), text('database', 'Database', { required: false }), text('user', 'User', { required: false }), secret('password', 'Password', { required: false }), toggle('tls', 'TLS'),
  ] },
  { type: 'smtp', label: 'SMTP (sending mail)', fields: [...mailbox('465'), choice('secure', 'TLS from the start', [['', 'On port 465'], ['true', 'Yes'], ['false', 'No']], 'Otherwise TLS is switched on where the server offers it.'), toggle('disableStartTls', 'Never switch TLS on'), text('hostName', 'Own host name', { required: false })] },
  { type: 'imap', label: 'IMAP (reading mail)', fields: [...mailbox('993'), choice('secure', 'TLS from the start', [['', 'On port 993'], ['true', 'Yes'], ['false', 'No']]), toggle('allowUnauthorizedCerts', 'Ignore certificate errors')] },
  ...AI_TYPES,
  { type: 'supabaseApi', label: 'Supabase', fields: [text('host', 'Host', { placeholder: 'https://my-project.supabase.co', help: 'Name it under the allowed hosts too.' }), secret('serviceRole', 'Service role secret')] },
  ...SERVICE_CREDENTIALS.map(({ type, label, field, hosts, help, baseUrl }): CredentialType => ({ type, label, fields: [secret(field, 'Access token', help === undefined ? {} : { help }), ...(baseUrl === undefined ? [] : [text('baseUrl', 'Base URL', { required: false, placeholder: baseUrl })])], hosts })),
];

export const credentialType = (type: string): CredentialType | undefined => CREDENTIAL_TYPES.find(candidate => candidate.type === type);
