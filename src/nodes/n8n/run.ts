// n8n: see engine-nodes.md 9.7. What it may do is decided behind `tools.weft`.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { namesOf } from '../files/item-file';
import { objectOf } from '../json-parameter';
import type { OwnCall } from '../tools/own-api';
import type { n8n } from './definition';

type Parameters = ParametersOf<typeof n8n.parameters>;

const ALL = 1000;

function callOf(parameters: Parameters): OwnCall {
  const { resource, operation, filters, options } = parameters;
  const limit = parameters.returnAll === false ? Math.max(1, Math.floor(Number(parameters.limit)) || 1) : ALL;
  const withData = options.activeWorkflows === true;
  switch (`${resource} ${operation}`) {
    case 'workflow getAll':
      return { resource: 'workflow', operation: 'getAll', limit, tags: namesOf(filters.tags ?? ''), activeOnly: filters.activeWorkflows === true, name: filters.name ?? '' };
    case 'workflow get':
    case 'workflow delete':
    case 'workflow activate':
    case 'workflow deactivate':
      return { resource: 'workflow', operation: operation as 'get', id: parameters.workflowId };
    case 'workflow create':
      return { resource: 'workflow', operation: 'create', file: objectOf(parameters.workflowObject, 'The workflow file is') };
    case 'workflow update':
      return { resource: 'workflow', operation: 'update', id: parameters.workflowId, file: objectOf(parameters.workflowObject, 'The workflow file is') };
    case 'execution getAll':
      return { resource: 'execution', operation: 'getAll', limit, withData, workflowId: filters.workflowId ?? '', status: filters.status ?? '' };
    case 'execution get':
      return { resource: 'execution', operation: 'get', id: parameters.executionId, withData };
    case 'execution delete':
      return { resource: 'execution', operation: 'delete', id: parameters.executionId };
    case 'credential create':
      return { resource: 'credential', operation: 'create', name: parameters.name, type: parameters.credentialTypeName, fields: objectOf(parameters.data, 'The fields are') };
    case 'credential delete':
      return { resource: 'credential', operation: 'delete', id: parameters.credentialId };
    case 'credential getSchema':
      return { resource: 'credential', operation: 'getSchema', type: parameters.credentialTypeName };
    default:
      throw new NodeError(resource === 'audit' ? 'Weft has no security audit that a workflow can start' : `There is no operation "${operation}" for ${resource}`);
  }
}

export const runN8n: RunNode<typeof n8n> = async context => [
  await eachItemAsync(context, async (_item, index): Promise<Item[]> => {
    const answer = await context.tools.weft(callOf(context.parameters.at(index)));
    return (Array.isArray(answer) ? answer : [answer]).map(json => ({ json: json as JsonObject }));
  }),
];
