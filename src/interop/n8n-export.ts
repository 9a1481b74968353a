// Writes n8n's format. What was imported and not edited goes out as it came in (engine.md, section 11).
import { toN8nParameters, toN8nPosition } from './canvas-scale';
import { type Json, type JsonObject, jsonEqual, objectOf } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { type BareEdge, edgeKey, type OutputMaps, readEdges, writeConnections } from './n8n-edges';
import { extrasOf } from './n8n-extras';
import { pinDataOf, settingsOf, tagsOf } from './n8n-import';
import { convertNode } from './n8n-node';
import { toN8nShape } from './n8n-shapes';

export interface ExportedFile {
  file: JsonObject;
  /** What n8n will not understand as Weft does. */
  warnings: string[];
}

export interface ExportRequest {
  name: string;
  description?: string;
  tags?: readonly string[];
  definition: WorkflowDefinition;
}

/** Parts of a node that a person can change besides those taken over in any case (name, position, notes, disabled). */
function essence(node: Omit<WorkflowNode, 'id' | 'name'>): Json {
  const { type, typeVersion, parameters, onError, retryOnFail, maxTries, waitBetweenTries, alwaysOutputData, executeOnce } = node;
  const credentials = Object.fromEntries(Object.entries(node.credentials ?? {}).map(([kind, { name }]) => [kind, name]));
  const flags = { onError, retryOnFail: retryOnFail === true, maxTries, waitBetweenTries, alwaysOutputData: alwaysOutputData === true, executeOnce: executeOnce === true };
  return JSON.parse(JSON.stringify({ type, typeVersion, parameters, credentials, ...flags })) as Json;
}

/** The original with the few keys that follow the drawing; null when the node was edited. */
function untouched(node: WorkflowNode): JsonObject | null {
  const { imported } = node;
  if (imported === undefined) return null;
  const { node: before } = convertNode(imported);
  if (!jsonEqual(essence(before), essence(node))) return null;
  const file: JsonObject = { ...imported };
  if (imported.name !== undefined || node.name !== '') file.name = node.name;
  if (!jsonEqual(before.position, node.position)) file.position = toN8nPosition(node);
  if ((before.notes ?? '') !== (node.notes ?? '')) file.notes = node.notes ?? '';
  if ((before.disabled === true) !== (node.disabled === true)) file.disabled = node.disabled === true;
  return file;
}

function credentialsOf(node: WorkflowNode): JsonObject {
  const written: JsonObject = {};
  // Ids mean nothing outside this organization; n8n asks for the credential by type.
  for (const [type, { name }] of Object.entries(node.credentials ?? {})) written[type] = { id: '', name };
  return written;
}

function rewritten(node: WorkflowNode, warnings: string[]): JsonObject {
  const { parameters: _parameters, credentials: _credentials, continueOnFail: _old, ...kept } = node.imported ?? {};
  const shape = toN8nShape(node.type, toN8nParameters(node));
  for (const warning of shape.warnings) warnings.push(`"${node.name}": ${warning}`);
  const type = findDefinition(node.type)?.n8nTypes[0] ?? node.type;
  const credentials = credentialsOf(node);
  const written: JsonObject = {
    ...kept,
    parameters: shape.parameters,
    id: node.id,
    name: node.name,
    type,
    typeVersion: node.typeVersion,
    position: toN8nPosition(node),
  };
  const optional: Record<string, Json | undefined> = {
    credentials: Object.keys(credentials).length > 0 ? credentials : undefined,
    webhookId: typeof kept.webhookId === 'string' ? kept.webhookId : node.webhookId,
    disabled: node.disabled === true ? true : undefined,
    notes: node.notes,
    onError: node.onError,
    retryOnFail: node.retryOnFail,
    maxTries: node.maxTries,
    waitBetweenTries: node.waitBetweenTries,
    alwaysOutputData: node.alwaysOutputData,
    executeOnce: node.executeOnce,
  };
  for (const [key, value] of Object.entries(optional)) {
    if (value === undefined) delete written[key];
    else written[key] = value;
  }
  return written;
}

/** Output maps of nodes that go out in their old shape: their edges go back to the old ports. */
function oldPorts(nodes: readonly { node: WorkflowNode; original: JsonObject | null }[]): OutputMaps {
  const maps = new Map<string, readonly number[]>();
  for (const { node, original } of nodes) {
    const outputs = original === null ? undefined : convertNode(original).behaviour.outputs;
    if (outputs !== undefined) maps.set(node.id, outputs);
  }
  return maps;
}

const sameEdges = (a: readonly BareEdge[], b: readonly BareEdge[]): boolean => {
  const keys = new Set(a.map(edgeKey));
  return keys.size === new Set(b.map(edgeKey)).size && b.every(edge => keys.has(edgeKey(edge)));
};

/** Connections as they stood in the file, if the drawing and the names still say the same. */
function connectionsOf(definition: WorkflowDefinition, top: JsonObject, dropped: Json | undefined, maps: OutputMaps): Json | undefined {
  const ids = new Map(definition.nodes.map(node => [node.name, node.id]));
  const before = readEdges(top.connections, name => ids.get(name), maps);
  if (definition.imported !== undefined && before.problems.length === 0 && before.warnings.length === dropped && sameEdges(before.edges, definition.edges)) return top.connections;
  return writeConnections(definition.edges, definition.nodes, maps);
}

function settingsFor(definition: WorkflowDefinition, top: JsonObject): Json | undefined {
  if (definition.imported !== undefined && jsonEqual(settingsOf(top.settings), definition.settings)) return top.settings;
  const { imported, errorWorkflowId: _reference, concurrency: _limit, parallel: _parallel, ...known } = definition.settings;
  return { ...imported, ...(JSON.parse(JSON.stringify(known)) as JsonObject) };
}

export function exportN8n({ name, description = '', tags = [], definition }: ExportRequest): ExportedFile {
  const warnings: string[] = [];
  const imported = objectOf(definition.imported);
  const top = objectOf(imported.file);
  const nodes = definition.nodes.map(node => ({ node, original: untouched(node) }));
  const maps = oldPorts(nodes);
  const file: JsonObject = { ...top, nodes: nodes.map(({ node, original }) => original ?? rewritten(node, warnings)) };
  const put = (key: string, value: Json | undefined, before: Json | undefined): void => {
    if (value === undefined) delete file[key];
    else if (!jsonEqual(value, before)) file[key] = value;
  };
  put('connections', connectionsOf(definition, top, imported.droppedConnections, maps), top.connections);
  put('settings', settingsFor(definition, top), top.settings);
  if (!jsonEqual(definition.pinData, pinDataOf(top.pinData))) file.pinData = definition.pinData;
  if (name !== imported.name) file.name = name;
  if (!jsonEqual([...tags], tagsOf(top.tags))) file.tags = tags.map(tag => ({ name: tag }));
  if (description !== (typeof top.description === 'string' ? top.description : '')) file.description = description;
  const extras = extrasOf(definition);
  const { weft: before, ...meta } = objectOf(top.meta);
  if (extras) warnings.push(...extras.warnings);
  if (extras || before !== undefined) put('meta', extras ? { ...meta, weft: extras.weft } : meta, top.meta);
  return { file, warnings };
}
