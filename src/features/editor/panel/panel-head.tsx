// The head of the panel: the way to the neighbours, what the step is and how it went, pin, run, close.
'use client';
import type { WorkflowEdge } from '~/lib/workflow';
import { Button, IconButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { Tag } from '~/ui/tag';
import { NameField } from '../node-card/name-field';
import { badgeOf, useBadge } from '../node-card/badge';
import { categoryOf, describe, TILE_CLASSES } from '../node-card/described';
import { togglePin } from '../commands/pin';
import { isRunning, runStep, stopRun } from '../commands/run';
import { edgesFrom, edgesInto } from '../store/definition';
import { useDocument, useEditor, useRun, useView } from '../store/editor';

/** Items come along the main wires; a model or a tool has only the step it supplies. */
const nearest = (edges: WorkflowEdge[]): WorkflowEdge | undefined => edges.find(edge => edge.sourcePort.startsWith('main:')) ?? edges[0];

export function PanelHead({ id, onClose }: { id: string; onClose(): void }) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(id));
  const readOnly = useDocument(state => state.readOnly);
  const before = useDocument(state => nearest(edgesInto(state.doc, id))?.source);
  const after = useDocument(state => nearest(edgesFrom(state.doc, id))?.target);
  const pinned = useDocument(state => Object.hasOwn(state.doc.pinData, state.doc.nodes.get(id)?.name ?? ''));
  const running = useRun(state => isRunning(state.execution?.status));
  const starting = useRun(state => state.starting);
  const renaming = useView(state => state.renaming === id);
  const badge = useBadge(id);
  if (!node) return null;
  const { definition } = describe(node);
  const state = badge ? badgeOf(badge) : null;
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-3">
      <Neighbour id={before} side="left" />
      <span className={cx('grid size-6 shrink-0 place-items-center rounded-control', TILE_CLASSES[categoryOf(definition)])}><Icon name={definition?.icon ?? 'puzzle'} /></span>
      {renaming ? <span className="w-60 text-lead"><NameField id={id} name={node.name} /></span> : (
        <button type="button" title="Rename" disabled={readOnly} onClick={() => editor.view.setState({ renaming: id })} className="min-w-0 truncate rounded-tag px-1 text-lead font-title hover:bg-hover"><h2 className="truncate">{node.name}</h2></button>
      )}
      {definition?.label === node.name ? null : <span className="truncate text-fg-3 max-md:hidden">{definition?.label ?? node.type}</span>}
      {state ? <Tag state={state.state} className="ml-1 max-md:hidden">{state.word}</Tag> : null}
      <span className="flex-1" />
      {readOnly ? null : <Button size="sm" variant="quiet" icon={pinned ? 'pin-off' : 'pin'} className="max-md:hidden" onClick={() => void togglePin(editor, id)}>{pinned ? 'Unpin' : 'Pin'}</Button>}
      {!editor.canRun ? null : running ? <Button size="sm" icon="square" onClick={() => void stopRun(editor)}>Stop</Button> : <Button size="sm" variant="solid" icon="play" keys="Mod+Shift+Enter" busy={starting} onClick={() => void runStep(editor, id)}>Run this step</Button>}
      <Neighbour id={after} side="right" />
      <IconButton icon="x" label="Close" keys="Esc" onClick={onClose} />
    </div>
  );
}

function Neighbour({ id, side }: { id: string | undefined; side: 'left' | 'right' }) {
  const editor = useEditor();
  const name = useDocument(state => (id ? state.doc.nodes.get(id)?.name : undefined));
  if (!id || !name) return null;
  const line = <span aria-hidden className="mx-1.5 h-5 w-px shrink-0 bg-line-strong" />;
  return (
    <span className="flex min-w-0 shrink items-center max-lg:hidden">
      {side === 'right' ? line : null}
      <button type="button" aria-label={`Open ${name}`} onClick={() => editor.view.setState({ panel: id, selected: new Set([id]), current: id })} className="flex min-w-0 max-w-44 items-center gap-1 rounded-control px-1 text-fg-2 hover:bg-hover hover:text-fg">
        {side === 'left' ? <Icon name="chevron-left" size="s" /> : null}
        <span className="truncate">{name}</span>
        {side === 'right' ? <Icon name="chevron-right" size="s" /> : null}
      </button>
      {side === 'left' ? line : null}
    </span>
  );
}
