// Where a workflow names others: its nodes by `workflowId`, its settings for errors.
import { isPlainObject, type JsonObject, objectOf, setOwn } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { ImportReport } from './report';

/** The workflow a node calls, as its file names it; none for an expression. */
export function referencesOf(name: string, parameters: JsonObject): ImportReport['workflowReferences'] {
  const target = parameters.workflowId;
  const id = isPlainObject(target) ? target.value : target;
  if (typeof id !== 'string' || id === '' || id.startsWith('=')) return [];
  const label = isPlainObject(target) ? target.cachedResultName : undefined;
  return [{ node: name, workflowId: id, ...(typeof label === 'string' ? { name: label } : {}) }];
}

/**
 * Points references at the workflows that came in together. `ids`: id where the file came from -> new id here.
 * References that are not in it stay as they are, and are in the report.
 */
export function rewireWorkflows(definition: WorkflowDefinition, ids: ReadonlyMap<string, string>): WorkflowDefinition {
  const oldError = objectOf(objectOf(definition.imported?.file).settings).errorWorkflow;
  const errorWorkflowId = typeof oldError === 'string' ? ids.get(oldError) : undefined;
  return {
    ...definition,
    settings: errorWorkflowId === undefined ? definition.settings : { ...definition.settings, errorWorkflowId },
    nodes: definition.nodes.map(node => {
      const target = node.parameters.workflowId;
      const old = isPlainObject(target) ? target.value : target;
      const id = typeof old === 'string' ? ids.get(old) : undefined;
      if (id === undefined) return node;
      const parameters: JsonObject = { ...node.parameters };
      setOwn(parameters, 'workflowId', isPlainObject(target) ? { ...(target as JsonObject), value: id } : id);
      return { ...node, parameters };
    }),
  };
}
