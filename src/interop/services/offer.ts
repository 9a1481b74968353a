// A node of a known service as an HTTP request or a webhook: what Weft offers where it has no node (engine.md 11.3).
// Nothing is replaced by itself; a person takes the offer and can go back.
import { getOwn, isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { BUSINESS } from './business';
import { DATA } from './data';
import { DEVELOPMENT } from './development';
import { MESSAGING } from './messaging';
import type { Operation, Service, Source } from './service';
import { type ServiceTrigger, TRIGGERS } from './triggers';

export interface Offer {
  /** What it is offered as, in words: "Slack as HTTP request". */
  label: string;
  type: 'httpRequest' | 'webhook';
  typeVersion: number;
  parameters: JsonObject;
  /** Credential types the request will ask for. */
  credentials: string[];
  /** What a person has to check, each in one sentence. */
  todo: string[];
}

const SERVICES: ReadonlyMap<string, Service> = new Map([...MESSAGING, ...DEVELOPMENT, ...BUSINESS, ...DATA].map(service => [service.type, service]));
const BY_TRIGGER: ReadonlyMap<string, ServiceTrigger> = new Map(TRIGGERS.map(trigger => [trigger.type, trigger]));

/** `n8n-nodes-base.slackTool` and `n8n-nodes-base.slack` mean the same service. */
const shortType = (n8nType: string): string => n8nType.replace(/^n8n-nodes-base\./, '');

/** The offer for a node of n8n; null where Weft knows no plain HTTP for it. */
export function offerFor(n8nType: string, parameters: JsonObject): Offer | null {
  if (!n8nType.startsWith('n8n-nodes-base.')) return null;
  const type = shortType(n8nType);
  const trigger = BY_TRIGGER.get(type);
  if (trigger) return webhookOffer(trigger, parameters);
  const service = SERVICES.get(type) ?? SERVICES.get(type.replace(/Tool$/, ''));
  return service ? requestOffer(service, parameters) : null;
}

/** A value as expressions see it: resource locators stand for what they hold. */
function valueAt(parameters: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = parameters;
  for (const key of path.split('.')) {
    if (!isPlainObject(value)) return undefined;
    value = getOwn(value, key) as Json | undefined;
    if (isPlainObject(value) && value.__rl === true) value = (value as JsonObject).value;
  }
  return value === '' ? undefined : value;
}

/** The first of the paths that holds something; `=text` is the text itself. */
function take(source: Source, parameters: JsonObject, used: Set<string>): Json | undefined {
  if (source.startsWith('=')) return source.slice(1);
  for (const path of source.split('|')) {
    const value = valueAt(parameters, path);
    used.add(path.split('.')[0] as string);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

const isExpression = (value: Json): value is string => typeof value === 'string' && value.startsWith('=');

/** Text with parameters filled in; an expression among them makes the whole an expression. */
function fill(text: string, parameters: JsonObject, used: Set<string>): string {
  let dynamic = false;
  const filled = text.replace(/\{([^}]+)\}/g, (_match, source: string) => {
    const value = take(source, parameters, used);
    if (value === undefined || typeof value === 'object') {
      return `YOUR-${(source.split('|')[0] as string).replace(/[A-Z]/g, letter => `-${letter}`).toUpperCase()}`;
    }
    if (!isExpression(value)) return encodeURI(String(value));
    dynamic = true;
    return value.slice(1);
  });
  return dynamic ? `=${filled}` : filled;
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Row = { name: string; value: string };

function rowsOf(sources: Readonly<Record<string, Source>> | undefined, parameters: JsonObject, used: Set<string>): Row[] {
  return Object.entries(sources ?? {}).flatMap(([name, source]) => {
    const value = take(source, parameters, used);
    return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0) ? [] : [{ name, value: textOf(value) }];
  });
}

function operationOf(service: Service, parameters: JsonObject): { key: string; operation: Operation } | null {
  const resource = typeof parameters.resource === 'string' ? parameters.resource : service.resource;
  const standard = typeof service.operation === 'object' ? (resource === undefined ? undefined : service.operation[resource]) : service.operation;
  const name = typeof parameters.operation === 'string' ? parameters.operation : standard;
  if (name === undefined) return null;
  for (const key of resource === undefined ? [name] : [`${resource}.${name}`, name]) {
    const operation = Object.hasOwn(service.operations, key) ? service.operations[key] : undefined;
    if (operation) return { key, operation };
  }
  return null;
}

/** Parameters that say which call it is, or how n8n carries it out: they have no place in the request. */
const NOT_CARRIED = new Set(['resource', 'operation', 'authentication', 'select', 'returnAll', 'limit', 'simple', 'simplifyOutput', 'toolDescription', 'descriptionType', 'options', 'additionalFields', 'filters', 'otherOptions']);

function requestOffer(service: Service, parameters: JsonObject): Offer | null {
  const found = operationOf(service, parameters);
  if (!found) return null;
  const { operation } = found;
  const used = new Set<string>();
  const own = service.urlFrom === undefined ? undefined : take(service.urlFrom, parameters, used);
  const url = typeof own === 'string' ? own : fill(`${service.base}${operation.path}`, parameters, used);
  const credential = typeof own === 'string' ? null : service.credential;
  const query = rowsOf(operation.query, parameters, used);
  const body = rowsOf(operation.body, parameters, used);
  const headers = Object.entries(service.headers ?? {}).map(([name, value]) => ({ name, value }));
  const hasBody = operation.method === 'POST' || operation.method === 'PUT' || operation.method === 'PATCH';
  const left = Object.keys(parameters).filter(name => !used.has(name) && !NOT_CARRIED.has(name) && isSet(parameters[name]));
  return {
    label: `${service.label} as HTTP request`,
    type: 'httpRequest',
    typeVersion: 4.2,
    parameters: {
      ...(operation.method === 'GET' ? {} : { method: operation.method }),
      url,
      ...authenticationOf(credential),
      ...(query.length > 0 ? { sendQuery: true, queryParameters: { parameters: query } } : {}),
      ...(headers.length > 0 ? { sendHeaders: true, headerParameters: { parameters: headers } } : {}),
      ...(hasBody && body.length > 0 ? { sendBody: true, ...bodyOf(body) } : {}),
      options: {},
    },
    credentials: credential === null ? [] : [credential],
    todo: [
      ...(credential === null ? [] : [`Choose a credential for ${service.label}.`]),
      ...(/YOUR-/.test(url) ? [`Put your own values in place of ${[...new Set(url.match(/YOUR-[A-Z-]+/g) ?? [])].join(', ')} in the URL.`] : []),
      ...(service.note === undefined ? [] : [service.note]),
      ...(operation.note === undefined ? [] : [operation.note]),
      ...(left.length > 0 ? [`Not carried over: ${left.join(', ')}. Add what the request needs of it.`] : []),
      'The answer may look different from what the node gave: run the step once and check what follows it.',
    ],
  };
}

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0);

/** Weft's own kinds are chosen as such, a service's own type by its name. */
const GENERIC = new Set(['httpBasicAuth', 'httpHeaderAuth', 'httpQueryAuth', 'httpBearerAuth']);

function authenticationOf(credential: string | null): JsonObject {
  if (credential === null) return {};
  return GENERIC.has(credential) ? { authentication: 'genericCredentialType', genericAuthType: credential } : { authentication: 'predefinedCredentialType', nodeCredentialType: credential };
}

/** Plain names are fields; a path among them (`fields.summary`) makes the body one JSON text. */
function bodyOf(rows: Row[]): JsonObject {
  if (!rows.some(({ name }) => /[.[]/.test(name))) return { bodyParameters: { parameters: rows.map(row => ({ ...row })) } };
  const text = JSON.stringify(nested(rows), null, 2);
  // Inside JSON text an expression must bring its own quotes: {{ JSON.stringify(…) }}.
  const dynamic = text.replace(/"=((?:[^"\\]|\\.)*)"/g, (_match, inner: string) => quoted(JSON.parse(`"${inner}"`) as string));
  return { specifyBody: 'json', jsonBody: dynamic === text ? text : `=${dynamic}` };
}

