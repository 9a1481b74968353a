// Workflow tool: what the model gave becomes the item of the called workflow.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import type { toolWorkflow } from './definition';

type Parameters = ParametersOf<typeof toolWorkflow.parameters>;

export const runToolWorkflow: RunNode<typeof toolWorkflow> = async ({ call, parameters, tools, node, idempotencyKey }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const { source, workflowId, responsePropertyName } = parameters.at();
  if (source !== 'database') throw new NodeError('A workflow written as JSON cannot be called', { description: 'Import it into this organization and choose it from the list.' });
  if (workflowId.trim() === '') throw new NodeError('Choose the workflow to run');
  const json = node.typeVersion >= 2 ? mapped(parameters, given) : { query: queryOf(parameters, given), ...further(parameters.at()) };
  const items = await tools.workflow({ workflowId: workflowId.trim(), items: [{ json }], wait: true, key: idempotencyKey(0) });
  if (node.typeVersion >= 2) return [items.map(({ json: made }) => ({ json: made }))];
  const name = responsePropertyName || 'response';
  const [first] = items;
  const response = first && Object.hasOwn(first.json, name) ? first.json[name] : undefined;
  if (response === undefined) throw new NodeError(`The workflow gave no field "${name}"`, { description: 'Its last node must give one item with that field.' });
  return answer({ response: typeof response === 'string' ? response : JSON.stringify(response) });
};

const queryOf = (parameters: RunContext<Parameters>['parameters'], given: JsonObject): Json => (parameters.get('specifyInputSchema') ? given : (given.query ?? given.input ?? JSON.stringify(given)));

function mapped(parameters: RunContext<Parameters>['parameters'], given: JsonObject): JsonObject {
  const { value } = parameters.get('workflowInputs') ?? {};
  if (isPlainObject(value) && Object.keys(value).length > 0) return value as JsonObject;
  return Object.keys(given).length > 0 ? given : { query: '' };
}

function further({ fields }: Parameters): JsonObject {
  const made: JsonObject = {};
  for (const row of fields.values ?? []) {
    if (row.name !== '') setOwn(made, row.name, valueOf(row));
  }
  return made;
}

function valueOf({ type, stringValue, numberValue, booleanValue, arrayValue, objectValue }: NonNullable<Parameters['fields']['values']>[number]): Json {
  switch (type) {
    case 'numberValue': return Number(numberValue);
    case 'booleanValue': return String(booleanValue) === 'true';
    case 'arrayValue': return parsed(arrayValue);
    case 'objectValue': return parsed(objectValue);
    default: return stringValue;
  }
}

function parsed(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new NodeError('A further field is not valid JSON');
  }
}
