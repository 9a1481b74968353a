// Reads n8n workflows: any file, clipboard fragment or list of them (engine.md, sections 1 to 5 and 11). Nothing is lost:
// every node and the top of the file keep their original for export.
import { newId } from '~/lib/ids';
import { getOwn, isPlainObject, isSafeKey, type Json, type JsonObject, objectOf, setOwn } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode, WorkflowSettings } from '~/lib/workflow';
import { isTimeZone, MAX_NODES } from '~/lib/workflow-schema';
import { findDefinition } from '~/nodes/definitions';
import { credentialNames } from './credential-names';
import { readEdges } from './n8n-edges';
import { applyExtras } from './n8n-extras';
import { convertNode } from './n8n-node';
import { referencesOf } from './references';
import { emptyReport, type ImportedWorkflow, type ImportProblem, type ImportReport, type ImportResult } from './report';

const NODE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** True for what looks like an n8n workflow or a piece of one. */
export const isN8nWorkflow = (value: Json): value is JsonObject => isPlainObject(value) && 'nodes' in value && !('kind' in value);

/** Names that repeat get a number; expressions and connections mean the first one. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let n = 1;
  while (taken.has(sameName(`${wanted}${n}`))) n++;
  return `${wanted}${n}`;
}

/** Names that look the same count as the same, however their letters are put together. */
const sameName = (name: string): string => name.normalize('NFC');

/** A name as a workflow can have it, on one line and not too long; empty where nothing is left of it. */
function writableName(name: string): string {
  const written = name.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 190);
  return written.trim() === '' ? '' : written;
}

interface ReadNodes {
  nodes: WorkflowNode[];
  problems: ImportProblem[];
  outputMaps: Map<string, readonly number[]>;
  /** By the name in the file; of several nodes of one name, the first. */
  idsByName: Map<string, string>;
}

/** Why an element of `nodes` cannot be a node; null when it can. */
function problemOf(raw: Json, path: string): ImportProblem | null {
  const refused = (field: string, message: string, code: ImportProblem['code'] = 'shape'): ImportProblem => ({ code, path: `${path}${field}`, message });
  if (!isPlainObject(raw)) return refused('', 'A node must be an object');
  if (typeof raw.type !== 'string' || raw.type === '') return refused('.type', 'A node must have a type');
  if (raw.type.length > 200) return refused('.type', 'The type of a node is longer than 200 characters');
  if (raw.name !== undefined && typeof raw.name !== 'string') return refused('.name', 'The name of a node must be text');
  if (typeof raw.name === 'string' && !isSafeKey(raw.name)) return refused('.name', `A node cannot be named ${raw.name}`, 'forbidden_key');
  if (raw.parameters !== undefined && !isPlainObject(raw.parameters)) return refused('.parameters', 'The parameters of a node must be an object');
  for (const [place, keys] of [['', Object.keys(raw)], ['.parameters', Object.keys(raw.parameters ?? {})]] as const) {
    const reserved = keys.find(key => !isSafeKey(key));
    if (reserved !== undefined) return refused(`${place}.${reserved}`, `The name ${reserved} is not allowed`, 'forbidden_key');
  }
  return null;
}

function readNodes(list: readonly Json[], report: ImportReport): ReadNodes {
  const read: ReadNodes = { nodes: [], problems: [], outputMaps: new Map(), idsByName: new Map() };
  const names = new Set<string>();
  const ids = new Set<string>();
  // Reserved first: a repeated name must not take one that a later node brings along.
  const brought = new Set(list.flatMap(raw => (isPlainObject(raw) && typeof raw.name === 'string' ? [sameName(raw.name)] : [])));
  for (const [index, raw] of list.entries()) {
    const problem = problemOf(raw, `nodes[${index}]`);
    if (problem !== null) {
      read.problems.push(problem);
      continue;
    }
    const node = raw as JsonObject & { type: string; name?: string };
    const { node: converted, behaviour } = convertNode(node);
    const wanted = writableName(node.name ?? '') || (findDefinition(behaviour.type)?.label ?? behaviour.type.replace(/^.*\./, '').slice(0, 100));
    const name = names.has(sameName(wanted)) ? freeName(wanted, new Set([...names, ...brought])) : wanted;
    if (node.name && wanted !== node.name) report.warnings.push(`A node is now named "${wanted}": its name was longer than a name may be, or went over several lines. Expressions that mean it must be changed.`);
    if (name !== wanted) report.warnings.push(`There are several nodes named "${wanted}"; one is now "${name}". Connections and expressions mean the first.`);
    names.add(sameName(name));
    const id = typeof node.id === 'string' && NODE_ID.test(node.id) && isSafeKey(node.id) && !ids.has(node.id) ? node.id : newId();
    ids.add(id);
    if (!read.idsByName.has(node.name || name)) read.idsByName.set(node.name || name, id);
    if (behaviour.outputs !== undefined) read.outputMaps.set(id, behaviour.outputs);
    read.nodes.push({ id, name, ...converted, ...(typeof node.webhookId === 'string' ? { webhookId: newId() } : {}), imported: node });
    report.nodes.push({ name, type: node.type, verdict: behaviour.verdict, ...(behaviour.reason === undefined ? {} : { reason: behaviour.reason }) });
    for (const [type, label] of converted.credentials ? Object.entries(credentialNames(node)) : []) report.credentials.push({ node: name, type, name: label });
    report.workflowReferences.push(...referencesOf(name, objectOf(node.parameters)));
  }
  // A connection may mean a name that was given here.
  for (const { name, id } of read.nodes) if (!read.idsByName.has(name)) read.idsByName.set(name, id);
  return read;
}

/** Seconds: a year. */
const LONGEST_TIMEOUT = 31_536_000;

/** Settings Weft uses; the rest is kept under `imported`. The error workflow is a reference to be rewired. */
export function settingsOf(value: Json | undefined): WorkflowSettings {
  const given = isPlainObject(value) ? (value as JsonObject) : {};
  const { timezone, executionTimeout } = given;
  const knownZone = typeof timezone === 'string' && timezone !== '' && timezone !== 'DEFAULT' && isTimeZone(timezone);
  const limited = typeof executionTimeout === 'number' && executionTimeout > 0 && executionTimeout <= LONGEST_TIMEOUT;
  const used = new Set(['executionOrder', 'saveDataSuccessExecution', 'saveDataErrorExecution', ...(knownZone ? ['timezone'] : []), ...(limited ? ['executionTimeout'] : [])]);
  const rest = Object.entries(given).filter(([key]) => !used.has(key) && isSafeKey(key));
  const saves = (key: string): 'all' | 'none' | undefined => (given[key] === 'all' || given[key] === 'none' ? given[key] : undefined);
  const settings: WorkflowSettings = { executionOrder: given.executionOrder === 'v1' ? 'v1' : 'v0' };
  if (knownZone) settings.timezone = timezone;
  if (limited) settings.executionTimeout = executionTimeout;
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
  for (const [name, items] of Object.entries(value as JsonObject)) {
    const key = writableName(name);
    if (Array.isArray(items) && key !== '' && isSafeKey(key)) setOwn(pinned, key, items);
  }
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
  const { nodes, problems, outputMaps, idsByName } = readNodes(file.nodes, report);
  const read = readEdges(file.connections, name => idsByName.get(name), outputMaps);
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
