// For tests: a node as it stands in a file goes in, its offer is taken, and the request it makes comes out.
import { compileGraph } from '~/engine/graph';
import { createMemoryHost, manualRequest } from '~/engine/memory-host';
import { runExecution } from '~/engine/run';
import { getPath, type Json, type JsonObject, setPath } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { HttpRequest, HttpResponse } from '~/nodes/contract';
import { findDefinition } from '~/nodes/definitions';
import { findRun } from '~/nodes/runs';
import { readWorkflowFile } from '../../read-file';
import { isRefused } from '../../report';
import { type Offer, offerFor } from '../offer';
import type { Operation, Service, Source } from '../service';
import { takeOffer } from '../taken-offer';

const trigger = { id: 't', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };

/** The file's workflow after the offer for its second node was taken. */
export function taken(type: string, parameters: JsonObject, typeVersion = 1, more: JsonObject = {}): { definition: WorkflowDefinition; offer: Offer } {
  const node = { id: 'n', name: 'Service', type: `n8n-nodes-base.${type}`, typeVersion, position: [200, 0], parameters, ...more };
  const read = readWorkflowFile(JSON.stringify({ name: 'W', nodes: [trigger, node], connections: { Start: { main: [[{ node: 'Service', type: 'main', index: 0 }]] } }, settings: { executionOrder: 'v1' } }));
  const workflow = isRefused(read) ? undefined : read.workflows[0];
  if (!workflow) throw new Error(JSON.stringify(read));
  const { definition } = workflow;
  const offer = offerFor(`n8n-nodes-base.${type}`, parameters, typeVersion);
  if (!offer) throw new Error(`no offer for ${type}`);
  return { offer, definition: { ...definition, nodes: definition.nodes.map(each => (each.id === 'n' ? { ...each, ...takeOffer(each, offer) } : each)) } };
}

const answer: HttpResponse = { status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode('{}'), url: 'https://example.com' };

/** The requests that the workflow makes for one item. */
export async function requestsOf(definition: WorkflowDefinition, item: JsonObject = {}, send: (request: HttpRequest) => Promise<HttpResponse> = async () => answer): Promise<HttpRequest[]> {
  const requests: HttpRequest[] = [];
  const http = (request: HttpRequest): Promise<HttpResponse> => {
    requests.push(request);
    return send(request);
  };
  const host = createMemoryHost({ definition: findDefinition, behaviour: findRun, tools: () => ({ http }) });
  const outcome = await runExecution(compileGraph(definition, findDefinition), manualRequest(host, { node: 'Start', outputs: [[{ json: item }]] }));
  if (outcome.status !== 'success') throw new Error(`${outcome.status}: ${outcome.status === 'error' ? `${outcome.error.message} ${outcome.error.description ?? ''}` : ''}`);
  return requests;
}

const pathsOf = (source: Source): string => (typeof source === 'string' ? source : 'rows' in source ? source.rows : 'each' in source ? source.each : 'words' in source ? source.words : 'json' in source ? source.json : 'mapped' in source ? source.mapped : 'values' in source ? source.values : '=');

/** Parameters that fill everything an operation asks for; texts are made by `text`. */
export function sampleOf(service: Service, key: string, operation: Operation, text: (name: string) => Json): JsonObject {
  const parameters: JsonObject = {};
  const [first = '', second] = key.split('.');
  if (second !== undefined && first !== '') parameters.resource = first;
  if (key === '' && service.urlFrom !== undefined) parameters[service.urlFrom] = 'https://example.com/hook';
  if (key !== '') parameters[service.operationFrom ?? 'operation'] = second ?? first;
  const put = (paths: string, value: Json): void => {
    const [path = ''] = paths.split('|');
    if (path === '' || path.startsWith('=')) return;
    // A parameter that already holds something below another is left as it is.
    if (getPath(parameters, path) === undefined) setPath(parameters, path, value);
  };
  for (const match of `${service.base}${operation.path}`.matchAll(/\{!?([^}]+)\}/g)) put(match[1] as string, text((match[1] as string).replace(/\W.*$/, '')));
  for (const [name, source] of Object.entries({ ...operation.query, ...operation.body })) {
    if (name.startsWith('...')) put(pathsOf(source), { some_field: text('field') });
    else if (typeof source === 'object' && 'rows' in source) put(source.rows, [{ [source.name]: 'color', [source.value]: text('value') }]);
    else if (typeof source === 'object' && 'each' in source) put(source.each, [source.of === null ? text('each') : { [source.of]: text('each') }]);
    else if (typeof source === 'object' && ('mapped' in source || 'values' in source)) put(pathsOf(source), { mappingMode: 'defineBelow', value: { color: text('color') }, schema: [{ id: 'color' }] });
    else if (typeof source === 'object' && 'json' in source) put(source.json, '{"a": [1]}');
    else put(pathsOf(source), text(name));
  }
  return parameters;
}
