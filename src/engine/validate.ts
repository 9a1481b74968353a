// Checks a workflow definition before it is saved or published (security.md T2-T8). Reads untrusted data: assumes no shape.
import { isPlainObject, isSafeKey } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { endlessCycles } from './cycles';
import { mainPorts, type DefinitionOf } from './graph';
import { foldParameters } from './parameters';

export type ProblemKind = 'shape' | 'limit' | 'name' | 'edge' | 'loop' | 'unknownType';

export interface Problem {
  kind: ProblemKind;
  /** `nodes[3].name`. */
  path: string;
  message: string;
}

export const MAX_NODES = 2_000;
export const MAX_EDGES = 10_000;
export const MAX_NAME = 200;
const MAX_POSITION = 10_000_000;
const MAX_PROBLEMS = 100;
const MAX_DEPTH = 60;
const NODE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const PORT = /^[A-Za-z_]{1,40}:(?:0|[1-9]\d{0,2})$/;

/**
 * All problems, at most 100. A draft may keep problems of kind `unknownType`; every other kind refuses the save.
 * An empty list means the definition has the declared shape.
 */
export function validateDefinition(value: unknown, definitionOf: DefinitionOf): Problem[] {
  const problems: Problem[] = [];
  const add = (kind: ProblemKind, path: string, message: string): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ kind, path, message });
  };
  if (!isPlainObject(value)) return [{ kind: 'shape', path: '', message: 'A workflow is an object' }];
  const { nodes, edges, settings, variables, pinData } = value;
  if (!Array.isArray(nodes)) add('shape', 'nodes', 'nodes must be a list');
  if (!Array.isArray(edges)) add('shape', 'edges', 'edges must be a list');
  for (const [path, part] of Object.entries({ settings, variables, pinData })) if (!isPlainObject(part)) add('shape', path, `${path} must be an object`);
  if (isPlainObject(variables)) {
    for (const [name, text] of Object.entries(variables)) if (typeof text !== 'string' || !isSafeKey(name)) add('shape', `variables.${name.slice(0, 80)}`, 'A variable is a text');
  }
  if (isPlainObject(pinData)) for (const [name, items] of Object.entries(pinData)) if (!Array.isArray(items) || !isSafeKey(name)) add('shape', `pinData.${name.slice(0, 80)}`, 'Pinned data is a list of items by node name');
  if (!Array.isArray(nodes) || !Array.isArray(edges)) return problems;
  if (nodes.length > MAX_NODES) return [{ kind: 'limit', path: 'nodes', message: `too_many_nodes: a workflow may have at most ${MAX_NODES} nodes, and this has ${nodes.length}` }];
  if (edges.length > MAX_EDGES) return [{ kind: 'limit', path: 'edges', message: `A workflow may have at most ${MAX_EDGES} connections, and this has ${edges.length}` }];
  checkNodes(nodes, definitionOf, add);
  if (problems.some(problem => problem.kind !== 'unknownType')) checkEdgeShapes(edges, nodes, add);
  else checkEdges(value as unknown as WorkflowDefinition, definitionOf, add);
  return problems;
}

type Add = (kind: ProblemKind, path: string, message: string) => void;

function checkNodes(nodes: readonly unknown[], definitionOf: DefinitionOf, add: Add): void {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const path = `nodes[${index}]`;
    if (!isPlainObject(node)) {
      add('shape', path, 'A node is an object');
      continue;
    }
    const { id, name, type, typeVersion, position, parameters } = node;
    if (typeof id !== 'string' || !NODE_ID.test(id) || !isSafeKey(id)) add('shape', `${path}.id`, 'An id has 1 to 64 letters, digits, "_" and "-"');
    else if (ids.has(id)) add('name', `${path}.id`, `The id "${id}" is used twice`);
    else ids.add(id);
    const nameProblem = problemOfName(name, names);
    if (nameProblem !== null) add('name', `${path}.name`, nameProblem);
    if (typeof type !== 'string' || type === '' || type.length > 200 || !isSafeKey(type)) add('shape', `${path}.type`, 'A type is a text');
    else if (!definitionOf(type)) add('unknownType', `${path}.type`, `Weft does not know the type ${type.slice(0, 100)}`);
    if (typeof typeVersion !== 'number' || !Number.isFinite(typeVersion) || typeVersion < 0 || typeVersion > 1000) add('shape', `${path}.typeVersion`, 'A version is a number');
    if (!isPlainObject(position) || !isCoordinate(position.x) || !isCoordinate(position.y)) add('shape', `${path}.position`, 'A position has the finite numbers x and y');
    if (!isPlainObject(parameters)) add('shape', `${path}.parameters`, 'Parameters are an object');
    else if (isDeep(parameters)) add('limit', `${path}.parameters`, `Parameters may be nested ${MAX_DEPTH} levels deep`);
  }
}

