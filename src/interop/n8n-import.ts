// Reads n8n workflows: any file, clipboard fragment or list of them (engine.md, sections 1 to 5 and 11). Nothing is lost:
// every node and the top of the file keep their original for export.
import { newId } from '~/lib/ids';
import { getOwn, isPlainObject, isSafeKey, type Json, type JsonObject, setOwn } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode, WorkflowSettings } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { credentialNames } from './credential-names';
import { readEdges } from './n8n-edges';
import { applyExtras } from './n8n-extras';
import { convertNode } from './n8n-node';
import { emptyReport, type ImportedWorkflow, type ImportProblem, type ImportReport, type ImportResult } from './report';

const NODE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const MAX_NODES = 5000;

/** True for what looks like an n8n workflow or a piece of one. */
export const isN8nWorkflow = (value: Json): value is JsonObject => isPlainObject(value) && 'nodes' in value && !('kind' in value);

/** Names that repeat get a number; expressions and connections mean the first one. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let n = 1;
  while (taken.has(`${wanted}${n}`)) n++;
  return `${wanted}${n}`;
}

function referencesOf(name: string, raw: JsonObject): ImportReport['workflowReferences'] {
  const target = getOwn(raw.parameters, 'workflowId');
  const id = isPlainObject(target) ? target.value : target;
  if (typeof id !== 'string' || id === '' || id.startsWith('=')) return [];
  const label = isPlainObject(target) ? target.cachedResultName : undefined;
  return [{ node: name, workflowId: id, ...(typeof label === 'string' ? { name: label } : {}) }];
}

interface ReadNodes {
  nodes: WorkflowNode[];
  problems: ImportProblem[];
  outputMaps: Map<string, readonly number[]>;
}

/** Why an element of `nodes` cannot be a node; null when it can. */
function problemOf(raw: Json, path: string): ImportProblem | null {
  const refused = (field: string, message: string, code: ImportProblem['code'] = 'shape'): ImportProblem => ({ code, path: `${path}${field}`, message });
  if (!isPlainObject(raw)) return refused('', 'A node must be an object');
  if (typeof raw.type !== 'string' || raw.type === '') return refused('.type', 'A node must have a type');
  if (raw.name !== undefined && typeof raw.name !== 'string') return refused('.name', 'The name of a node must be text');
  if (typeof raw.name === 'string' && !isSafeKey(raw.name)) return refused('.name', `A node cannot be named ${raw.name}`, 'forbidden_key');
  if (raw.parameters !== undefined && !isPlainObject(raw.parameters)) return refused('.parameters', 'The parameters of a node must be an object');
  return null;
}

function readNodes(list: readonly Json[], report: ImportReport): ReadNodes {
  const read: ReadNodes = { nodes: [], problems: [], outputMaps: new Map() };
  const names = new Set<string>();
  const ids = new Set<string>();
  // Reserved first: a repeated name must not take one that a later node brings along.
  const brought = new Set(list.flatMap(raw => (isPlainObject(raw) && typeof raw.name === 'string' ? [raw.name] : [])));
  for (const [index, raw] of list.entries()) {
    const problem = problemOf(raw, `nodes[${index}]`);
    if (problem !== null) {
      read.problems.push(problem);
      continue;
    }
    const node = raw as JsonObject & { type: string; name?: string };
    const { node: converted, behaviour } = convertNode(node);
    const wanted = node.name || (findDefinition(behaviour.type)?.label ?? behaviour.type.replace(/^.*\./, ''));
    const name = names.has(wanted) ? freeName(wanted, new Set([...names, ...brought])) : wanted;
    if (name !== wanted) report.warnings.push(`There are several nodes named "${wanted}"; one is now "${name}". Connections and expressions mean the first.`);
    names.add(name);
    const id = typeof node.id === 'string' && NODE_ID.test(node.id) && !ids.has(node.id) ? node.id : newId();
    ids.add(id);
    if (behaviour.outputs !== undefined) read.outputMaps.set(id, behaviour.outputs);
    read.nodes.push({ id, name, ...converted, ...(typeof node.webhookId === 'string' ? { webhookId: newId() } : {}), imported: node });
    report.nodes.push({ name, type: node.type, verdict: behaviour.verdict, ...(behaviour.reason === undefined ? {} : { reason: behaviour.reason }) });
    for (const [type, label] of converted.credentials ? Object.entries(credentialNames(node)) : []) report.credentials.push({ node: name, type, name: label });
    report.workflowReferences.push(...referencesOf(name, node));
  }
  return read;
}

