// A step on the canvas: icon, name, one line, one badge, ports. It reads only its own entries of the stores.
'use client';
import { Handle, type NodeProps, Position } from 'reactflow';
import { type CSSProperties, memo } from 'react';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { StatusGlyph, toneClass } from '~/ui/status';
import type { FlowNode } from '../canvas/flow-elements';
import { spokenName } from '../commands/select';
import { useDocument, useEditor, useRun, useView } from '../store/editor';
import { badgeOf, useBadge } from './badge';
import { CardTools } from './card-tools';
import { categoryOf, describe, subtitleOf, TILE_CLASSES } from './described';
import { NameField } from './name-field';
import { NODE_WIDTH, portsOf, type PortView, wiredPorts } from './ports';
import { RunFigure } from './run-figure';

const FRAMES: Record<string, string> = {
  failed: '[box-shadow:0_0_0_1.5px_var(--failed-fill)]',
  running: '[box-shadow:0_0_0_1.5px_var(--running-fill)]',
  pinned: '[box-shadow:0_0_0_1.5px_var(--pinned-fill)]',
  stale: '[box-shadow:0_0_0_1.5px_var(--stale-fill)]',
};

export const NodeCard = memo(function NodeCard({ id, selected, width }: NodeProps<FlowNode>) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(id));
  const badge = useBadge(id);
  const renaming = useView(state => state.renaming === id);
  const focusable = useView(state => state.current === id);
  if (!node) return null;
  const { definition } = describe(node);
  const word = badge ? badgeOf(badge).word : '';
  const glyph = badge ? <span className="card-badge"><StatusGlyph state={badgeOf(badge).state} label={word} className={toneClass(badgeOf(badge).state)} /></span> : null;
  const tile = (size: string) => (
    <span className={cx('grid shrink-0 place-items-center rounded-lg', size, TILE_CLASSES[categoryOf(definition)], node.disabled && 'opacity-55')}>
      <Icon name={definition?.icon ?? 'puzzle'} size="l" />
    </span>
  );
  const narrow = width !== undefined && width < NODE_WIDTH;
  return (
    // A card is a group of controls, not a fieldset.
    <div role="group" aria-roledescription="step" aria-label={spokenName(editor, id, definition?.label ?? 'unknown type', word)} data-card={id} data-selected={selected || undefined} tabIndex={focusable ? 0 : -1} onFocus={() => editor.view.setState({ current: id })}
      className={cx('card group/card relative flex size-full items-center rounded-card bg-surface outline-none', narrow ? 'flex-col px-2 pt-2.5' : 'gap-2.5 px-3', FRAMES[badge?.kind ?? ''] ?? 'shadow-node')}>
      {narrow ? (
        <>
          {tile('size-7')}
          <span className="absolute top-2 right-2 flex">{glyph}</span>
          <span className="card-second dense absolute top-2 left-2 text-dense"><RunFigure id={id} /></span>
          <span className="dense mt-1 flex w-full justify-center text-center text-[12px] leading-[15px] font-strong">
            {renaming ? <NameField id={id} name={node.name} /> : <span className={cx('line-clamp-2 min-w-0 [overflow-wrap:anywhere]', node.disabled && 'line-through opacity-55')}>{node.name}</span>}
          </span>
          <span className="card-second dense flex w-full text-center text-[11px] leading-[15px] text-fg-3"><Subtitle id={id} /></span>
        </>
      ) : (
        <>
          {tile('size-9')}
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-1.5 text-[14px] leading-5 font-strong tracking-[-.005em]">
              {renaming ? <NameField id={id} name={node.name} /> : <span className={cx('min-w-0 flex-1 truncate', node.disabled && 'line-through opacity-55')}>{node.name}</span>}
              {glyph}
            </span>
            <span className="card-second dense flex items-center gap-1.5 text-dense leading-[17px] text-fg-3">
              <Subtitle id={id} />
              <RunFigure id={id} />
            </span>
          </span>
        </>
      )}
      <Ports id={id} />
      {selected ? <CardTools id={id} name={node.name} /> : null}
    </div>
  );
});

function Subtitle({ id }: { id: string }) {
  const badge = useBadge(id);
  const text = useDocument(state => {
    const node = state.doc.nodes.get(id);
    return node ? subtitleOf(node) : '';
  });
  if (badge?.text) return <span className={cx('min-w-0 flex-1 truncate', badge.kind === 'failed' && 'text-failed', badge.kind === 'stale' && 'text-stale')}>{badge.text}</span>;
  return <span className="min-w-0 flex-1 truncate">{text}</span>;
}

