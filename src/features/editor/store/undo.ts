// Undo as labelled patches. A patch holds what an entry was before and after; applying it backwards undoes it.
import type { WorkflowEdge, WorkflowNode } from '~/lib/workflow';
import type { Doc } from './definition';

type Part = Pick<Doc, 'settings' | 'variables' | 'pinData'>;

export type Op =
  | { kind: 'node'; id: string; before?: WorkflowNode; after?: WorkflowNode }
  | { kind: 'edge'; id: string; before?: WorkflowEdge; after?: WorkflowEdge }
  | { [K in keyof Part]: { kind: K; before: Part[K]; after: Part[K] } }[keyof Part];

export interface UndoEntry {
  /** "Move 3 steps": shown as "Undo move 3 steps". */
  label: string;
  ops: Op[];
  /** Edits with the same key that follow within the pause become one entry. */
  coalesce?: string;
  /** Milliseconds since 1970 of the last edit in it. */
  at: number;
  /** Ids selected before the edit, restored by undo. */
  selection: readonly string[];
}

export const UNDO_LIMIT = 300;
/** Typing pauses longer than this begin a new entry. */
export const COALESCE_MS = 500;

export function applyOps(doc: Doc, ops: readonly Op[], backwards = false): Doc {
  const next: Doc = { ...doc };
  let nodes: Map<string, WorkflowNode> | undefined;
  let edges: Map<string, WorkflowEdge> | undefined;
  for (const op of backwards ? [...ops].reverse() : ops) {
    if (op.kind === 'node') {
      nodes ??= new Map(doc.nodes);
      const value = backwards ? op.before : op.after;
      if (value) nodes.set(op.id, value);
      else nodes.delete(op.id);
    } else if (op.kind === 'edge') {
      edges ??= new Map(doc.edges);
      const value = backwards ? op.before : op.after;
      if (value) edges.set(op.id, value);
      else edges.delete(op.id);
    } else {
      Object.assign(next, { [op.kind]: backwards ? op.before : op.after });
    }
  }
  if (nodes) next.nodes = nodes;
  if (edges) next.edges = edges;
  return next;
}

/** Two edits as one: what was before the first, what is after the second. */
export function mergeOps(first: readonly Op[], second: readonly Op[]): Op[] {
  const key = (op: Op): string => ('id' in op ? `${op.kind}/${op.id}` : op.kind);
  const merged = new Map(first.map(op => [key(op), op]));
  for (const op of second) {
    const earlier = merged.get(key(op));
    merged.set(key(op), (earlier ? { ...op, before: earlier.before } : op) as Op);
  }
  return [...merged.values()];
}

/** Adds an entry, joining it with the last one where both belong together. */
export function pushEntry(stack: readonly UndoEntry[], entry: UndoEntry): UndoEntry[] {
  const last = stack[stack.length - 1];
  if (last && entry.coalesce && last.coalesce === entry.coalesce && entry.at - last.at <= COALESCE_MS) {
    return [...stack.slice(0, -1), { ...last, ops: mergeOps(last.ops, entry.ops), at: entry.at }];
  }
  return [...stack.slice(-(UNDO_LIMIT - 1)), entry];
}
