// The canvas: React Flow with Weft's cards and wires, gestures and menus.
'use client';
import 'reactflow/dist/base.css';
import './canvas.css';
import { Background, BackgroundVariant, type EdgeTypes, type NodeTypes, Panel, ReactFlow, SelectionMode, useStore, type Viewport } from 'reactflow';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { cx } from '~/ui/class-names';
import { ContextMenu, type MenuEntry } from '~/ui/menu';
import { fitAtStart } from '../commands/view';
import { NodeCard } from '../node-card/node-card';
import { NoteCard } from '../note/note-card';
import { useDocument, useEditor, useView } from '../store/editor';
import { CanvasMap } from './canvas-map';
import { CanvasTools } from '../toolbar/canvas-tools';
import { ZoomTools } from '../toolbar/zoom-tools';
import { ConnectionLine } from '../wire/connection-line';
import { Wire } from '../wire/wire';
import { canvasEntries, nodeEntries } from './context-entries';
import { EmptyCanvas } from './empty-canvas';
import type { FlowEdge, FlowNode } from './flow-elements';
import { GRID } from '../commands/place';
import { useConnecting } from './use-connecting';
import { useFlowElements } from './use-flow';
import { readViewport, writeViewport } from './viewport';

// Outside the component: a new object would mount every card again.
const NODE_TYPES = { step: NodeCard, note: NoteCard } as unknown as NodeTypes;
const EDGE_TYPES = { wire: Wire } as unknown as EdgeTypes;
const SNAP: [number, number] = [GRID, GRID];
const MANY = ['Meta', 'Control', 'Shift'];
const LABELS = { 'node.a11yDescription.default': 'Arrow keys walk along wires. Enter opens. E connects.', 'edge.a11yDescription.default': 'Delete removes the wire.' };

export function Canvas() {
  const editor = useEditor();
  const { nodes, edges, onNodesChange, onEdgesChange, onDragStop } = useFlowElements();
  const { connecting, handlers } = useConnecting();
  const readOnly = useDocument(state => state.readOnly);
  const hand = useView(state => state.pointer === 'hand');
  const empty = useDocument(state => state.doc.nodes.size === 0);
  const stored = useMemo(() => readViewport(editor.workflowId), [editor]);
  const pressed = useRef<{ x: number; y: number; node: string | null }>({ x: 0, y: 0, node: null });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const entries = useCallback((): readonly MenuEntry[] => {
    const { x, y, node } = pressed.current;
    return node ? nodeEntries(editor, node) : canvasEntries(editor, { x, y });
  }, [editor]);

  return (
    <ContextMenu entries={entries}>
      {/* The canvas is one tab stop; its keys are handled by the editor. */}
      <section ref={element => { editor.canvas.current = element; }} aria-label="Workflow canvas" tabIndex={0} data-canvas className={cx('relative min-h-0 min-w-0 flex-1 outline-none', connecting && 'connecting')}
        onContextMenuCapture={event => {
          const node = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset.card ?? (event.target === editor.canvas.current ? editor.view.getState().current : null);
          pressed.current = { x: event.clientX, y: event.clientY, node: node ?? null };
          if (node && !editor.view.getState().selected.has(node)) editor.view.setState({ selected: new Set([node]), current: node });
        }}
        onDoubleClick={event => {
          if (readOnly || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
          const screen = { x: event.clientX, y: event.clientY };
          editor.view.setState({ picker: { screen, at: editor.flow.current?.screenToFlowPosition(screen) } });
        }}>
        <ReactFlow<FlowNode, FlowEdge>
          nodes={nodes} edges={edges} nodeTypes={NODE_TYPES} edgeTypes={EDGE_TYPES} onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} onNodeDragStop={onDragStop} onSelectionDragStop={(event, dragged) => onDragStop(event, dragged[0] as FlowNode, dragged)} {...handlers}
          onInit={instance => {
            editor.flow.current = instance;
            if (!stored) fitAtStart(editor);
          }}
          onNodeDoubleClick={(_, node) => editor.view.setState(node.type === 'note' ? { editingNote: readOnly ? null : node.id } : { panel: node.id })}
          onMoveEnd={(_, viewport: Viewport) => {
            clearTimeout(timer.current);
            timer.current = setTimeout(() => writeViewport(editor.workflowId, viewport), 400);
          }}
          connectionLineComponent={ConnectionLine} connectionRadius={28} connectOnClick={!readOnly} nodesConnectable={!readOnly} nodesDraggable={!readOnly && !hand} edgesReconnectable={!readOnly}
          nodesFocusable={false} edgesFocusable={false} disableKeyboardA11y ariaLabelConfig={LABELS} deleteKeyCode={null} selectionKeyCode={hand ? 'Shift' : null} multiSelectionKeyCode={MANY} zoomActivationKeyCode={['Meta', 'Control']} panActivationKeyCode="Space"
          selectionOnDrag={!hand} selectionMode={SelectionMode.Partial} panOnDrag={hand ? [0, 1] : [1]} panOnScroll zoomOnDoubleClick={false} nodeDragThreshold={3} snapToGrid snapGrid={SNAP} minZoom={0.1} maxZoom={2} attributionPosition="top-right" onlyRenderVisibleElements elevateNodesOnSelect
          defaultViewport={stored ?? undefined}>
          <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.6} color="var(--dot)" bgColor="var(--bg-canvas)" />
          <FarMark />
          {empty ? null : <CanvasMap />}
          <Panel position="bottom-center" className="m-4 max-md:hidden"><CanvasTools /></Panel>
          <Panel position="bottom-right" className="m-4 max-md:hidden"><ZoomTools /></Panel>
        </ReactFlow>
        {empty ? <EmptyCanvas /> : null}
      </section>
    </ContextMenu>
  );
}

/** Marks the canvas when it is seen from far: a class, so that no card is drawn again. */
function FarMark() {
  const editor = useEditor();
  const far = useStore(state => state.transform[2] < 0.4);
  useEffect(() => {
    editor.canvas.current?.classList.toggle('far', far);
  }, [far, editor]);
  return null;
}
