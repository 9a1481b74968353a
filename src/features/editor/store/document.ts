// The document store: the definition, its undo history and a counter that autosave follows.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkflowDefinition } from '~/lib/workflow';
import { type Doc, fromDefinition } from './definition';
import { Draft } from './draft';
import { applyOps, pushEntry, type UndoEntry } from './undo';

export interface EditOptions {
  /** Joins quick repeats of the same edit (typing in one field) into one undo step. */
  coalesce?: string;
  /** Ids selected before the edit. */
  selection?: readonly string[];
}

export interface DocumentState {
  doc: Doc;
  undo: readonly UndoEntry[];
  redo: readonly UndoEntry[];
  /** Goes up by one with every edit, undo and redo. */
  changes: number;
  readOnly: boolean;
  /** One undo step. Returns false when nothing changed or editing is not allowed. */
  edit(label: string, change: (draft: Draft) => void, options?: EditOptions): boolean;
  /** Returns the entry that was undone. */
  undoOne(): UndoEntry | null;
  redoOne(): UndoEntry | null;
  /** Takes another definition as it is, without an undo step: theirs, or a restored version. */
  replace(definition: WorkflowDefinition): void;
}

const births = new Map<string, number>();

/** True for a moment after a wire was made by hand: it draws itself. */
export const isNewborn = (edgeId: string): boolean => Date.now() - (births.get(edgeId) ?? 0) < 400;

export type DocumentStore = StoreApi<DocumentState>;

export function createDocumentStore(definition: WorkflowDefinition, readOnly = false): DocumentStore {
  return createStore<DocumentState>((set, get) => ({
    doc: fromDefinition(definition),
    undo: [],
    redo: [],
    changes: 0,
    readOnly,

    edit(label, change, { coalesce, selection = [] } = {}) {
      const state = get();
      if (state.readOnly) return false;
      const draft = new Draft(state.doc);
      change(draft);
      const ops = draft.changes();
      if (ops.length === 0) return false;
      for (const op of ops) if (op.kind === 'edge' && !op.before) births.set(op.id, Date.now());
      set({ doc: draft.doc, undo: pushEntry(state.undo, { label, ops, coalesce, at: Date.now(), selection }), redo: [], changes: state.changes + 1 });
      return true;
    },

    undoOne() {
      const { undo, redo, doc, changes, readOnly: locked } = get();
      const entry = undo[undo.length - 1];
      if (!entry || locked) return null;
      set({ doc: applyOps(doc, entry.ops, true), undo: undo.slice(0, -1), redo: [...redo, entry], changes: changes + 1 });
      return entry;
    },

    redoOne() {
      const { undo, redo, doc, changes, readOnly: locked } = get();
      const entry = redo[redo.length - 1];
      if (!entry || locked) return null;
      // Without the key, so that typing after a redo starts its own step.
      set({ doc: applyOps(doc, entry.ops), undo: [...undo, { ...entry, coalesce: undefined }], redo: redo.slice(0, -1), changes: changes + 1 });
      return entry;
    },

    replace(next) {
      set({ doc: fromDefinition(next), undo: [], redo: [] });
    },
  }));
}
