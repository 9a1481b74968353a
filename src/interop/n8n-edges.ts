// Connections of an n8n file <-> edges of a definition.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { isPortKey } from '~/lib/workflow-schema';
import { parsePort, portKey, type WorkflowEdge, type WorkflowNode } from '~/lib/workflow';
import type { ImportProblem } from './report';

/** Output index in the file -> in Weft, by node id, where they differ. */
export type OutputMaps = ReadonlyMap<string, readonly number[]>;

export type BareEdge = Omit<WorkflowEdge, 'id'>;

export interface ReadEdges {
  edges: BareEdge[];
  warnings: string[];
  problems: ImportProblem[];
}

const mapped = (maps: OutputMaps, node: string, type: string, index: number): number => (type === 'main' ? (maps.get(node)?.[index] ?? index) : index);

/** `idOf` gives the id of the node with that name (the first, where names repeat), or undefined. */
export function readEdges(connections: Json | undefined, idOf: (name: string) => string | undefined, maps: OutputMaps): ReadEdges {
  const read: ReadEdges = { edges: [], warnings: [], problems: [] };
  const seen = new Set<string>();
  const refuse = (path: string, message: string): void => void read.problems.push({ code: 'shape', path, message });
  if (connections === undefined || connections === null) return read;
  if (!isPlainObject(connections)) {
    refuse('connections', 'The connections must be an object');
    return read;
  }
  for (const [sourceName, byType] of Object.entries(connections as JsonObject)) {
    const path = `connections["${sourceName}"]`;
    if (!isPlainObject(byType)) {
      refuse(path, 'The connections of a node must be an object');
      continue;
    }
    const source = idOf(sourceName);
    for (const [type, outputs] of Object.entries(byType as JsonObject)) {
      if (!Array.isArray(outputs)) {
        refuse(`${path}.${type}`, 'The connections of an output type must be a list');
        continue;
      }
      outputs.forEach((targets, index) => {
        if (targets === null) return;
        if (!Array.isArray(targets)) {
          refuse(`${path}.${type}[${index}]`, 'The connections of an output must be a list');
          return;
        }
        for (const target of targets) {
          if (!isPlainObject(target) || typeof target.node !== 'string') {
            refuse(`${path}.${type}[${index}]`, 'A connection must name its target node');
            continue;
          }
          const found = idOf(target.node);
          const input = Number(target.index ?? 0);
          const drop = (why: string): void => void read.warnings.push(`The connection from "${sourceName}" to "${target.node}" was dropped: ${why}`);
          if (source === undefined || found === undefined) {
            drop(`there is no node "${source === undefined ? sourceName : target.node}"`);
            continue;
          }
          const edge: BareEdge = { source, sourcePort: portKey(type, mapped(maps, source, type, index)), target: found, targetPort: portKey(typeof target.type === 'string' ? target.type : type, input) };
          if (!isPortKey(edge.sourcePort) || !isPortKey(edge.targetPort)) {
            drop('a node has no such port');
            continue;
          }
          const key = edgeKey(edge);
          if (seen.has(key)) continue;
          seen.add(key);
          read.edges.push(edge);
        }
      });
    }
  }
  return read;
}

export const edgeKey = (edge: BareEdge): string => `${edge.source}\n${edge.sourcePort}\n${edge.target}\n${edge.targetPort}`;

/** The inverse of `readEdges`, for edges that were drawn in Weft. */
export function writeConnections(edges: readonly WorkflowEdge[], nodes: readonly WorkflowNode[], maps: OutputMaps): JsonObject {
  const names = new Map(nodes.map(node => [node.id, node.name]));
  const connections: JsonObject = {};
  for (const edge of edges) {
    const source = names.get(edge.source);
    const target = names.get(edge.target);
    if (source === undefined || target === undefined) continue;
    const from = parsePort(edge.sourcePort);
    const to = parsePort(edge.targetPort);
    const back = maps.get(edge.source)?.indexOf(from.index) ?? -1;
    const index = from.type === 'main' && back >= 0 ? back : from.index;
    const byType = (Object.hasOwn(connections, source) ? connections[source] : {}) as Record<string, Json[][]>;
    const outputs = Object.hasOwn(byType, from.type) ? (byType[from.type] as Json[][]) : [];
    while (outputs.length <= index) outputs.push([]);
    (outputs[index] as Json[]).push({ node: target, type: to.type, index: to.index });
    byType[from.type] = outputs;
    setOwn(connections, source, byType);
  }
  return connections;
}
