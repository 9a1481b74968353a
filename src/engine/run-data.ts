// What an execution has produced so far: its steps by node and run. Everything else is derived from it.
import type { StepRecord, StepSource } from './execution';
import type { Graph, GraphNode } from './graph';
import type { Item } from './items';

const NONE: Item[] = [];

export class RunData {
  private readonly steps = new Map<string, StepRecord[]>();

  constructor(readonly graph: Graph) {}

  /** Later attempts of the same run replace earlier ones. */
  add(step: StepRecord): void {
    const runs = this.steps.get(step.node);
    if (runs) runs[step.runIndex] = step;
    else {
      const list: StepRecord[] = [];
      list[step.runIndex] = step;
      this.steps.set(step.node, list);
    }
  }

  runs(node: string): readonly StepRecord[] {
    return this.steps.get(node) ?? [];
  }

  /** How many arrivals the node has had. */
  count(node: string): number {
    return this.steps.get(node)?.length ?? 0;
  }

  step(node: string, runIndex: number): StepRecord | undefined {
    return this.steps.get(node)?.[runIndex];
  }

  /** The node's last run that gave outputs; a run that is still going on is not one. */
  last(node: string): StepRecord | undefined {
    const runs = this.steps.get(node);
    if (!runs) return undefined;
    for (let i = runs.length - 1; i >= 0; i--) if (runs[i]?.outputs) return runs[i];
    return undefined;
  }

  /** Names of the nodes that have given outputs. */
  executed(): string[] {
    return [...this.steps.keys()].filter(name => this.last(name));
  }

  /** Items of one output; empty when there is no such step or output. */
  items(source: StepSource | null | undefined): Item[] {
    if (!source) return NONE;
    return this.step(source.node, source.runIndex)?.outputs?.[source.output] ?? NONE;
  }

  node(name: string): GraphNode | undefined {
    return this.graph.byName.get(name);
  }
}
