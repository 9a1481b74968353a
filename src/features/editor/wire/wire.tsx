// A wire: halo, thread, count. It passes over and under others because each carries a canvas-coloured halo.
'use client';
import { EdgeLabelRenderer, type EdgeProps } from 'reactflow';
import { memo, useState } from 'react';
import { IconButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { shortCount } from '~/ui/time';
import type { FlowEdge } from '../canvas/flow-elements';
import { disconnect } from '../commands/connect';
import { isNewborn } from '../store/document';
import { useDocument, useEditor, useRun, useView } from '../store/editor';
import { wirePath } from './wire-path';

type Look = 'rest' | 'success' | 'failed' | 'running' | 'pinned' | 'off';

const STROKES: Record<Look, string> = {
  rest: 'var(--wire-rest)',
  success: 'color-mix(in oklab, var(--success-fill) 62%, var(--wire-rest))',
  failed: 'var(--failed-fill)',
  running: 'var(--running-fill)',
  pinned: 'var(--pinned-fill)',
  off: 'var(--wire-rest)',
};

function useLook(id: string, source: string, target: string): { look: Look; count: number } {
  const run = useRun(state => state.edges.get(id));
  const pinned = useDocument(state => Object.hasOwn(state.doc.pinData, state.doc.nodes.get(source)?.name ?? ''));
  const off = useDocument(state => Boolean(state.doc.nodes.get(source)?.disabled || state.doc.nodes.get(target)?.disabled));
  const items = useDocument(state => (pinned ? (state.doc.pinData[state.doc.nodes.get(source)?.name ?? '']?.length ?? 0) : 0));
  const look: Look = off ? 'off' : pinned ? 'pinned' : (run?.state ?? 'rest');
  return { look, count: run?.count ?? items };
}

export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceHandleId, selected } = props;
  const editor = useEditor();
  const { look, count } = useLook(id, source, target);
  const hovered = useView(state => state.hoveredEdge === id);
  const readOnly = useDocument(state => state.readOnly);
  const [newborn] = useState(() => isNewborn(id));
  const { path, x, y } = wirePath(props);
  const hover = (on: boolean): void => {
    if (on) editor.view.setState({ hoveredEdge: id });
    // Lingers, so that the pointer can reach the buttons.
    else setTimeout(() => editor.view.setState(state => (state.hoveredEdge === id ? { hoveredEdge: null } : state)), 600);
  };
  const insert = (event: React.MouseEvent): void => {
    editor.view.setState({ picker: { screen: { x: event.clientX, y: event.clientY }, edge: id } });
  };
  return (
    <>
      <path d={path} className="wire-halo" />
      <path d={path} className={cx('wire', look === 'running' ? 'wire-live' : look === 'off' ? 'wire-off' : newborn && 'wire-new')} style={{ stroke: selected || hovered ? 'var(--accent)' : STROKES[look] }} pathLength={look === 'off' || look === 'running' ? undefined : 1} />
      <path d={path} className="react-flow__edge-interaction" fill="none" strokeOpacity={0} strokeWidth={24} onMouseEnter={() => hover(true)} onMouseLeave={() => hover(false)} />
      {count > 0 || hovered ? (
        <EdgeLabelRenderer>
          <div className="nodrag nopan pointer-events-auto absolute flex items-center" onMouseEnter={() => editor.view.setState({ hoveredEdge: id })} onMouseLeave={() => hover(false)} style={{ transform: `translate(-50%,-50%) translate(${x}px,${y}px)`, zIndex: hovered ? 5 : 0 }}>
            {hovered && !readOnly ? (
              <span className="flex rounded-control bg-float p-px shadow-float" data-edge-tools={id}>
                {sourceHandleId?.startsWith('main:') ? <IconButton size="xs" icon="plus" label="Insert a step" onClick={insert} /> : null}
                <IconButton size="xs" icon="trash-2" label="Remove this wire" onClick={() => disconnect(editor, id)} />
              </span>
            ) : (
              <span className={cx('mono figures flex h-[18px] items-center rounded-tag bg-canvas px-1', look === 'failed' ? 'text-failed' : look === 'running' ? 'text-running' : look === 'pinned' ? 'text-pinned' : 'text-fg-2')} title={`${count.toLocaleString('en-GB')} ${sourceHandleId?.startsWith('main:') ? `items from ${sourceHandleId}` : 'calls'}`}>
                {shortCount(count)}
              </span>
            )}
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});
