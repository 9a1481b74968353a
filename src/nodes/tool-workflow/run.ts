// Workflow tool: what the model gave becomes the item of the called workflow.
import { isPlainObject, type JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { furtherFields } from '../ai/further-fields';
import { requestOf, type ToolRequest } from '../ai/protocols';
import type { toolWorkflow } from './definition';

type Parameters = ParametersOf<typeof toolWorkflow.parameters>;

export const runToolWorkflow: RunNode<typeof toolWorkflow> = async ({ call, parameters, tools, node, idempotencyKey }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const { source, workflowId } = parameters.at();
  if (source !== 'database') throw new NodeError('A workflow written as JSON cannot be called', { description: 'Import it into this organization and choose it from the list.' });
  if (workflowId.trim() === '') throw new NodeError('Choose the workflow to run');
  const json = node.typeVersion >= 2 ? mapped(parameters, given) : { ...queryOf(parameters, given), ...furtherFields(parameters.at().fields) };
  const items = await tools.workflow({ workflowId: workflowId.trim(), items: [{ json }], wait: true, key: idempotencyKey(0) });
  if (items.length === 0) throw new NodeError('The workflow did not return a response');
  const values = items.map(({ json: made }) => ({ json: made }));
  return [node.typeVersion >= 2.1 ? values : values.slice(0, 1)];
};

/** The one open text is the query, or with a schema all that was given. */
function queryOf(parameters: RunContext<Parameters>['parameters'], given: JsonObject): JsonObject {
  const query = parameters.get('specifyInputSchema') ? given : (given.input ?? given.query);
  return query === undefined ? {} : { query };
}

function mapped(parameters: RunContext<Parameters>['parameters'], given: JsonObject): JsonObject {
  const { value } = parameters.get('workflowInputs') ?? {};
  return isPlainObject(value) && Object.keys(value).length > 0 ? (value as JsonObject) : queryOf(parameters, given);
}
