// The editor of one workflow: its stores, and how components read them.
'use client';
import type { ReactFlowInstance } from 'reactflow';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Api } from '~/trpc/client';
import type { FlowEdge, FlowNode } from '../canvas/flow-elements';
import type { DocumentState, DocumentStore } from './document';
import type { RunState, RunStore } from './run';
import type { ViewState, ViewStore } from './view';

export interface Editor {
  workflowId: string;
  api: Api;
  /** The person may start executions; the server checks again. */
  canRun: boolean;
  document: DocumentStore;
  view: ViewStore;
  run: RunStore;
  /** Set while the canvas is mounted. */
  flow: { current: ReactFlowInstance<FlowNode, FlowEdge> | null };
  /** The element of the canvas, for focus and sizes. */
  canvas: { current: HTMLElement | null };
  /** Saves what is not saved yet; resolves with the revision on the server. */
  save: { current: () => Promise<number> };
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error('useEditor needs an EditorContext above it');
  return editor;
}

export const useDocument = <T,>(select: (state: DocumentState) => T): T => useStore(useEditor().document, select);
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useEditor().view, select);
export const useRun = <T,>(select: (state: RunState) => T): T => useStore(useEditor().run, select);

/** Speaks to screen readers without moving the focus. */
export const announce = (editor: Editor, announcement: string): void => editor.view.setState({ announcement });
