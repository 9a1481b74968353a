// Where a workflow names others: its nodes by `workflowId`, also in a filter; its settings for errors.
import { isPlainObject, type Json, type JsonObject, objectOf, setOwn } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { ImportReport } from './report';

/** The groups of parameters that may name a workflow; '' is the parameters themselves. */
const PLACES = ['', 'filters'];

const placeIn = (parameters: JsonObject, place: string): JsonObject => (place === '' ? parameters : objectOf(parameters[place]));
const idIn = (target: Json | undefined): Json | undefined => (isPlainObject(target) ? (target as JsonObject).value : target);

/** The workflows a node names, as its file names them; none for an expression. */
export function referencesOf(name: string, parameters: JsonObject): ImportReport['workflowReferences'] {
  return PLACES.flatMap(place => {
    const target = placeIn(parameters, place).workflowId;
    const id = idIn(target);
    if (typeof id !== 'string' || id === '' || id.startsWith('=')) return [];
    const label = isPlainObject(target) ? target.cachedResultName : undefined;
    return [{ node: name, workflowId: id, ...(typeof label === 'string' ? { name: label } : {}) }];
  });
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
    nodes: definition.nodes.map(node => ({ ...node, parameters: PLACES.reduce((parameters, place) => rewired(parameters, place, ids), node.parameters) })),
  };
}

function rewired(parameters: JsonObject, place: string, ids: ReadonlyMap<string, string>): JsonObject {
  const group = placeIn(parameters, place);
  const target = group.workflowId;
  const old = idIn(target);
  const id = typeof old === 'string' ? ids.get(old) : undefined;
  if (id === undefined) return parameters;
  const changed: JsonObject = { ...group };
  setOwn(changed, 'workflowId', isPlainObject(target) ? { ...(target as JsonObject), value: id } : id);
  return place === '' ? changed : { ...parameters, [place]: changed };
}
