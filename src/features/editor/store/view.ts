// The view store: what is looked at and pointed at. Nothing in it is saved with the workflow.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PortKey } from '~/lib/workflow';

export interface Point {
  x: number;
  y: number;
}

/** Where a new node goes and what it is wired to. */
export interface Picker {
  /** Pixels in the window; null opens it in the middle. */
  screen: Point | null;
  /** On the canvas. */
  at?: Point;
  /** The wire that was drawn to here. */
  from?: { node: string; port: PortKey; kind: 'source' | 'target' };
  /** The edge to put the node into. */
  edge?: string;
  /** The node to replace. */
  replace?: string;
}

/** Takes a text at its caret; the field that was focused last. */
export interface FieldTarget {
  node: string;
  insert(text: string): void;
}

export interface ViewState {
  /** Ids of selected nodes. */
  selected: ReadonlySet<string>;
  selectedEdges: ReadonlySet<string>;
  /** The node the keyboard is on. */
  current: string | null;
  hoveredEdge: string | null;
  panel: string | null;
  panelTab: 'parameters' | 'settings';
  picker: Picker | null;
  renaming: string | null;
  editingNote: string | null;
  /** A wire is drawn from this node with the keyboard. */
  connecting: string | null;
  pointer: 'select' | 'hand';
  outline: boolean;
  find: boolean;
  side: 'versions' | 'problems' | 'settings' | null;
  publishing: boolean;
  help: boolean;
  target: FieldTarget | null;
  /** Spoken to screen readers. */
  announcement: string;
}

export type ViewStore = StoreApi<ViewState>;

export const createViewStore = (): ViewStore =>
  createStore<ViewState>(() => ({
    selected: new Set(),
    selectedEdges: new Set(),
    current: null,
    hoveredEdge: null,
    panel: null,
    panelTab: 'parameters',
    picker: null,
    renaming: null,
    editingNote: null,
    connecting: null,
    pointer: 'select',
    outline: false,
    find: false,
    side: null,
    publishing: false,
    help: false,
    target: null,
    announcement: '',
  }));
