// Keeps React Flow's elements and the document in step: drags live in React Flow until they end, everything else in the document.
'use client';
import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from 'reactflow';
import { useCallback, useEffect, useState } from 'react';
import { spliceNode } from '../commands/add';
import { moveNodes } from '../commands/change';
import { useEditor } from '../store/editor';
import { type FlowEdge, type FlowNode, syncEdges, syncNodes } from './flow-elements';

export function useFlowElements() {
  const editor = useEditor();
  const [nodes, setNodes] = useState<FlowNode[]>(() => syncNodes(editor.document.getState().doc, [], editor.view.getState().selected));
  const [edges, setEdges] = useState<FlowEdge[]>(() => syncEdges(editor.document.getState().doc, [], editor.view.getState().selectedEdges));

  useEffect(() => {
    const sync = (): void => {
      const { doc } = editor.document.getState();
      const { selected, selectedEdges } = editor.view.getState();
      setNodes(before => syncNodes(doc, before, selected));
      setEdges(before => syncEdges(doc, before, selectedEdges));
    };
    sync();
    const offDocument = editor.document.subscribe((state, before) => {
      if (state.doc !== before.doc) sync();
    });
    const offView = editor.view.subscribe((state, before) => {
      if (state.selected !== before.selected || state.selectedEdges !== before.selectedEdges) sync();
    });
    return () => {
      offDocument();
      offView();
    };
  }, [editor]);

  // Selection is kept in the view store; React Flow only reports it.
  const pick = useCallback((changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[], key: 'selected' | 'selectedEdges'): void => {
    const picked = changes.filter(change => change.type === 'select');
    if (picked.length === 0) return;
    const next = new Set(editor.view.getState()[key]);
    for (const change of picked) {
      if (change.selected) next.add(change.id);
      else next.delete(change.id);
    }
    const current = key === 'selected' ? picked.findLast(change => change.selected)?.id : undefined;
    editor.view.setState({ [key]: next, ...(current ? { current } : {}) });
  }, [editor]);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    pick(changes, 'selected');
    const rest = changes.filter(change => change.type !== 'select' && change.type !== 'remove');
    if (rest.length > 0) setNodes(before => applyNodeChanges(rest, before));
  }, [pick]);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    pick(changes, 'selectedEdges');
    const rest = changes.filter(change => change.type !== 'select' && change.type !== 'remove');
    if (rest.length > 0) setEdges(before => applyEdgeChanges(rest, before));
  }, [pick]);

  const onDragStop = useCallback((event: MouseEvent | TouchEvent | React.MouseEvent, node: FlowNode, dragged: FlowNode[]) => {
    const edge = dragged.length === 1 && !event.altKey ? edgeUnder(node.id) : null;
    if (edge && spliceNode(editor, node.id, edge, node.position)) return;
    moveNodes(editor, new Map(dragged.map(node => [node.id, node.position])));
  }, [editor]);

  return { nodes, edges, onNodesChange, onEdgesChange, onDragStop };
}

/** The wire that runs under the middle of a card, on the screen. */
function edgeUnder(nodeId: string): string | null {
  const box = document.querySelector(`[data-card="${CSS.escape(nodeId)}"]`)?.getBoundingClientRect();
  if (!box) return null;
  for (const element of document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2)) {
    const edge = element.closest<SVGElement>('.react-flow__edge');
    if (edge) return edge.dataset.id ?? null;
  }
  return null;
}