const KNOWN_SETTINGS = new Set(['executionOrder', 'timezone', 'executionTimeout', 'saveDataSuccessExecution', 'saveDataErrorExecution']);

/** Settings Weft uses; the rest is kept under `imported`. The error workflow is a reference to be rewired. */
export function settingsOf(value: Json | undefined): WorkflowSettings {
  const given = isPlainObject(value) ? (value as JsonObject) : {};
  const rest = Object.entries(given).filter(([key]) => !KNOWN_SETTINGS.has(key));
  const saves = (key: string): 'all' | 'none' | undefined => (given[key] === 'all' || given[key] === 'none' ? given[key] : undefined);
  const settings: WorkflowSettings = { executionOrder: given.executionOrder === 'v1' ? 'v1' : 'v0' };
  if (typeof given.timezone === 'string' && given.timezone !== 'DEFAULT' && given.timezone !== '') settings.timezone = given.timezone;
  if (typeof given.executionTimeout === 'number' && given.executionTimeout > 0) settings.executionTimeout = given.executionTimeout;
  const success = saves('saveDataSuccessExecution');
  const error = saves('saveDataErrorExecution');
  if (success !== undefined) settings.saveDataSuccessExecution = success;
  if (error !== undefined) settings.saveDataErrorExecution = error;
  if (rest.length > 0) settings.imported = Object.fromEntries(rest);
  return settings;
}

export function pinDataOf(value: Json | undefined): Record<string, Json[]> {
  const pinned: Record<string, Json[]> = {};
  if (!isPlainObject(value)) return pinned;
  for (const [name, items] of Object.entries(value as JsonObject)) if (Array.isArray(items)) setOwn(pinned, name, items);
  return pinned;
}

export function tagsOf(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [];
  return list.flatMap(tag => (typeof tag === 'string' ? [tag] : isPlainObject(tag) && typeof tag.name === 'string' ? [tag.name] : []));
}

/** One workflow of an n8n file. `fallbackName` is used where it has no name of its own. */
export function importN8n(file: JsonObject, fallbackName = 'Imported workflow'): ImportResult<ImportedWorkflow> {
  if (!Array.isArray(file.nodes)) return { problems: [{ code: 'shape', path: 'nodes', message: 'This is not a workflow: it has no list of nodes' }] };
  if (file.nodes.length > MAX_NODES) return { problems: [{ code: 'too_large', path: 'nodes', message: `A workflow can have at most ${MAX_NODES} nodes` }] };
  const name = typeof file.name === 'string' && file.name.trim() !== '' ? file.name : fallbackName;
  const report = emptyReport(name);
  const { nodes, problems, outputMaps } = readNodes(file.nodes, report);
  // The first node of a name is the one that kept it; `imported` tells where a later one was renamed.
  const ids = new Map(nodes.map(node => [node.name, node.id]));
  const read = readEdges(file.connections, wanted => ids.get(wanted), outputMaps);
  problems.push(...read.problems);
  if (problems.length > 0) return { problems };
  report.warnings.push(...read.warnings);
  const errorWorkflow = getOwn(file.settings, 'errorWorkflow');
  if (typeof errorWorkflow === 'string' && errorWorkflow !== '') report.workflowReferences.push({ node: null, workflowId: errorWorkflow });
  const { nodes: _nodes, ...top } = file;
  const definition: WorkflowDefinition = {
    nodes,
    edges: read.edges.map(edge => ({ id: newId(), ...edge })),
    settings: settingsOf(file.settings),
    variables: {},
    pinData: pinDataOf(file.pinData),
    imported: { format: 'n8n', name, droppedConnections: read.warnings.length, file: top },
  };
  applyExtras(definition, file.meta);
  return {
    source: 'n8n',
    name,
    description: typeof file.description === 'string' ? file.description : '',
    tags: tagsOf(file.tags),
    definition,
    report,
    ...(typeof file.id === 'string' && file.id !== '' ? { sourceId: file.id } : {}),
  };
}
