// Credential types with a form of their own. Any other type works with free fields. Browser-safe.
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
}

const text = (name: string, label: string, more: Partial<CredentialField> = {}): CredentialField => ({ name, label, secret: false, required: true, ...more });
const secret = (name: string, label: string, more: Partial<CredentialField> = {}): CredentialField => ({ name, label, secret: true, required: true, ...more });

const database = (port: string): CredentialField[] => [text('host', 'Host', { help: 'The credential is sent to this host only.' }), text('port', 'Port', { required: false, placeholder: port }), text('database', 'Database'), text('user', 'User'), secret('password', 'Password', { required: false })];
const tls: CredentialField[] = [text('ssl', 'TLS', { required: false, placeholder: 'require', help: '"require" or "true" to encrypt the connection.' }), text('allowUnauthorizedCerts', 'Ignore certificate errors', { required: false, placeholder: 'false' })];

export const CREDENTIAL_TYPES: CredentialType[] = [
  { type: 'httpHeaderAuth', label: 'Header', fields: [text('name', 'Header name', { placeholder: 'X-Api-Key' }), secret('value', 'Value')] },
  { type: 'httpBearerAuth', label: 'Bearer token', fields: [secret('token', 'Token', { help: 'Sent as "Authorization: Bearer …".' })] },
  { type: 'httpBasicAuth', label: 'User and password (basic)', fields: [text('user', 'User'), secret('password', 'Password')] },
  { type: 'httpQueryAuth', label: 'Query parameter', fields: [text('name', 'Parameter name', { placeholder: 'api_key' }), secret('value', 'Value')] },
  { type: 'apiKey', label: 'API key', fields: [text('name', 'Header name', { placeholder: 'X-Api-Key' }), secret('value', 'Key')] },
  { type: 'jwtAuth', label: 'JWT (callers of webhooks)', fields: [secret('secret', 'Shared secret', { help: 'HS256, HS384 or HS512.' })] },
  { type: 'webhookSigning', label: 'Webhook signing secret', fields: [
    secret('secret', 'Secret', { placeholder: 'whsec_…', help: 'As the sender shows it.' }),
    secret('previousSecret', 'Former secret', { required: false, help: 'Still taken while senders change over.' }),
    text('previousUntil', 'Former secret until', { required: false, placeholder: '2027-01-31T00:00:00Z' }),
  ] },
  { type: 'postgres', label: 'Postgres', fields: [...database('5432'), ...tls, text('caCertificate', 'CA certificate', { required: false })] },
  { type: 'mySql', label: 'MySQL', fields: [...database('3306'), ...tls, text('caCertificate', 'CA certificate', { required: false })] },
  { type: 'redis', label: 'Redis', fields: [text('host', 'Host'), text('port', 'Port', { required: false, placeholder: '6379' }), text('user', 'User', { required: false }), secret('password', 'Password', { required: false }), text('database', 'Database number', { required: false, placeholder: '0' }), ...tls] },
];

export const credentialType = (type: string): CredentialType | undefined => CREDENTIAL_TYPES.find(candidate => candidate.type === type);
