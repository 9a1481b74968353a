// One edit while it is made: reads see what it wrote so far, and it knows every entry it touched.
import type { WorkflowEdge, WorkflowNode } from '~/lib/workflow';
import type { Doc } from './definition';
import { applyOps, mergeOps, type Op } from './undo';

export class Draft {
  doc: Doc;
  private ops: Op[] = [];

  constructor(doc: Doc) {
    this.doc = doc;
  }

  node(id: string): WorkflowNode | undefined {
    return this.doc.nodes.get(id);
  }

  putNode(node: WorkflowNode): void {
    this.write({ kind: 'node', id: node.id, before: this.doc.nodes.get(node.id), after: node });
  }

  /** Changes some keys of a node; a key set to undefined is removed. */
  patchNode(id: string, patch: Partial<WorkflowNode>): void {
    const before = this.doc.nodes.get(id);
    if (!before || Object.entries(patch).every(([key, value]) => before[key as keyof WorkflowNode] === value)) return;
    const after = { ...before, ...patch };
    for (const [key, value] of Object.entries(patch)) if (value === undefined) delete after[key as keyof WorkflowNode];
    this.putNode(after);
  }

  /** Takes the node's edges and pinned data with it. */
  removeNode(id: string): void {
    const before = this.doc.nodes.get(id);
    if (!before) return;
    for (const edge of [...this.doc.edges.values()]) if (edge.source === id || edge.target === id) this.removeEdge(edge.id);
    if (Object.hasOwn(this.doc.pinData, before.name)) {
      const { [before.name]: _gone, ...pinData } = this.doc.pinData;
      this.set('pinData', pinData);
    }
    this.write({ kind: 'node', id, before });
  }

  putEdge(edge: WorkflowEdge): void {
    this.write({ kind: 'edge', id: edge.id, before: this.doc.edges.get(edge.id), after: edge });
  }

  removeEdge(id: string): void {
    const before = this.doc.edges.get(id);
    if (before) this.write({ kind: 'edge', id, before });
  }

  set<K extends 'settings' | 'variables' | 'pinData'>(kind: K, after: Doc[K]): void {
    this.write({ kind, before: this.doc[kind], after } as Op);
  }

  /** Every entry once, with its value before the edit and after it. */
  changes(): Op[] {
    return this.ops.filter(op => op.before !== op.after);
  }

  private write(op: Op): void {
    this.doc = applyOps(this.doc, [op]);
    this.ops = mergeOps(this.ops, [op]);
  }
}
