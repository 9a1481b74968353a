// How a credential is put on a request. Only the egress client calls this, after the host check.
import { AppError } from '~/lib/errors';
import { isPlainObject } from '~/lib/json';
import { SERVICE_CREDENTIALS, type ServiceCredential } from '~/lib/service-credentials';

export interface OutgoingCredential {
  name: string;
  type: string;
  allowedHosts: string[];
  fields: Record<string, string>;
}

/** True when `host[:port]` is one the credential may be sent to. `*.example.com` stands for its sub-domains. */
export function hostAllowed(allowedHosts: string[], url: URL): boolean {
  return allowedHosts.some(pattern => {
    const [host = '', port] = pattern.toLowerCase().split(/:(?=\d+$)/);
    if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
    const actual = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    return host.startsWith('*.') ? actual.endsWith(host.slice(1)) && actual.length > host.length - 1 : actual === host.replace(/^\[|\]$/g, '');
  });
}

type Apply = (fields: Record<string, string>, url: URL, headers: Map<string, string>) => void;

const basic: Apply = (fields, _url, headers) => headers.set('authorization', `Basic ${Buffer.from(`${fields.user ?? ''}:${fields.password ?? ''}`).toString('base64')}`);
const header: Apply = (fields, _url, headers) => headers.set((fields.name ?? '').toLowerCase(), fields.value ?? '');
const query: Apply = (fields, url) => url.searchParams.set(fields.name ?? '', fields.value ?? '');
const bearer: Apply = (fields, _url, headers) => headers.set('authorization', `Bearer ${fields.token ?? fields.accessToken ?? fields.apiKey ?? ''}`);

/** `{ "headers": { … }, "qs": { … } }` as JSON text. */
const custom: Apply = ({ json = '' }, url, headers) => {
  const given = parseCustom(json);
  if (given.body !== undefined) throw new AppError('invalid', 'A custom credential puts its secret into headers or the query ("headers", "qs"); Weft sends none in a body.');
  for (const [name, value] of Object.entries(given.headers ?? {})) headers.set(name.toLowerCase(), String(value));
  for (const [name, value] of Object.entries(given.qs ?? {})) url.searchParams.set(name, String(value));
};

function parseCustom(json: string): { headers?: Record<string, unknown>; qs?: Record<string, unknown>; body?: unknown } {
  try {
    const value = JSON.parse(json) as unknown;
    if (isPlainObject(value)) return value;
  } catch {
    // said below: the parser's words would quote the secret
  }
  throw new AppError('invalid', 'The custom credential is not a JSON object with "headers" or "qs".');
}

const named = (name: string): Apply => (fields, _url, headers) => headers.set(name, fields.apiKey ?? '');
const optionalBearer: Apply = (fields, url, headers) => (fields.apiKey ? bearer(fields, url, headers) : undefined);

/** One secret at the place its service wants it. */
const placed = ({ field, place }: ServiceCredential): Apply => (fields, url, headers) => {
  const value = fields[field] ?? '';
  if (place.in === 'header') headers.set(place.name, `${place.prefix ?? ''}${value}`);
  else if (place.in === 'query') url.searchParams.set(place.name, value);
  else {
    const start = place.after.find(after => url.pathname.startsWith(`${after}/`));
    if (start) url.pathname = `${start}${value}${url.pathname.slice(start.length)}`;
  }
};

const BY_TYPE: Record<string, Apply> = {
  ...Object.fromEntries(SERVICE_CREDENTIALS.map(service => [service.type, placed(service)])),
  anthropicApi: named('x-api-key'),
  azureOpenAiApi: named('api-key'),
  pineconeApi: named('api-key'),
  qdrantApi: (fields, url, headers) => (fields.apiKey ? named('api-key')(fields, url, headers) : undefined),
  wolframAlphaApi: (fields, url) => url.searchParams.set('appid', fields.appId ?? ''),
  serpApi: (fields, url) => url.searchParams.set('api_key', fields.apiKey ?? ''),
  ollamaApi: optionalBearer,
  supabaseApi: (fields, _url, headers) => {
    headers.set('apikey', fields.serviceRole ?? '');
    headers.set('authorization', `Bearer ${fields.serviceRole ?? ''}`);
  },
  httpBasicAuth: basic,
  httpHeaderAuth: header,
  httpQueryAuth: query,
  httpBearerAuth: bearer,
  httpCustomAuth: custom,
  apiKey: (fields, url, headers) => (fields.in === 'query' ? query(fields, url, headers) : header(fields, url, headers)),
};

/** Adds the secret to the request. Throws AppError naming what is missing; the host was checked before. */
export function applyCredential(credential: OutgoingCredential, url: URL, headers: Map<string, string>): void {
  const apply = BY_TYPE[credential.type] ?? (['token', 'accessToken', 'apiKey'].some(name => credential.fields[name]) ? bearer : undefined);
  if (!apply) throw new AppError('invalid', `The credential "${credential.name}" has the type ${credential.type}, which HTTP Request cannot send. Use a header, query, basic or bearer credential.`);
  apply(credential.fields, url, headers);
}
