// What is copied: plain JSON text, so it can go through any program. No secrets: credentials by id and name only.
import { newId } from '~/lib/ids';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { WorkflowEdge, WorkflowNode } from '~/lib/workflow';
import { rewriteReferences } from '../rename/references';
import { type Doc, freeName } from '../store/definition';
import type { Point } from '../store/view';

export interface Clipping {
  nodes: WorkflowNode[];
  edges: WorkflowEdge[];
  pinData: Record<string, Json[]>;
}

/** The chosen nodes and the edges between them, as text. */
export function clip(doc: Doc, ids: Iterable<string>): string {
  const nodes = [...ids].flatMap(id => doc.nodes.get(id) ?? []);
  const chosen = new Set(nodes.map(node => node.id));
  const edges = [...doc.edges.values()].filter(edge => chosen.has(edge.source) && chosen.has(edge.target));
  const pinData = Object.fromEntries(nodes.flatMap(node => (Object.hasOwn(doc.pinData, node.name) ? [[node.name, doc.pinData[node.name]]] : [])));
  return JSON.stringify({ kind: 'weft/nodes', version: 1, nodes, edges, pinData }, null, 2);
}

const isPoint = (value: unknown): value is Point => isPlainObject(value) && typeof value.x === 'number' && typeof value.y === 'number';
const isNode = (value: unknown): boolean =>
  isPlainObject(value) && typeof value.id === 'string' && typeof value.name === 'string' && typeof value.type === 'string' && typeof value.typeVersion === 'number' && isPoint(value.position) && isPlainObject(value.parameters);
const isEdge = (value: unknown): boolean => isPlainObject(value) && ['source', 'sourcePort', 'target', 'targetPort'].every(key => typeof value[key] === 'string');

/** Reads what `clip` wrote, or null. Unusable entries are left out. */
export function readClipping(text: string): Clipping | null {
  if (!text.trimStart().startsWith('{')) return null;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isPlainObject(data) || data.kind !== 'weft/nodes' || !Array.isArray(data.nodes)) return null;
  const nodes = data.nodes.filter(isNode) as WorkflowNode[];
  const edges = (Array.isArray(data.edges) ? data.edges.filter(isEdge) : []) as WorkflowEdge[];
  const pinData = isPlainObject(data.pinData) ? Object.fromEntries(Object.entries(data.pinData).filter(([, items]) => Array.isArray(items))) : {};
  return nodes.length > 0 ? { nodes, edges, pinData: pinData as Clipping['pinData'] } : null;
}

/** The clipping with new ids and free names, moved so that its corner stands at `at`. References follow the new names. */
export function renew(doc: Doc, clipping: Clipping, at: Point): Clipping {
  const left = Math.min(...clipping.nodes.map(node => node.position.x));
  const top = Math.min(...clipping.nodes.map(node => node.position.y));
  const ids = new Map<string, string>();
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const node of clipping.nodes) {
    ids.set(node.id, newId());
    const name = freeName(doc, node.name, taken);
    taken.add(name);
    names.set(node.name, name);
  }
  const changed = new Map([...names].filter(([from, to]) => from !== to));
  const nodes = clipping.nodes.map((node): WorkflowNode => ({
    ...node,
    id: ids.get(node.id) as string,
    name: names.get(node.name) as string,
    position: { x: node.position.x - left + at.x, y: node.position.y - top + at.y },
    parameters: rewriteReferences<JsonObject>(node.parameters, changed),
    // Two nodes must not answer one URL.
    ...(node.webhookId ? { webhookId: newId() } : {}),
  }));
  const edges = clipping.edges.flatMap(edge => {
    const [source, target] = [ids.get(edge.source), ids.get(edge.target)];
    return source && target ? [{ ...edge, id: newId(), source, target }] : [];
  });
  return { nodes, edges, pinData: Object.fromEntries(Object.entries(clipping.pinData).map(([name, items]) => [names.get(name) ?? name, items])) };
}
