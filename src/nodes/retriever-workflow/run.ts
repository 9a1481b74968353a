// Workflow retriever: the question goes in as `query`, each item that comes out is a document.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { requestOf, type SearchRequest } from '../ai/protocols';
import type { retrieverWorkflow } from './definition';

export const runRetrieverWorkflow: RunNode<typeof retrieverWorkflow> = async ({ call, parameters, tools, idempotencyKey }) => {
  const { query } = requestOf<SearchRequest>(call, 'documents');
  const { source, workflowId, fields } = parameters.at();
  if (source !== 'database') throw new NodeError('A workflow written as JSON cannot be called', { description: 'Import it into this organization and choose it from the list.' });
  if (workflowId.trim() === '') throw new NodeError('Choose the workflow to run');
  const json: JsonObject = { query };
  for (const { name, value } of further(fields)) setOwn(json, name, value);
  const items = await tools.workflow({ workflowId: workflowId.trim(), items: [{ json }], wait: true, key: idempotencyKey(0) });
  return [items.map(({ json: made }) => ({ json: { text: JSON.stringify(made), metadata: { workflowId: workflowId.trim() }, score: null } }))];
};

/** Assignments, or the rows of older files: `{ values: [{ name, type, stringValue … }] }`. */
function further(fields: unknown): { name: string; value: Json }[] {
  const rows = isPlainObject(fields) ? (fields.assignments ?? fields.values) : [];
  return (Array.isArray(rows) ? (rows as unknown[]) : []).flatMap(row => {
    if (!isPlainObject(row) || typeof row.name !== 'string' || row.name === '') return [];
    return [{ name: row.name, value: (row.value ?? row[String(row.type ?? 'stringValue')] ?? null) as Json }];
  });
}
