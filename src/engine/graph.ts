// The workflow as the engine walks it: nodes by name, edges by output and input. Made once per version and shared by its executions.
import { type WorkflowDefinition, type WorkflowNode, parsePort } from '~/lib/workflow';
import type { NodeDefinition, Port, Ports } from '~/nodes/contract';
import { type CompiledParameters, compileParameters } from './parameters';

export interface Target {
  node: GraphNode;
  input: number;
}

export interface Origin {
  node: GraphNode;
  output: number;
}

export interface GraphNode {
  readonly node: WorkflowNode;
  /** Undefined for a type Weft does not know. */
  readonly definition: NodeDefinition | undefined;
  /** Parameters of the version that runs, folded from older ones. */
  readonly parameters: CompiledParameters;
  readonly inputCount: number;
  /** Without the error output. */
  readonly outputCount: number;
  /** Inputs that need data before the node may run. */
  readonly requiredInputs: readonly number[];
  /** By main output, in the order of the edges. */
  readonly outgoing: Target[][];
  /** By main input. */
  readonly incoming: Origin[][];
  /** Main inputs with at least one edge, ascending. */
  connectedInputs: number[];
  /** Nodes that supply capabilities to this one: by port, then from left to right. */
  readonly suppliers: Supplier[];
}

/** `input` is the index of the port among those of its type. */
export interface Supplier extends Target {
  type: string;
}

export interface Graph {
  readonly definition: WorkflowDefinition;
  readonly order: 'v0' | 'v1';
  /** Branches that are ready run side by side. */
  readonly parallel: boolean;
  readonly byName: ReadonlyMap<string, GraphNode>;
  readonly byId: ReadonlyMap<string, GraphNode>;
}

export type DefinitionOf = (type: string) => NodeDefinition | undefined;

/** Edges that lead nowhere are left out; `validateDefinition` reports them. */
export function compileGraph(definition: WorkflowDefinition, definitionOf: DefinitionOf): Graph {
  const byName = new Map<string, GraphNode>();
  const byId = new Map<string, GraphNode>();
  for (const node of definition.nodes) {
    const made = compileNode(node, definitionOf(node.type));
    byId.set(node.id, made);
    if (!byName.has(node.name)) byName.set(node.name, made);
  }
  for (const edge of definition.edges) {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    const from = parsePort(edge.sourcePort);
    const to = parsePort(edge.targetPort);
    if (!source || !target || from.type !== to.type || !isIndex(from.index) || !isIndex(to.index)) continue;
    if (from.type !== 'main') {
      target.suppliers.push({ type: to.type, node: source, input: to.index });
      continue;
    }
    at(source.outgoing, from.index).push({ node: target, input: to.index });
    at(target.incoming, to.index).push({ node: source, output: from.index });
  }
  for (const node of byId.values()) node.connectedInputs = Array.from(node.incoming, (origins, input) => (origins?.length ? input : -1)).filter(input => input >= 0);
  for (const node of byId.values()) node.suppliers.sort((a, b) => a.input - b.input || a.node.node.position.x - b.node.node.position.x || a.node.node.position.y - b.node.node.position.y);
  return { definition, order: definition.settings.executionOrder === 'v1' ? 'v1' : 'v0', parallel: definition.settings.parallel === true, byName, byId };
}

const MAX_PORTS = 256;
const isIndex = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < MAX_PORTS;

function at<T>(lists: T[][], index: number): T[] {
  while (lists.length <= index) lists.push([]);
  return lists[index] as T[];
}

/** Main ports of a node with these parameters. */
export function mainPorts(ports: Ports, parameters: WorkflowNode['parameters'], typeVersion: number): readonly { required?: boolean }[] {
  return allPorts(ports, parameters, typeVersion).filter(port => (port.type ?? 'main') === 'main');
}

/** Ports by broken parameters are no ports: a workflow with one bad node still opens. */
function allPorts(ports: Ports, parameters: WorkflowNode['parameters'], typeVersion: number): readonly Port[] {
  if (typeof ports !== 'function') return ports;
  try {
    return ports(parameters, typeVersion).slice(0, MAX_PORTS);
  } catch {
    return [];
  }
}

function compileNode(node: WorkflowNode, definition: NodeDefinition | undefined): GraphNode {
  const parameters = compileParameters(node, definition);
  const inputs = definition ? mainPorts(definition.inputs, parameters.raw, parameters.typeVersion) : [];
  const outputs = definition ? mainPorts(definition.outputs, parameters.raw, parameters.typeVersion) : [];
  return {
    node,
    definition,
    parameters,
    inputCount: inputs.length,
    outputCount: outputs.length,
    requiredInputs: inputs.flatMap((port, index) => (port.required ? [index] : [])),
    outgoing: [],
    incoming: [],
    connectedInputs: [],
    suppliers: [],
  };
}

/** By node: a graph does not change once it is compiled, and expressions ask for every item. */
const ANCESTORS = new WeakMap<GraphNode, ReadonlySet<string>>();

/** Names of the nodes from which data can reach `node`, itself excluded unless it lies on a cycle. */
export function ancestorsOf(node: GraphNode): ReadonlySet<string> {
  const known = ANCESTORS.get(node);
  if (known) return known;
  const found = new Set<string>();
  const open = [node];
  for (let current = open.pop(); current; current = open.pop()) {
    for (const origins of current.incoming) {
      for (const origin of origins) {
        if (found.has(origin.node.node.name)) continue;
        found.add(origin.node.node.name);
        open.push(origin.node);
      }
    }
  }
  ANCESTORS.set(node, found);
  return found;
}

const OUTPUTS = new WeakMap<GraphNode, ReadonlyMap<GraphNode, number>>();

/** The output of `from` that leads to `to` by the shortest way, 0 where none does. */
export function outputTowards(from: GraphNode, to: GraphNode): number {
  let found = OUTPUTS.get(to);
  if (!found) {
    const nearest = new Map<GraphNode, number>();
    const open = [to];
    for (let at = 0; at < open.length; at++) {
      for (const origin of (open[at] as GraphNode).incoming.flat()) {
        if (!origin || nearest.has(origin.node)) continue;
        nearest.set(origin.node, origin.output);
        open.push(origin.node);
      }
    }
    found = nearest;
    OUTPUTS.set(to, nearest);
  }
  return found.get(from) ?? 0;
}

/** By y, then x: the order in which branches run (engine.md 8.5). */
export function byPosition(a: WorkflowNode, b: WorkflowNode): number {
  return a.position.y - b.position.y || a.position.x - b.position.x;
}
