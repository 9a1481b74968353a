// Where a node's ports are. Main ports stand left and right, capabilities top and bottom, the error port hangs below.
import { Position } from 'reactflow';
import type { Port, Ports } from '~/nodes/contract';
import { type PortKey, parsePort, portKey, type WorkflowEdge, type WorkflowNode } from '~/lib/workflow';
import { describe } from './described';

export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 64;
/** A step that only supplies others (a model, a memory, a tool) stands under them in a row: narrow, its name below its icon. */
export const SUPPLIER = { width: 112, height: 96 } as const;
const PORT_WIDTH = 6;
const PORT_HEIGHT = 14;
/** Ports of capabilities (`ai_*`) are round. */
const ROUND = 11;

export interface PortView {
  key: PortKey;
  /** Connection type: only ports of one type connect. */
  type: string;
  label: string;
  side: Position;
  /** Corner of the eyelet, from the card's corner, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** The output items of failed runs take. */
  error?: boolean;
  /** A capability the step cannot run without. */
  needed?: boolean;
}

export interface PortLayout {
  inputs: PortView[];
  outputs: PortView[];
  width: number;
  height: number;
}

const listOf = (ports: Ports | undefined, parameters: WorkflowNode['parameters'], version: number): readonly Port[] => (typeof ports === 'function' ? ports(parameters, version) : (ports ?? []));

/**
 * Ports of an unknown type are those its edges use. It has one input and output of the main kind besides, unless it
 * supplies another step; a trigger has no input. The last wired output of a step that sends its errors on is theirs.
 */
function inferred(edges: readonly WorkflowEdge[], { id, type: nodeType, onError }: PortsFrom, side: 'source' | 'target'): { type: string; label?: string }[] {
  const supplies = edges.some(edge => edge.source === id && parsePort(edge.sourcePort).type !== 'main');
  const counts = new Map<string, number>(supplies || (side === 'target' && /trigger$/i.test(nodeType)) ? [] : [['main', 1]]);
  for (const edge of edges) {
    if (edge[side] !== id) continue;
    const { type, index } = parsePort(side === 'source' ? edge.sourcePort : edge.targetPort);
    counts.set(type, Math.max(counts.get(type) ?? 0, index + 1));
  }
  const main = counts.get('main') ?? 0;
  if (side === 'source' && onError === 'continueErrorOutput' && main > 1) counts.set('main', main - 1);
  return [...counts].flatMap(([type, count]) => Array.from({ length: count }, () => ({ type })));
}

type PortsFrom = Pick<WorkflowNode, 'id' | 'type' | 'typeVersion' | 'parameters' | 'onError'>;

function round(side: Position, along: number, length: number): Pick<PortView, 'side' | 'x' | 'y' | 'width' | 'height'> {
  return { side, x: along - ROUND / 2, y: (side === Position.Top ? 0 : length) - ROUND / 2, width: ROUND, height: ROUND };
}

function eyelet(side: Position, along: number, length: number): Pick<PortView, 'side' | 'x' | 'y' | 'width' | 'height'> {
  if (side === Position.Left) return { side, x: -PORT_WIDTH / 2, y: along - PORT_HEIGHT / 2, width: PORT_WIDTH, height: PORT_HEIGHT };
  if (side === Position.Right) return { side, x: NODE_WIDTH - PORT_WIDTH / 2, y: along - PORT_HEIGHT / 2, width: PORT_WIDTH, height: PORT_HEIGHT };
  return { side, x: along - PORT_HEIGHT / 2, y: (side === Position.Top ? 0 : length) - PORT_WIDTH / 2, width: PORT_HEIGHT, height: PORT_WIDTH };
}

/** Heights of `count` ports on an edge of that length. */
function spread(count: number, height: number): number[] {
  if (count === 1) return [height / 2];
  return Array.from({ length: count }, (_, index) => 20 + (index * (height - 38)) / (count - 1));
}

/** `edges` is read only for unknown types. */
export function portsOf(node: PortsFrom, edges: readonly WorkflowEdge[]): PortLayout {
  const { definition, parameters, typeVersion } = describe(node);
  let inputs: readonly Port[];
  let outputs: readonly Port[];
  try {
    inputs = definition ? listOf(definition.inputs, parameters, typeVersion) : inferred(edges, node, 'target');
    outputs = definition ? listOf(definition.outputs, parameters, typeVersion) : inferred(edges, node, 'source');
  } catch {
    // Ports come from parameters people typed: while those make no sense, the edges say what was there.
    inputs = inferred(edges, node, 'target');
    outputs = inferred(edges, node, 'source');
  }
  const isMain = (port: Port): boolean => (port.type ?? 'main') === 'main';
  const mainIn = inputs.filter(isMain).length;
  const mainOut = outputs.filter(isMain).length;
  const supplier = inputs.length === 0 && outputs.length > 0 && mainOut === 0;
  const { width, height } = supplier ? SUPPLIER : { width: NODE_WIDTH, height: NODE_HEIGHT + 24 * Math.max(0, Math.max(mainIn, mainOut) - 2) };

  const place = (ports: readonly Port[], main: Position, other: Position): PortView[] => {
    const seen = new Map<string, number>();
    const heights = spread(ports.filter(isMain).length, height);
    const others = ports.filter(port => !isMain(port)).length;
    let otherAt = 0;
    return ports.map(port => {
      const type = port.type ?? 'main';
      const index = seen.get(type) ?? 0;
      seen.set(type, index + 1);
      const at = isMain(port) ? eyelet(main, heights[index] as number, height) : round(other, others === 1 ? width / 2 : 40 + (otherAt++ * (width - 60)) / Math.max(1, others - 1), height);
      return { key: portKey(type, index), type, label: port.label ?? '', ...at, ...(port.required && !isMain(port) ? { needed: true } : {}) };
    });
  };

  const outputViews = place(outputs, Position.Right, Position.Top);
  if (node.onError === 'continueErrorOutput') {
    outputViews.push({ key: portKey('main', mainOut), type: 'main', label: 'error', error: true, ...eyelet(Position.Bottom, 17, height) });
  }
  return { inputs: place(inputs, Position.Left, Position.Bottom), outputs: outputViews, width, height };
}

const wired = new WeakMap<ReadonlyMap<string, WorkflowEdge>, Map<string, string>>();

/** Edge ids by `source/<node>/<port>` and `target/<node>/<port>`; built once for each set of edges. */
export function wiredPorts(edges: ReadonlyMap<string, WorkflowEdge>): ReadonlyMap<string, string> {
  let index = wired.get(edges);
  if (!index) {
    index = new Map();
    for (const edge of edges.values()) {
      index.set(`source/${edge.source}/${edge.sourcePort}`, edge.id);
      index.set(`target/${edge.target}/${edge.targetPort}`, edge.id);
    }
    wired.set(edges, index);
  }
  return index;
}
