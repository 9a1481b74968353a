// Places the cards of a version on a small map: the canvas positions, drawn together, and wires between them.
import type { WorkflowDefinition } from '~/lib/workflow';
import { parsePort } from '~/lib/workflow';
import type { StepSummary } from './steps';

export const CARD = { width: 120, height: 32 } as const;
const GAP = { x: 34, y: 22 } as const;

export interface PlacedNode { id: string; name: string; type: string; x: number; y: number; disabled: boolean }
export interface PlacedWire { id: string; path: string; from: string; count: number | null; labelX: number; labelY: number; ran: boolean; failed: boolean }
export interface Map { nodes: PlacedNode[]; wires: PlacedWire[]; width: number; height: number }

/** Ranks of sorted, clearly different coordinates: cards keep their order and lose their distances. */
function ranks(values: number[], tolerance: number): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const starts: number[] = [];
  for (const value of sorted) if (starts.length === 0 || value - (starts.at(-1) as number) > tolerance) starts.push(value);
  return value => starts.findLastIndex(start => value >= start);
}

/** `inert`: types that are drawn on the canvas and never run (notes). */
export function layMap(definition: WorkflowDefinition, steps: readonly StepSummary[], inert: (type: string) => boolean): Map {
  const shown = definition.nodes.filter(node => !inert(node.type));
  const column = ranks(shown.map(node => node.position.x), 140);
  const row = ranks(shown.map(node => node.position.y), 50);
  const nodes = shown.map(node => ({ id: node.id, name: node.name, type: node.type, disabled: node.disabled === true, x: column(node.position.x) * (CARD.width + GAP.x), y: row(node.position.y) * (CARD.height + GAP.y) }));
  const byId = new Map(nodes.map(node => [node.id, node]));
  const lastOf = new Map(steps.map(step => [step.nodeId, step]));
  // All runs together: a loop's wire carries what every round sent.
  const sums = new Map<string, number[]>();
  for (const step of steps) {
    const sum = sums.get(step.nodeId) ?? [];
    step.itemCounts.forEach((count, index) => { sum[index] = (sum[index] ?? 0) + count; });
    sums.set(step.nodeId, sum);
  }
  const wires = definition.edges.flatMap(edge => {
    const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
    if (!from || !to) return [];
    const { type, index } = parsePort(edge.sourcePort);
    const step = lastOf.get(edge.source);
    const count = sums.get(edge.source)?.[index] ?? 0;
    if (type !== 'main') {
      // A supplier hangs below the step it supplies.
      const [x1, y1, x2, y2] = [from.x + CARD.width / 2, from.y, to.x + CARD.width / 2, to.y + CARD.height];
      const ran = lastOf.has(edge.source);
      return [{ id: edge.id, path: `M${x1} ${y1}C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`, from: edge.source, count: null, labelX: x1, labelY: y1, ran, failed: step?.status === 'failed' }];
    }
    const [x1, y1, x2, y2] = [from.x + CARD.width, from.y + CARD.height / 2, to.x, to.y + CARD.height / 2];
    const back = x2 <= x1;
    const path = back
      ? `M${x1} ${y1}h10v${CARD.height / 2 + 10}H${x2 - 10}V${y2}H${x2}`
      : y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}C${x1 + GAP.x / 2} ${y1} ${x2 - GAP.x / 2} ${y2} ${x2} ${y2}`;
    return [{ id: edge.id, path, from: edge.source, count: count > 0 ? count : null, labelX: (x1 + x2) / 2, labelY: back ? Math.max(y1, y2) + CARD.height / 2 + 10 : (y1 + y2) / 2, ran: count > 0, failed: step?.status === 'failed' }];
  });
  return { nodes, wires, width: Math.max(CARD.width, ...nodes.map(node => node.x + CARD.width)), height: Math.max(CARD.height, ...nodes.map(node => node.y + CARD.height)) + 20 };
}