/** A template as a JSON string that is made when it runs. */
function quoted(template: string): string {
  const single = /^\{\{([\s\S]*)\}\}$/.exec(template.trim());
  if (single && !(single[1] as string).includes('{{')) return `{{ JSON.stringify(${(single[1] as string).trim()}) }}`;
  return `"${template}"`;
}

function nested(rows: Row[]): JsonObject {
  const root: JsonObject = {};
  for (const { name, value } of rows) {
    const keys = name.replace(/\[(\d+)\]/g, '.$1').split('.');
    let at: JsonObject | Json[] = root;
    keys.forEach((key, index) => {
      const holder = at as Record<string, Json>;
      if (index === keys.length - 1) holder[key] = value;
      else {
        holder[key] ??= /^\d+$/.test(keys[index + 1] as string) ? [] : {};
        at = holder[key] as JsonObject | Json[];
      }
    });
  }
  return root;
}

function webhookOffer(trigger: ServiceTrigger, parameters: JsonObject): Offer {
  const events = trigger.events === undefined ? undefined : valueAt(parameters, trigger.events);
  return {
    label: `${trigger.label} as webhook`,
    type: 'webhook',
    typeVersion: 2,
    parameters: { httpMethod: 'POST', options: {} },
    credentials: [],
    todo: [
      `Give ${trigger.label} this webhook's production URL. ${trigger.where}.`,
      ...(isSet(events) ? [`Let it send: ${textOf(events as Json)}.`] : []),
      ...(trigger.note === undefined ? [] : [trigger.note]),
    ],
  };
}
