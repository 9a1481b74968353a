// What runs next: the stack of ready nodes and the nodes that wait for more of their inputs (engine.md 8.1-8.6).
import type { StepSource } from './execution';
import { type Graph, type GraphNode, ancestorsOf, byPosition } from './graph';
import type { Item } from './items';

/** One arrival at a node. `inputs` has null where nothing arrived. */
export interface Arrival {
  node: GraphNode;
  inputs: (Item[] | null)[];
  sources: (StepSource | null)[];
  /** What `$prevNode` says where no items came: the step that made the old order start this branch. */
  startedBy?: StepSource;
  /** Set when a root calls the node for a capability (calls.ts). */
  call?: import('./calls').ArrivalCall;
}

export class Queue {
  private readonly ready: Arrival[] = [];
  private readonly waiting = new Map<GraphNode, Arrival[]>();

  /** `allowed` limits a partial run to a node and what leads to it. `hasRun` tells whether a node has had an arrival. */
  constructor(
    private readonly graph: Graph,
    private readonly allowed: ReadonlySet<string> | null,
    private readonly hasRun: (node: string) => boolean,
  ) {}

  start(node: GraphNode): void {
    this.ready.push({ node, inputs: [], sources: [] });
  }

  /** The next arrival to run; null when nothing is left. */
  next(): Arrival | null {
    return this.ready.pop() ?? this.nextWaiting();
  }

  /** The next ready arrival at a node that is not `busy`, first come first served; what waits for more inputs goes on waiting. */
  nextFree(busy: ReadonlySet<GraphNode>): Arrival | null {
    const free = this.ready.findLast(arrival => !busy.has(arrival.node));
    if (!free) return null;
    return this.ready.splice(this.ready.findIndex(arrival => arrival.node === free.node), 1)[0] ?? null;
  }

  /** Sends the outputs of a step to the nodes behind it. The end of `ready` is its front. */
  deliver(from: GraphNode, runIndex: number, outputs: readonly Item[][]): void {
    const targets = from.outgoing.flatMap((list, output) => list.map(target => ({ ...target, output, items: outputs[output] ?? [] })));
    // The lowest is told first: of the nodes that then wait, it is the first to give up waiting (engine.md 13).
    if (this.graph.order === 'v1') targets.sort((a, b) => byPosition(b.node.node, a.node.node));
    const arrivals: Arrival[] = [];
    const waiting: { node: GraphNode; output: number }[] = [];
    for (const { node, input, output, items } of targets) {
      if (this.allowed && !this.allowed.has(node.node.name)) continue;
      // An empty output ends its branch; a further input of a joining node is told, so that it does not wait in vain.
      if (items.length === 0 && !(input > 0 && node.connectedInputs.length > 1)) continue;
      const arrival = this.arrive(node, input, items, { node: from.node.name, output, runIndex });
      if (arrival) arrivals.push(arrival);
      else waiting.push({ node, output });
    }
    // Once all of them are told: what this very step sends on is on its way too.
    if (this.graph.order === 'v0') for (const { node, output } of waiting) arrivals.push(...this.pullIn(node, arrivals, { node: from.node.name, output, runIndex }));
    if (this.graph.order === 'v1') {
      arrivals.sort((a, b) => byPosition(a.node.node, b.node.node));
      this.ready.push(...arrivals.reverse());
    } else {
      this.ready.unshift(...arrivals.reverse());
    }
  }

  /**
   * The old order does not let a joining node wait in vain: where nothing is on its way to one of its inputs, the
   * branch behind it is started with one empty item, whether or not a trigger leads to it (engine.md 8.5).
   */
  private pullIn(node: GraphNode, coming: readonly Arrival[], startedBy: StepSource): Arrival[] {
    const [arrival] = this.waiting.get(node) ?? [];
    if (!arrival || node.node.disabled) return [];
    const underWay = new Set([...this.ready, ...coming].map(each => each.node.node.name));
    for (const waits of this.waiting.keys()) if (waits !== node) underWay.add(waits.node.name);
    const pulled: Arrival[] = [];
    for (const input of node.connectedInputs) {
      if (arrival.inputs[input]) continue;
      for (const origin of node.incoming[input] ?? []) {
        const head = this.headOf(origin.node, underWay);
        if (!head) continue;
        underWay.add(head.node.name);
        pulled.push({ node: head, inputs: [[{ json: {} }]], sources: [null], startedBy });
      }
    }
    return pulled;
  }

