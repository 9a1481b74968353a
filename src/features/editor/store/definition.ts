// The definition as the editor holds it: nodes and edges by id, so that one card reads one entry.
import type { Json, JsonObject } from '~/lib/json';
import type { WorkflowDefinition, WorkflowEdge, WorkflowNode, WorkflowSettings } from '~/lib/workflow';

export interface Doc {
  nodes: ReadonlyMap<string, WorkflowNode>;
  edges: ReadonlyMap<string, WorkflowEdge>;
  settings: WorkflowSettings;
  variables: Record<string, string>;
  /** Items by node name. */
  pinData: Record<string, Json[]>;
  imported?: JsonObject;
}

export function fromDefinition(definition: WorkflowDefinition): Doc {
  const { nodes, edges, ...rest } = definition;
  return { ...rest, nodes: new Map(nodes.map(node => [node.id, node])), edges: new Map(edges.map(edge => [edge.id, edge])) };
}

export function toDefinition(doc: Doc): WorkflowDefinition {
  const { nodes, edges, ...rest } = doc;
  return { ...rest, nodes: [...nodes.values()], edges: [...edges.values()] };
}

export function findByName(doc: Doc, name: string): WorkflowNode | undefined {
  for (const node of doc.nodes.values()) if (node.name === name) return node;
  return undefined;
}

/** `name`, or `name1`, `name2` … where it is taken; `taken` holds names that are about to be used. */
export function freeName(doc: Doc, name: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set([...doc.nodes.values()].map(node => node.name));
  for (const other of taken) used.add(other);
  if (!used.has(name)) return name;
  const stem = name.replace(/\d+$/, '') || name;
  for (let number = 1; ; number++) {
    const candidate = `${stem}${number}`;
    if (!used.has(candidate)) return candidate;
  }
}

export const edgesInto = (doc: Doc, id: string): WorkflowEdge[] => [...doc.edges.values()].filter(edge => edge.target === id);
export const edgesFrom = (doc: Doc, id: string): WorkflowEdge[] => [...doc.edges.values()].filter(edge => edge.source === id);

const isMain = (edge: WorkflowEdge): boolean => edge.sourcePort.startsWith('main:');

/** The step that runs a model, a memory or a tool, however many stand between; any other step itself. */
export function rootOf(doc: Doc, id: string): string {
  const seen = new Set<string>();
  for (let at = id; !seen.has(at); ) {
    seen.add(at);
    const up = edgesFrom(doc, at).find(edge => !isMain(edge));
    if (!up) return at;
    at = up.target;
  }
  return id;
}

/** Ids of every node whose items `id` may read, nearest first: those before it, and before what it supplies. */
export function dataBefore(doc: Doc, id: string): string[] {
  const main = new Map([...doc.edges].filter(([, edge]) => isMain(edge)));
  return ancestors({ ...doc, edges: main }, rootOf(doc, id));
}

/** Ids of every node that leads to `id`, nearest first. */
export function ancestors(doc: Doc, id: string): string[] {
  const seen = new Set<string>();
  let front = [id];
  while (front.length > 0) {
    const next: string[] = [];
    for (const edge of doc.edges.values()) {
      if (front.includes(edge.target) && edge.source !== id && !seen.has(edge.source)) {
        seen.add(edge.source);
        next.push(edge.source);
      }
    }
    front = next;
  }
  return [...seen];
}

/** Ids of every node that data of `id` may go to, nearest first. */
export function descendants(doc: Doc, id: string): string[] {
  const seen = new Set<string>();
  let front = [id];
  while (front.length > 0) {
    const next: string[] = [];
    for (const edge of doc.edges.values()) {
      if (front.includes(edge.source) && edge.target !== id && !seen.has(edge.target)) {
        seen.add(edge.target);
        next.push(edge.target);
      }
    }
    front = next;
  }
  return [...seen];
}
