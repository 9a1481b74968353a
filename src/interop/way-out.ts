// What a person can do about a node that Weft does not have, as a sentence. Said by the import and where the node is reached.
import { reasonLeftOut } from '~/lib/left-out';
import type { JsonObject } from '~/lib/json';
import { type Offer, offerFor } from './services/offer';

const BY: Record<Offer['type'], (service: string) => string> = {
  httpRequest: service => `an HTTP request to ${service}`,
  httpRequestTool: service => `an HTTP request to ${service}`,
  webhook: service => `a webhook that ${service} calls`,
  scheduleTrigger: service => `a schedule that asks ${service}`,
};

/** Services that are no plain HTTP, by the beginning of their type. */
const NOT_HTTP: readonly [RegExp, string][] = [
  [/^(aws[A-Z]|s3$)/, 'AWS wants every request signed, which Weft cannot do yet: put a function with a URL of its own in front of the service and call that with an HTTP request.'],
  [/^(kafka|amqp|rabbitmq|mqtt)(Trigger)?$/, 'It speaks the protocol of a message queue, which Weft does not: use a bridge to HTTP, with an HTTP request to send and a webhook to receive.'],
  [/^(microsoftSql|oracleDatabase|snowflake|databricks|ldap)$/, 'Weft has no connection of this kind: use the HTTP interface of the service, if it has one, with an HTTP request.'],
];

/** The offer comes first where there is one; the caller may have it already. */
export function wayOut(n8nType: string, parameters: JsonObject, typeVersion = 1, offer: Offer | null = offerFor(n8nType, parameters, typeVersion)): string {
  const reason = reasonLeftOut(n8nType);
  if (reason !== undefined) return reason;
  if (offer) return `Open the step: it can be replaced by ${BY[offer.type](offer.service)}.`;
  const [, prefix = '', short = ''] = /^((?:@[^/]+\/)?[^.]*)\.(.*)$/.exec(n8nType) ?? [];
  const known = prefix === 'n8n-nodes-base' ? NOT_HTTP.find(([pattern]) => pattern.test(short)) : undefined;
  if (known) return known[1];
  if (/Trigger$/.test(short)) return 'Replace it with a webhook that the service calls, or with a schedule and an HTTP request behind it; or disable it.';
  const foreign = prefix !== '' && !/n8n-nodes-(base|langchain)$/.test(prefix) ? `It comes from the package ${prefix.slice(0, 80)}, which is not part of n8n. ` : '';
  return `${foreign}Replace it with an HTTP request and a credential for the service, or with another node; or disable it.`;
}