function Ports({ id }: { id: string }) {
  const node = useDocument(state => state.doc.nodes.get(id));
  // Only for unknown types do edges decide the ports.
  const edges = useDocument(state => (node && !describe(node).definition ? state.doc.edges : null));
  if (!node) return null;
  const { inputs, outputs } = portsOf(node, edges ? [...edges.values()] : []);
  return (
    <>
      {inputs.map(port => <Eyelet key={port.key} node={id} port={port} kind="target" />)}
      {outputs.map(port => <Eyelet key={port.key} node={id} port={port} kind="source" labelled={outputs.length > 1} />)}
    </>
  );
}

function Eyelet({ node, port, kind, labelled }: { node: string; port: PortView; kind: 'source' | 'target'; labelled?: boolean }) {
  const wired = useDocument(state => wiredPorts(state.doc.edges).get(`${kind}/${node}/${port.key}`));
  const run = useRun(state => (wired ? state.edges.get(wired)?.state : undefined));
  const name = port.label || (port.type === 'main' ? '' : port.type.replace(/^ai_/, ''));
  return (
    <>
      <Handle type={kind} id={port.key} position={port.side} role="button" tabIndex={-1} aria-label={`${kind === 'source' ? 'Output' : 'Input'} ${name || port.key.split(':')[1]}`} style={{ left: port.x, top: port.y, width: port.width, height: port.height }}
        className={cx('eyelet', port.type !== 'main' && 'eyelet-round', wired && 'eyelet-on', port.error && 'eyelet-error', run === 'success' && 'eyelet-success', run === 'running' && 'eyelet-running', run === 'failed' && 'eyelet-failed')} />
      {kind === 'source' && !wired && !port.error && port.side === Position.Right ? <AddAfter node={node} port={port} label={name} /> : null}
      {kind === 'target' && port.side === Position.Bottom && (!wired || port.type === 'ai_tool') ? <AddBelow node={node} port={port} label={name} /> : null}
      {name && (port.type === 'main' ? labelled : kind === 'target' || !wired) && !port.error ? <span className="eyelet-label" style={labelPlace(kind, port)}>{name.toLowerCase()}</span> : null}
    </>
  );
}

/** The name of a capability stands under its port (above, where it goes up), over the start of its wire. */
function labelPlace(kind: 'source' | 'target', { type, side, x, y, width }: PortView): CSSProperties {
  if (type === 'main') return kind === 'source' ? { left: x + 14, top: y + 10 } : { left: x - 4, top: y + 10 };
  return { left: x + width / 2, top: side === Position.Bottom ? y + width + 2 : y - 16, transform: 'translateX(-50%)' };
}

/** A plus under a port that takes a model, a memory or a tool. */
function AddBelow({ node, port, label }: { node: string; port: PortView; label: string }) {
  const editor = useEditor();
  const readOnly = useDocument(state => state.readOnly);
  const name = useDocument(state => state.doc.nodes.get(node)?.name);
  if (readOnly) return null;
  return (
    <button type="button" tabIndex={-1} aria-label={`Add to ${name}, ${label.toLowerCase()}`} className="add-after add-below nodrag nopan" style={{ left: port.x + port.width / 2 - 10, top: port.y + port.height + 18 }}
      onClick={event => {
        event.stopPropagation();
        editor.view.setState({ picker: { screen: { x: event.clientX, y: event.clientY }, from: { node, port: port.key, kind: 'target' } } });
      }}>
      <Icon name="plus" size="s" />
    </button>
  );
}

/** A plus beside an open output, while the card is pointed at or selected. */
function AddAfter({ node, port, label }: { node: string; port: PortView; label: string }) {
  const editor = useEditor();
  const readOnly = useDocument(state => state.readOnly);
  const name = useDocument(state => state.doc.nodes.get(node)?.name);
  if (readOnly) return null;
  return (
    <button type="button" tabIndex={-1} aria-label={`Add a step after ${name}${label ? `, ${label.toLowerCase()}` : ''}`} className="add-after nodrag nopan" style={{ left: port.x + 16, top: port.y - 3 }}
      onClick={event => {
        event.stopPropagation();
        editor.view.setState({ picker: { screen: { x: event.clientX, y: event.clientY }, from: { node, port: port.key, kind: 'source' } } });
      }}>
      <Icon name="plus" size="s" />
    </button>
  );
}
