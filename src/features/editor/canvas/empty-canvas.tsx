// An empty workflow: where the first step will stand, and three ways to begin.
'use client';
import { Icon, type IconName } from '~/ui/icon';
import { Keys } from '~/ui/keys';
import { addNode } from '../commands/add';
import { useDocument, useEditor } from '../store/editor';

const STARTS: { type: string; icon: IconName; label: string; note: string }[] = [
  { type: 'webhook', icon: 'webhook', label: 'When a URL is called', note: 'Webhook' },
  { type: 'scheduleTrigger', icon: 'clock', label: 'At fixed times', note: 'Schedule' },
  { type: 'manualTrigger', icon: 'mouse-pointer-click', label: 'When you press Run', note: 'By hand' },
];

export function EmptyCanvas() {
  const editor = useEditor();
  const readOnly = useDocument(state => state.readOnly);
  if (readOnly) return <p className="pointer-events-none absolute inset-0 grid place-items-center text-fg-3">This workflow has no steps yet.</p>;
  return (
    <div className="pointer-events-none absolute inset-0 grid place-content-center justify-items-center gap-5 pb-16">
      <button type="button" onClick={event => editor.view.setState({ picker: { screen: { x: event.clientX, y: event.clientY } } })} className="pointer-events-auto flex h-16 w-55 items-center gap-2.5 rounded-card border-[1.5px] border-line-control border-dashed bg-canvas px-3 text-left hover:border-accent">
        <span className="grid size-9 place-items-center rounded-lg border-[1.5px] border-line-control border-dashed text-fg-3"><Icon name="plus" size="l" /></span>
        <span>
          <span className="flex items-center gap-2 text-[14px] font-strong">Add the first step <Keys keys="N" /></span>
          <span className="dense block text-dense text-fg-3">What starts this workflow?</span>
        </span>
      </button>
      <ul className="pointer-events-auto flex flex-col gap-1" aria-label="Ways to start">
        {STARTS.map(start => (
          <li key={start.type}>
            <button type="button" onClick={() => addNode(editor, start.type)} className="flex h-9 w-72 items-center gap-3 rounded-control px-3 text-left text-fg-2 hover:bg-hover hover:text-fg">
              <Icon name={start.icon} />
              <span className="flex-1">{start.label}</span>
              <span className="text-dense text-fg-3">{start.note}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="text-dense text-fg-3">Or paste a workflow of Weft or n8n, or a cURL command.</p>
    </div>
  );
}