  /** The first node of a branch that has not run and to which nothing is on its way; null when something is, or it has run. */
  private headOf(node: GraphNode, underWay: ReadonlySet<string>): GraphNode | null {
    const isOn = (name: string): boolean => underWay.has(name) && !this.hasRun(name);
    if (this.hasRun(node.node.name) || underWay.has(node.node.name) || [...ancestorsOf(node)].some(isOn)) return null;
    const seen = new Set<GraphNode>();
    let head = node;
    for (let next: GraphNode | undefined = node; next && !seen.has(next); next = next.incoming.flat().findLast(origin => !this.hasRun(origin.node.node.name))?.node) {
      seen.add(next);
      head = next;
    }
    return this.allowed && !this.allowed.has(head.node.name) ? null : head;
  }

  private arrive(node: GraphNode, input: number, items: Item[], source: StepSource): Arrival | null {
    // A node that is switched off passes input 0 on and does not see the others.
    if (node.node.disabled && input > 0) return null;
    if (node.connectedInputs.length < 2 || node.node.disabled) return arrivalAt(node, input, items, source);
    const waiting = this.waiting.get(node) ?? [];
    let arrival = waiting.find(each => !each.inputs[input]);
    if (!arrival) {
      arrival = arrivalAt(node, input, items, source);
      waiting.push(arrival);
      this.waiting.set(node, waiting);
    } else {
      place(arrival, input, items, source);
    }
    const complete = arrival;
    if (!node.connectedInputs.every(index => complete.inputs[index])) return null;
    this.drop(node, complete);
    // Every input was told that nothing comes: the branch ends here too.
    return complete.inputs.some(each => each && each.length > 0) ? complete : null;
  }

  /** With nothing else to do, one waiting node runs with what it has: the one that waits longest. */
  private nextWaiting(): Arrival | null {
    while (this.waiting.size > 0) {
      const nodes = [...this.waiting.keys()];
      const names = new Set(nodes.map(node => node.node.name));
      const free = nodes.filter(node => !hasOther(ancestorsOf(node), names, node.node.name));
      for (const node of [...free, ...nodes]) {
        const [arrival] = this.waiting.get(node) ?? [];
        if (!arrival) continue;
        this.drop(node, arrival);
        const enough = node.requiredInputs.every(input => arrival.inputs[input]);
        if (enough && arrival.inputs.some(items => items && items.length > 0)) return arrival;
      }
    }
    return null;
  }

  private drop(node: GraphNode, arrival: Arrival): void {
    const waiting = this.waiting.get(node) ?? [];
    const at = waiting.indexOf(arrival);
    if (at >= 0) waiting.splice(at, 1);
    if (waiting.length === 0) this.waiting.delete(node);
  }
}

function arrivalAt(node: GraphNode, input: number, items: Item[], source: StepSource): Arrival {
  const count = Math.max(node.inputCount, (node.connectedInputs.at(-1) ?? 0) + 1, input + 1);
  const arrival: Arrival = { node, inputs: new Array(count).fill(null), sources: new Array(count).fill(null) };
  place(arrival, input, items, source);
  return arrival;
}

function place(arrival: Arrival, input: number, items: Item[], source: StepSource): void {
  arrival.inputs[input] = items;
  arrival.sources[input] = source;
}

const hasOther = (ancestors: ReadonlySet<string>, names: ReadonlySet<string>, own: string): boolean => [...names].some(name => name !== own && ancestors.has(name));
