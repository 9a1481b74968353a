// Cycles that cannot end: rings of steps that always pass everything on. Loops by edges are legal where a step can leave the ring.
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { type DefinitionOf, mainPorts } from './graph';

/** Types with one output that may give nothing, which ends a ring. */
const MAY_GIVE_NOTHING = new Set(['filter', 'code', 'splitInBatches', 'limit', 'removeDuplicates', 'httpRequest', 'executeWorkflow', 'wait', 'splitOut', 'stopAndError', 'compareDatasets', 'merge']);

/** Names of the nodes of each ring that no step can leave. Unknown types count as a way out. */
export function endlessCycles(definition: WorkflowDefinition, definitionOf: DefinitionOf): string[][] {
  const next = new Map<string, string[]>();
  for (const edge of definition.edges) if (edge.sourcePort.startsWith('main:')) next.set(edge.source, [...(next.get(edge.source) ?? []), edge.target]);
  const canLeave = (node: WorkflowNode): boolean => {
    const type = definitionOf(node.type);
    return !type || node.onError === 'continueErrorOutput' || MAY_GIVE_NOTHING.has(node.type) || mainPorts(type.outputs, node.parameters, node.typeVersion).length > 1;
  };
  const byId = new Map(definition.nodes.map(node => [node.id, node]));
  return rings([...byId.keys()], next).map(ring => ring.flatMap(id => byId.get(id) ?? [])).filter(ring => !ring.some(canLeave)).map(ring => ring.map(node => node.name));
}

/** Strongly connected parts of two nodes or more (Tarjan), without recursion: graphs come from outside. */
function rings(ids: string[], next: ReadonlyMap<string, string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[][] = [];
  for (const root of ids) {
    if (index.has(root)) continue;
    const work: { id: string; at: number }[] = [{ id: root, at: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1) as { id: string; at: number };
      if (frame.at === 0) {
        index.set(frame.id, index.size);
        low.set(frame.id, index.get(frame.id) as number);
        stack.push(frame.id);
        onStack.add(frame.id);
      }
      const target = next.get(frame.id)?.[frame.at++];
      if (target !== undefined) {
        if (!index.has(target)) work.push({ id: target, at: 0 });
        else if (onStack.has(target)) low.set(frame.id, Math.min(low.get(frame.id) as number, index.get(target) as number));
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low.set(above.id, Math.min(low.get(above.id) as number, low.get(frame.id) as number));
      if (low.get(frame.id) === index.get(frame.id)) {
        const ring = stack.splice(stack.indexOf(frame.id));
        for (const id of ring) onStack.delete(id);
        if (ring.length > 1) found.push(ring);
      }
    }
  }
  return found;
}
