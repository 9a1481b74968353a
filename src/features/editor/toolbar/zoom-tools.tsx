// Zoom: the figure is a menu of presets; beside it the outline view.
'use client';
import { useReactFlow, useStore } from 'reactflow';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Menu } from '~/ui/menu';
import { motion } from '../commands/select';
import { selectedNodes } from '../commands/change';
import { fitView } from '../commands/view';
import { useEditor, useView } from '../store/editor';
import { ToolGap, ToolGroup } from './canvas-tools';

export function ZoomTools() {
  const editor = useEditor();
  const flow = useReactFlow();
  const zoom = useStore(state => Math.round(state.transform[2] * 100));
  const outline = useView(state => state.outline);
  return (
    <ToolGroup label="View">
      <Menu side="top" align="end" entries={[
        { label: 'Zoom in', keys: '+', onSelect: () => void flow.zoomIn({ duration: motion(120) }) },
        { label: 'Zoom out', keys: '-', onSelect: () => void flow.zoomOut({ duration: motion(120) }) },
        { kind: 'divider' },
        { label: '50 %', onSelect: () => void flow.zoomTo(0.5, { duration: motion(200) }) },
        { label: '100 %', keys: '0', onSelect: () => void flow.zoomTo(1, { duration: motion(200) }) },
        { label: '200 %', onSelect: () => void flow.zoomTo(2, { duration: motion(200) }) },
        { kind: 'divider' },
        { label: 'Fit to view', keys: '1', onSelect: () => fitView(editor) },
        { label: 'Fit selection', keys: '2', onSelect: () => fitView(editor, selectedNodes(editor)) },
      ]} trigger={(
        <button type="button" aria-label={`Zoom, ${zoom} %`} className="figures inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-dense text-fg-2 hover:bg-hover hover:text-fg">{zoom} %<Icon name="chevron-down" size="s" /></button>
      )} />
      <ToolGap />
      <IconButton size="md" icon="list-tree" label="Outline view" keys="G" pressed={outline} onClick={() => editor.view.setState({ outline: !outline })} />
    </ToolGroup>
  );
}
