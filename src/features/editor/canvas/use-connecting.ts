// Wires by pointer: drawn from port to port, dropped on a card, or dropped on the empty canvas to add a step there.
'use client';
import { type Connection, type FinalConnectionState, type IsValidConnection, useReactFlow } from 'reactflow';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { PortKey } from '~/lib/workflow';
import { toast } from '~/ui/toast';
import { connect, disconnect, inputFor, outputFor, reconnect, sameType, whyNot } from '../commands/connect';
import { undo } from '../commands/change';
import { useEditor } from '../store/editor';
import type { FlowEdge, FlowNode } from './flow-elements';

const key = (handle: string | null | undefined): PortKey => (handle ?? 'main:0') as PortKey;

export function useConnecting() {
  const editor = useEditor();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const [connecting, setConnecting] = useState(false);
  const landed = useRef(false);

  const isValidConnection = useCallback<IsValidConnection<FlowEdge>>(({ source, sourceHandle, target, targetHandle }) => source !== target && sameType(key(sourceHandle), key(targetHandle)), []);

  const onConnect = useCallback(({ source, sourceHandle, target, targetHandle }: Connection) => {
    landed.current = true;
    connect(editor, { node: source, port: key(sourceHandle) }, { node: target, port: key(targetHandle) });
  }, [editor]);

  const onConnectEnd = useCallback((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    setConnecting(false);
    if (landed.current || state.isValid || !state.fromNode || !state.fromHandle) return;
    const from = { node: state.fromNode.id, port: key(state.fromHandle.id), kind: state.fromHandle.type };
    const point = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (!point) return;
    const screen = { x: point.clientX, y: point.clientY };
    const under = document.elementFromPoint(screen.x, screen.y)?.closest<HTMLElement>('[data-card]')?.dataset.card;
    const { doc } = editor.document.getState();
    const target = under ? doc.nodes.get(under) : undefined;
    if (target) {
      // Dropped on the card itself: its first free port.
      const port = from.kind === 'source' ? inputFor(doc, target, from.port) : outputFor(doc, target, from.port);
      if (!port || target.id === from.node) return;
      const here = { node: target.id, port: port.key };
      const [a, b] = from.kind === 'source' ? [from, here] : [here, from];
      const reason = whyNot(doc, a, b);
      if (reason) toast(reason);
      else connect(editor, a, b);
      return;
    }
    editor.view.setState({ picker: { screen, at: flow.screenToFlowPosition(screen), from } });
  }, [editor, flow]);

  const onReconnect = useCallback((edge: FlowEdge, { source, sourceHandle, target, targetHandle }: Connection) => {
    landed.current = true;
    reconnect(editor, edge.id, { node: source, port: key(sourceHandle) }, { node: target, port: key(targetHandle) });
  }, [editor]);

  return useMemo(() => ({
    connecting,
    handlers: {
      isValidConnection,
      onConnect,
      onConnectEnd,
      onReconnect,
      onConnectStart: () => {
        landed.current = false;
        setConnecting(true);
      },
      onReconnectStart: () => {
        landed.current = false;
      },
      onReconnectEnd: (_event: unknown, edge: FlowEdge) => {
        setConnecting(false);
        if (landed.current) return;
        if (disconnect(editor, edge.id)) toast('Wire removed', { action: { label: 'Undo', onPress: () => undo(editor) } });
      },
    },
  }), [connecting, isValidConnection, onConnect, onConnectEnd, onReconnect, editor]);
}
