// The node panel: input, parameters, output, side by side over the canvas, which stays in view above.
'use client';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { cx } from '~/ui/class-names';
import { preloadCodeEditor } from '~/ui/code/code-editor';
import { Splitter } from '~/ui/splitter';
import { findDefinition } from '~/nodes/known-definitions';
import { focusNode, motion } from '../commands/select';
import { sizeOf } from '../canvas/flow-elements';
import { describe } from '../node-card/described';
import { PreviewProvider } from '../preview/preview-context';
import { useDocument, useEditor, useView } from '../store/editor';
import { InputPane } from './input-pane';
import { OutputPane } from './output-pane';
import { PanelHead } from './panel-head';
import { ParametersPane } from './parameters-pane';
import { TriggerPane } from './trigger-pane';
import { useKeptFocus } from './use-kept-focus';
import { usePaneSizes } from './use-pane-sizes';

export function NodePanel() {
  const id = useView(state => state.panel);
  const exists = useDocument(state => (id ? state.doc.nodes.has(id) : false));
  const open = Boolean(id && exists);
  useKeptView(open);
  return id && exists ? <Panel key={id} id={id} /> : null;
}

/** Brings the canvas back to where it stood before the panel, unless it was moved meanwhile. */
function useKeptView(open: boolean): void {
  const editor = useEditor();
  // Before the panel's own effect moves the canvas, which is at once where motion is reduced.
  useLayoutEffect(() => {
    const before = open ? editor.flow.current?.getViewport() : undefined;
    if (!before) return;
    return () => {
      const flow = editor.flow.current;
      if (flow && Math.round(flow.getViewport().y) === Math.round(lifted.y) && Math.round(flow.getViewport().x) === Math.round(lifted.x)) void flow.setViewport(before, { duration: motion(200) });
    };
  }, [open, editor]);
}

const lifted = { x: 0, y: 0 };

function Panel({ id }: { id: string }) {
  const editor = useEditor();
  const name = useDocument(state => state.doc.nodes.get(id)?.name ?? '');
  const type = useDocument(state => state.doc.nodes.get(id)?.type ?? '');
  const sheet = useRef<HTMLElement>(null);
  const { sizes, setSize, middle } = usePaneSizes(type);
  const trigger = Boolean(findDefinition(type)?.trigger);

  useEffect(() => {
    sheet.current?.focus({ preventScroll: true });
    preloadCodeEditor();
    liftCanvas(editor, id);
  }, [editor, id]);

  useKeptFocus(sheet);

  const close = (): void => {
    editor.view.setState({ panel: null, panelTab: 'parameters' });
    focusNode(editor, id);
  };
  return (
    <>
      <button type="button" tabIndex={-1} aria-hidden onClick={close} className="absolute inset-x-0 top-11 z-(--z-sheet) h-24 max-md:hidden" style={{ cursor: 'default' }} />
      <section ref={sheet} role="dialog" aria-label={name} tabIndex={-1}
        onKeyDown={event => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          // An open list or completion closes first.
          if ((event.target as Element).closest('[role="listbox"],[role="menu"],[aria-expanded="true"],.cm-tooltip')) return;
          event.preventDefault();
          event.stopPropagation();
          close();
        }}
        className="enter-sheet absolute inset-x-4 top-35 bottom-0 z-(--z-sheet) flex flex-col overflow-hidden rounded-t-dialog bg-app shadow-sheet outline-none max-md:inset-x-0 max-md:top-0 max-md:rounded-none">
        <PreviewProvider nodeId={id}>
          <PanelHead id={id} onClose={close} />
          <div className="flex min-h-0 flex-1 max-md:flex-col max-md:overflow-y-auto">
            <div className="flex min-h-0 shrink-0 flex-col max-md:order-2 max-md:!w-full max-md:min-h-80" style={{ width: sizes.input }}>
              {trigger ? <TriggerPane id={id} /> : <InputPane id={id} />}
            </div>
            <span className="contents max-md:hidden"><Splitter label="Resize input" value={sizes.input} min={220} max={640} onChange={value => setSize('input', value)} /></span>
            <div className={cx('flex min-h-0 min-w-90 flex-1 flex-col bg-surface max-md:order-1 max-md:min-w-0 max-md:flex-none')} style={{ minWidth: middle }}>
              <ParametersPane id={id} />
            </div>
            <span className="contents max-md:hidden"><Splitter label="Resize output" value={sizes.output} min={260} max={800} after onChange={value => setSize('output', value)} /></span>
            <div className="flex min-h-0 shrink-0 flex-col max-md:order-3 max-md:!w-full max-md:min-h-96" style={{ width: sizes.output }}>
              <OutputPane id={id} />
            </div>
          </div>
        </PreviewProvider>
      </section>
    </>
  );
}

/** Moves the canvas so that the step and its neighbours show above the sheet. */
function liftCanvas(editor: ReturnType<typeof useEditor>, id: string): void {
  const flow = editor.flow.current;
  const node = editor.document.getState().doc.nodes.get(id);
  const box = editor.canvas.current?.getBoundingClientRect();
  if (!flow || !node || !box || describe(node).definition === undefined) return;
  const { zoom } = flow.getViewport();
  const scale = Math.min(1, Math.max(0.6, zoom));
  const { width } = sizeOf(node);
  lifted.x = box.width / 2 - (node.position.x + width / 2) * scale;
  lifted.y = 48 - (node.position.y + 32) * scale;
  void flow.setViewport({ ...lifted, zoom: scale }, { duration: motion(200) });
}
