// Workflow retriever: the question goes in as `query`, each item that comes out is a document.
import type { Json, JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { furtherFields } from '../ai/further-fields';
import { requestOf, type SearchRequest } from '../ai/protocols';
import type { retrieverWorkflow } from './definition';

export const runRetrieverWorkflow: RunNode<typeof retrieverWorkflow> = async ({ call, parameters, tools, idempotencyKey }) => {
  const { query } = requestOf<SearchRequest>(call, 'documents');
  const { source, workflowId, fields } = parameters.at();
  if (source !== 'database') throw new NodeError('A workflow written as JSON cannot be called', { description: 'Import it into this organization and choose it from the list.' });
  if (workflowId.trim() === '') throw new NodeError('Choose the workflow to run');
  const json: JsonObject = { query, ...furtherFields(fields) };
  const items = await tools.workflow({ workflowId: workflowId.trim(), items: [{ json }], wait: true, key: idempotencyKey(0) });
  return [items.map(({ json: made }, index) => ({ json: { text: `### ${index + 1}. Context data:\n${written(made)}`, metadata: { workflowId: workflowId.trim() }, score: null } }))];
};

/** An item as a list of its fields, one to a line, as n8n shows it to the model. */
const written = (value: JsonObject | Json[], indent = ''): string => Object.entries(value).map(([name, field]: [string, Json]) => `${indent}- "${name}":${typeof field === 'object' && field !== null ? `\n${written(field, `${indent}  `)}` : ` "${String(field)}"\n`}`).join('');
