// Run, or Stop while something runs or listens. With several triggers a menu chooses where to start.
'use client';
import { findDefinition } from '~/nodes/known-definitions';
import { Button, IconButton } from '~/ui/button';
import { Menu } from '~/ui/menu';
import { isRunning, runWorkflow, stopRun, triggersOf } from '../commands/run';
import { useDocument, useEditor, useRun } from '../store/editor';

export function RunButton() {
  const editor = useEditor();
  const running = useRun(state => isRunning(state.execution?.status) || state.listening !== null);
  const starting = useRun(state => state.starting);
  const nodes = useDocument(state => state.doc.nodes);
  if (!editor.canRun) return null;
  if (running) return <Button size="sm" icon="square" onClick={() => void stopRun(editor)}>Stop</Button>;
  const triggers = triggersOf(nodes.values());
  return (
    <span className="flex">
      <Button size="sm" icon="play" busy={starting} keys="Mod+Enter" onClick={() => void runWorkflow(editor)} className={triggers.length > 1 ? 'rounded-r-none' : ''}>Run</Button>
      {triggers.length > 1 ? (
        <Menu align="end" entries={triggers.map(node => ({ label: `From ${node.name}`, icon: iconOf(node.type), onSelect: () => void runWorkflow(editor, node.id) }))}
          trigger={<IconButton icon="chevron-down" label="Choose where to start" variant="outline" className="-ml-px rounded-l-none" />} />
      ) : null}
    </span>
  );
}

const iconOf = (type: string) => (findDefinition(type)?.icon ?? 'play') as 'play';
