// The minimap: shown while the view moves, gone a second later. Colours are the states of the steps.
'use client';
import { MiniMap, Panel, useOnViewportChange } from 'reactflow';
import { useCallback, useRef, useState } from 'react';
import { cx } from '~/ui/class-names';
import { useEditor } from '../store/editor';
import type { FlowNode } from './flow-elements';

export function CanvasMap() {
  const editor = useEditor();
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hideSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(false), 1200);
  }, []);
  useOnViewportChange({
    onStart: useCallback(() => {
      clearTimeout(timer.current);
      setShown(true);
    }, []),
    onEnd: hideSoon,
  });
  const colour = useCallback((node: FlowNode): string => {
    if (node.type === 'note') return 'var(--line)';
    const { doc } = editor.document.getState();
    if (Object.hasOwn(doc.pinData, node.data.node.name)) return 'var(--pinned-fill)';
    const state = editor.run.getState().nodes.get(node.id)?.state;
    return state === 'skipped' || !state ? 'var(--line-control)' : `var(--${state}-fill)`;
  }, [editor]);
  if (!shown) return null;
  return (
    <Panel position="bottom-left" className={cx('m-4 max-md:hidden')}>
      <div onMouseEnter={() => clearTimeout(timer.current)} onMouseLeave={hideSoon}>
        <MiniMap<FlowNode> ariaLabel="Minimap" pannable zoomable nodeColor={colour} nodeBorderRadius={10} style={{ position: 'static', width: 200, height: 116 }} />
      </div>
    </Panel>
  );
}
