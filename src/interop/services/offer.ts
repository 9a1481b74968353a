// A node of a known service as an HTTP request, a webhook or a schedule: what Weft offers where it has no node
// (engine.md 11.3). Nothing is replaced by itself; a person takes the offer and can go back.
import { getOwn, type JsonObject } from '~/lib/json';
import { foldAlias } from '../aliases';
import { textOf } from './body';
import type { PolledTrigger } from './polled-triggers';
import { requestOf } from './request';
import type { Operation, Service } from './service';
import { polledOf, serviceOf, triggerOf } from './services';
import type { ServiceTrigger } from './triggers';
import { isSet, readerOf } from './values';

export interface Offer {
  /** The service. */
  service: string;
  /** What it is offered as, in words: "Slack as HTTP request". */
  label: string;
  type: 'httpRequest' | 'httpRequestTool' | 'webhook' | 'scheduleTrigger';
  typeVersion: number;
  parameters: JsonObject;
  /** Credential types the request will ask for. */
  credentials: string[];
  /** What a person has to check, each in one sentence. */
  todo: string[];
}

const PACKAGE = 'n8n-nodes-base.';

/** The offer for a node of n8n; null where Weft knows no plain HTTP for it. */
export function offerFor(n8nType: string, parameters: JsonObject, typeVersion = 1): Offer | null {
  if (!n8nType.startsWith(PACKAGE)) return null;
  const type = n8nType.slice(PACKAGE.length);
  const trigger = triggerOf.get(type);
  if (trigger) return webhookOffer(trigger, parameters);
  const polled = polledOf.get(type);
  if (polled) return scheduleOffer(polled, parameters);
  const service = serviceOf.get(type);
  if (service) return requestOffer(service, parameters, typeVersion);
  const asTool = type.endsWith('Tool') ? serviceOf.get(type.slice(0, -'Tool'.length)) : undefined;
  return asTool ? toolOffer(requestOffer(asTool, parameters, typeVersion), parameters) : null;
}

/** The operation a node means: n8n does not write what is standard. */
function operationOf(service: Service, parameters: JsonObject, typeVersion: number): Operation | null {
  const { operations } = service;
  if (service.urlFrom !== undefined && isSet(readerOf(parameters).read(service.urlFrom)) && operations['']) return operations[''];
  const { instead } = service;
  if (instead && getOwn(parameters, instead.where) === instead.is) return operations[instead.operation] ?? null;
  const usual = typeof service.resource === 'object' ? (typeVersion < service.resource.below ? service.resource.was : service.resource.is) : service.resource;
  const resource = typeof parameters.resource === 'string' ? parameters.resource : usual;
  const standard = typeof service.operation !== 'object' ? service.operation : resource !== undefined && Object.hasOwn(service.operation, resource) ? service.operation[resource] : undefined;
  const given = getOwn(parameters, service.operationFrom ?? 'operation');
  const name = typeof given === 'string' ? given : standard;
  if (name === undefined) return resource === undefined ? (operations[''] ?? null) : null;
  const key = [`${resource}.${name}`, name].find(each => each !== '' && Object.hasOwn(operations, each));
  return key === undefined ? null : (operations[key] as Operation);
}

function requestOffer(service: Service, parameters: JsonObject, typeVersion: number): Offer | null {
  const operation = operationOf(service, parameters, typeVersion);
  if (!operation) return null;
  const request = requestOf(service, operation, parameters);
  return {
    service: service.label,
    label: `${service.label} as HTTP request`,
    type: 'httpRequest',
    typeVersion: 4.2,
    parameters: request.parameters,
    credentials: request.credential === null ? [] : [request.credential],
    todo: request.todo,
  };
}

/** An agent calls it: the request is a tool too, described as the node was. */
function toolOffer(offer: Offer | null, { descriptionType, toolDescription }: JsonObject): Offer | null {
  if (!offer) return null;
  const described = { ...(descriptionType === undefined ? {} : { descriptionType }), ...(toolDescription === undefined ? {} : { toolDescription }) };
  return { ...offer, type: 'httpRequestTool', label: `${offer.label} of an agent`, parameters: { ...described, ...offer.parameters } };
}

function webhookOffer(trigger: ServiceTrigger, parameters: JsonObject): Offer {
  const events = trigger.events === undefined ? undefined : readerOf(parameters).read(trigger.events);
  return {
    service: trigger.label,
    label: `${trigger.label} as webhook`,
    type: 'webhook',
    typeVersion: 2,
    parameters: { httpMethod: 'POST', options: {} },
    credentials: [],
    todo: [
      `Give ${trigger.label} this webhook's production URL. ${trigger.where}.`,
      ...(isSet(events) ? [`Let it send: ${textOf(events).slice(0, 500)}.`] : []),
      ...(trigger.note === undefined ? [] : [trigger.note]),
    ],
  };
}

function scheduleOffer(polled: PolledTrigger, parameters: JsonObject): Offer {
  const { item = [{ mode: 'everyMinute' }] } = (readerOf(parameters).read('pollTimes') ?? {}) as JsonObject;
  const schedule = foldAlias('n8n-nodes-base.cron', { triggerTimes: { item } }, 1);
  return {
    service: polled.label,
    label: `${polled.label} as schedule`,
    type: 'scheduleTrigger',
    typeVersion: 1.2,
    parameters: schedule?.parameters ?? {},
    credentials: [],
    todo: [
      `Ask ${polled.label} behind the schedule, with an HTTP request: ${polled.ask}.`,
      'The trigger gave only what was new: remove what earlier executions have seen with Remove duplicates, or ask for what changed since the last run.',
      ...(polled.note === undefined ? [] : [polled.note]),
    ],
  };
}
