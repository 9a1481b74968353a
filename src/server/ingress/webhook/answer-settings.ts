// How a node that is called answers, with the expressions in its settings resolved: `$json` is the call.
import type { Item } from '~/engine/items';
import { AppError } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import type { ParameterReader } from '~/nodes/contract';
import type { Container } from '~/server/container';
import type { LoadedWorkflow } from '~/server/execution/loaded-workflow';

const failed = () => new AppError('internal', 'The workflow was started, and its answer could not be made: an expression in the settings of the webhook does not work.', { details: { reason: 'answer_failed' } });

/** What is written, as values; parameters that the node does not have stay as they are written. */
function valuesOf<P extends object>({ raw, at }: ParameterReader<P>): JsonObject {
  const values = at(0) as Record<string, unknown>;
  return JSON.parse(JSON.stringify(Object.fromEntries(Object.keys(raw).map(name => [name, values[name] ?? raw[name]])))) as JsonObject;
}

/** The node with its parameters as values. Throws where one of them cannot be told. */
export async function answerSettings(container: Container, { orgId, workflowId, name, definition }: LoadedWorkflow, node: WorkflowNode, { json }: Item): Promise<WorkflowNode> {
  if (!JSON.stringify(node.parameters).includes('"=')) return node;
  const { items } = await container.poll({
    orgId, workflowId, workflowName: name, definition, node, mode: 'trigger', state: {}, input: [{ json }],
    run: ({ parameters }) => [[{ json: valuesOf(parameters) }]],
  }).catch(error => {
    container.log.warn({ workflowId, node: node.name, err: error }, 'an answer could not be made');
    throw failed();
  });
  return { ...node, parameters: items[0]?.json ?? node.parameters };
}
