// Credential types with a form of their own. Any other type works with free fields. Browser-safe.
import { SERVICE_CREDENTIALS } from './service-credentials';

export interface CredentialField {
  name: string;
  label: string;
  secret: boolean;
  required: boolean;
  placeholder?: string;
  help?: string;
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

const database = (port: string): CredentialField[] => [text('host', 'Host', { help: 'The credential is sent to this host only.' }), text('port', 'Port', { required: false, placeholder: port }), text('database', 'Database'), text('user', 'User'), secret('password', 'Password', { required: false })];
const mailbox = (port: string): CredentialField[] => [text('user', 'User', { required: port === '993' }), secret('password', 'Password', { required: false }), text('host', 'Host', { help: 'The credential is sent to this host only.' }), text('port', 'Port', { required: false, placeholder: port })];
const tls: CredentialField[] = [text('ssl', 'TLS', { required: false, placeholder: 'require', help: '"require" or "true" to encrypt the connection.' }), text('allowUnauthorizedCerts', 'Ignore certificate errors', { required: false, placeholder: 'false' })];
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
  { type: 'httpCustomAuth', label: 'Custom', fields: [secret('json', 'JSON', { placeholder: '{ "headers": { "X-Key": "…" }, "qs": { "account": "7" } }', help: 'Headers and query parameters that every request gets.' })] },
  { type: 'apiKey', label: 'API key', fields: [text('name', 'Header name', { placeholder: 'X-Api-Key' }), secret('value', 'Key')] },
  { type: 'jwtAuth', label: 'JWT', fields: [
    text('keyType', 'Key type', { required: false, placeholder: 'passphrase', help: '"passphrase" for a shared secret, "pemKey" for a pair of keys.' }),
    secret('secret', 'Shared secret', { required: false, help: 'HS256, HS384 or HS512. What callers of webhooks sign with.' }),
    secret('privateKey', 'Private key', { required: false, help: 'PEM, for signing.' }),
    text('publicKey', 'Public key', { required: false, help: 'PEM, for verifying.' }),
    text('algorithm', 'Algorithm', { required: false, placeholder: 'HS256' }),
  ] },
  { type: 'totpApi', label: 'TOTP secret', fields: [secret('secret', 'Secret', { placeholder: 'BVDRSBXQB2ZEL5HE', help: 'As the service shows it (base32).' }), text('label', 'Label', { required: false, placeholder: 'GitHub:john-doe' })] },
  { type: 'webhookSigning', label: 'Webhook signing secret', fields: [
    secret('secret', 'Secret', { placeholder: 'whsec_…', help: 'As the sender shows it.' }),
    secret('previousSecret', 'Former secret', { required: false, help: 'Still taken while senders change over.' }),
    text('previousUntil', 'Former secret until', { required: false, placeholder: '2027-01-31T00:00:00Z' }),
  ] },
  { type: 'postgres', label: 'Postgres', fields: [...database('5432'), ...tls, text('caCertificate', 'CA certificate', { required: false })] },
  ...['CrateDB', 'QuestDB', 'TimescaleDB'].map(label => ({ type: `${label[0]?.toLowerCase()}${label.slice(1, -2)}Db`, label, fields: [...database(label === 'QuestDB' ? '8812' : '5432'), ...tls] })),
  { type: 'mySql', label: 'MySQL', fields: [...database('3306'), ...tls, text('caCertificate', 'CA certificate', { required: false })] },
  { type: 'redis', label: 'Redis', fields: [text('host', 'Host'), text('port', 'Port', { required: false, placeholder: '6379' }), text('user', 'User', { required: false }), secret('password', 'Password', { required: false }), text('database', 'Database number', { required: false, placeholder: '0' }), ...tls] },
  { type: 'mongoDb', label: 'MongoDB', fields: [
    secret('connectionString', 'Connection string', { required: false, placeholder: 'mongodb+srv://user:password@cluster.example.net/shop', help: 'Or the fields below.' }),
    text('host', 'Host', { required: false }), text('port', 'Port', { required: false, placeholder: '27017' }), text('database', 'Database', { required: false }), text('user', 'User', { required: false }), secret('password', 'Password', { required: false }), text('tls', 'TLS', { required: false, placeholder: 'true' }),
  ] },
  { type: 'smtp', label: 'SMTP (sending mail)', fields: [...mailbox('465'), text('secure', 'TLS from the start', { required: false, placeholder: 'true', help: 'Otherwise TLS is switched on where the server offers it.' }), text('disableStartTls', 'Never switch TLS on', { required: false, placeholder: 'false' }), text('hostName', 'Own host name', { required: false })] },
  { type: 'imap', label: 'IMAP (reading mail)', fields: [...mailbox('993'), text('secure', 'TLS from the start', { required: false, placeholder: 'true' }), text('allowUnauthorizedCerts', 'Ignore certificate errors', { required: false, placeholder: 'false' })] },
  ...AI_TYPES,
  { type: 'supabaseApi', label: 'Supabase', fields: [text('host', 'Host', { placeholder: 'https://my-project.supabase.co', help: 'Name it under the allowed hosts too.' }), secret('serviceRole', 'Service role secret')] },
  ...SERVICE_CREDENTIALS.map(({ type, label, field, hosts, help, baseUrl }): CredentialType => ({ type, label, fields: [secret(field, 'Access token', help === undefined ? {} : { help }), ...(baseUrl === undefined ? [] : [text('baseUrl', 'Base URL', { required: false, placeholder: baseUrl })])], hosts })),
];

export const credentialType = (type: string): CredentialType | undefined => CREDENTIAL_TYPES.find(candidate => candidate.type === type);