/** Walks without recursion: what is checked here must not overflow the stack of the check. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap(each => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

const isCoordinate = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= MAX_POSITION;

/** Null for a good name, which is added to `names`. Names that differ only in Unicode composition look the same and would be two keys. */
function problemOfName(name: unknown, names: Set<string>): string | null {
  if (typeof name !== 'string' || name.trim() === '') return 'A node needs a name';
  if (name.length > MAX_NAME) return `A name may have at most ${MAX_NAME} characters`;
  const normal = name.normalize('NFC');
  if (!isSafeKey(normal)) return `"${normal}" cannot be the name of a node`;
  if (names.has(normal)) return `The name "${name.slice(0, 80)}" is used twice`;
  names.add(normal);
  return null;
}

function edgeShape(edge: unknown, path: string, add: Add): boolean {
  if (!isPlainObject(edge) || ['id', 'source', 'target'].some(key => typeof edge[key] !== 'string' || (edge[key] as string).length > 300)) {
    add('shape', path, 'A connection has id, source and target');
    return false;
  }
  for (const key of ['sourcePort', 'targetPort']) {
    const port = edge[key];
    if (typeof port === 'string' && PORT.test(port)) continue;
    add('edge', `${path}.${key}`, 'A port is a type and an index, such as main:0');
    return false;
  }
  return true;
}

function checkEdgeShapes(edges: readonly unknown[], nodes: readonly unknown[], add: Add): void {
  const ids = new Set(nodes.map(node => (isPlainObject(node) ? node.id : undefined)));
  edges.forEach((edge, index) => {
    const path = `edges[${index}]`;
    if (!edgeShape(edge, path, add)) return;
    const { source, target } = edge as { source: string; target: string };
    if (!ids.has(source)) add('edge', `${path}.source`, 'No node has this id');
    if (!ids.has(target)) add('edge', `${path}.target`, 'No node has this id');
  });
}

interface PortCounts {
  inputs: number;
  outputs: number;
}

function checkEdges(definition: WorkflowDefinition, definitionOf: DefinitionOf, add: Add): void {
  const nodes = new Map(definition.nodes.map(node => [node.id, node]));
  const ports = new Map<string, PortCounts | null>();
  const portsOf = (id: string): PortCounts | null => {
    const known = ports.get(id);
    if (known !== undefined) return known;
    const node = nodes.get(id);
    const type = node && definitionOf(node.type);
    let counts: PortCounts | null = null;
    if (node && type) {
      const { raw, typeVersion } = foldParameters(node, type);
      const outputs = mainPorts(type.outputs, raw, typeVersion).length;
      counts = { inputs: mainPorts(type.inputs, raw, typeVersion).length, outputs: outputs + (node.onError === 'continueErrorOutput' ? 1 : 0) };
    }
    ports.set(id, counts);
    return counts;
  };
  const ids = new Set<string>();
  for (const [index, edge] of definition.edges.entries()) {
    const path = `edges[${index}]`;
    if (!edgeShape(edge, path, add)) continue;
    if (ids.has(edge.id)) add('edge', `${path}.id`, `The id "${edge.id.slice(0, 80)}" is used twice`);
    ids.add(edge.id);
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (!source) add('edge', `${path}.source`, 'No node has this id');
    if (!target) add('edge', `${path}.target`, 'No node has this id');
    if (!source || !target) continue;
    const output = mainIndex(edge.sourcePort);
    const input = mainIndex(edge.targetPort);
    const from = portsOf(edge.source);
    const to = portsOf(edge.target);
    if (from && output !== null && output >= from.outputs) add('edge', `${path}.sourcePort`, `"${source.name}" has no output ${output + 1}`);
    if (to && input !== null && input >= to.inputs) add('edge', `${path}.targetPort`, `"${target.name}" has no input ${input + 1}`);
    if (edge.source === edge.target && source.type !== 'splitInBatches') add('loop', path, `"${source.name}" is connected to itself; only a loop node can be`);
  }
  if (definition.imported) return; // a cycle of an imported file is kept: the engine's step limit ends it
  for (const names of endlessCycles(definition, definitionOf)) add('loop', 'edges', `${names.slice(0, 10).map(name => `"${name}"`).join(', ')} go round without an end: put an If, a Filter or a loop node between them`);
}

const mainIndex = (port: string): number | null => (port.startsWith('main:') ? Number(port.slice(5)) : null);
