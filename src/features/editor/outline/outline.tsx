// The workflow as a list: the true alternative to the canvas for screen readers, and the view on narrow screens.
'use client';
import { useMemo } from 'react';
import { IconButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { StatusGlyph, toneClass } from '~/ui/status';
import { parsePort, type WorkflowEdge, type WorkflowNode } from '~/lib/workflow';
import { NOTE_TYPE } from '../canvas/flow-elements';
import { runStep } from '../commands/run';
import { goTo } from '../commands/select';
import { badgeOf, useBadge } from '../node-card/badge';
import { categoryOf, describe, subtitleOf, TILE_CLASSES } from '../node-card/described';
import { portsOf } from '../node-card/ports';
import { RunFigure } from '../node-card/run-figure';
import { type Doc, edgesFrom, edgesInto } from '../store/definition';
import { useDocument, useEditor, useView } from '../store/editor';

interface Row {
  node: WorkflowNode;
  level: number;
  /** Name of the branch it stands in. */
  branch: string;
}

/** A model, a memory or a tool stands under the step it supplies. */
const supplies = (edge: WorkflowEdge): boolean => parsePort(edge.sourcePort).type !== 'main';

/** Depth first from the starts, as the engine runs; each step once, at its first place. */
export function outlineRows(doc: Doc): Row[] {
  const rows: Row[] = [];
  const seen = new Set<string>();
  const byPlace = (a: WorkflowNode, b: WorkflowNode): number => a.position.y - b.position.y || a.position.x - b.position.x;
  const visit = (node: WorkflowNode, level: number, branch: string): void => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    rows.push({ node, level, branch });
    for (const edge of edgesInto(doc, node.id).filter(supplies)) {
      const supplier = doc.nodes.get(edge.source);
      if (supplier) visit(supplier, level + 1, parsePort(edge.sourcePort).type.replace(/^ai_/, '').replace(/([A-Z])/g, ' $1').toLowerCase());
    }
    const { outputs } = portsOf(node, [...doc.edges.values()]);
    const regular = outputs.filter(output => !output.error).length;
    for (const [index, output] of outputs.entries()) {
      const branches = regular > 1 || output.error;
      const next = edgesFrom(doc, node.id).filter(edge => edge.sourcePort === output.key && !supplies(edge)).flatMap(edge => doc.nodes.get(edge.target) ?? []).sort(byPlace);
      for (const each of next) visit(each, branches ? level + 1 : level, branches ? output.label || `Output ${index + 1}` : '');
    }
  };
  const steps = [...doc.nodes.values()].filter(node => node.type !== NOTE_TYPE).sort(byPlace);
  const roots = steps.filter(node => !edgesFrom(doc, node.id).some(supplies));
  for (const node of roots) if (!edgesInto(doc, node.id).some(edge => !supplies(edge))) visit(node, 1, '');
  for (const node of roots) visit(node, 1, '');
  for (const node of steps) visit(node, 1, '');
  return rows;
}

export function Outline({ narrow }: { narrow?: boolean }) {
  const doc = useDocument(state => state.doc);
  const rows = useMemo(() => outlineRows(doc), [doc]);
  return (
    <ol aria-label="Steps" className={cx('overflow-y-auto', narrow ? 'flex-1 pb-24' : 'p-2')}>
      {rows.map(row => <OutlineRow key={row.node.id} row={row} narrow={narrow} />)}
      {rows.length === 0 ? <li className="p-4 text-fg-3">This workflow has no steps yet.</li> : null}
    </ol>
  );
}

function OutlineRow({ row: { node, level, branch }, narrow }: { row: Row; narrow?: boolean }) {
  const editor = useEditor();
  const badge = useBadge(node.id);
  const selected = useView(state => state.selected.has(node.id));
  const { definition } = describe(node);
  const state = badge ? badgeOf(badge) : null;
  return (
    <li className={cx('group/row flex items-center gap-2 hover:bg-hover', narrow ? 'min-h-16 border-line border-b px-4' : 'h-11 rounded-control px-2', selected && 'bg-accent-soft')} style={{ paddingLeft: (narrow ? 16 : 8) + (level - 1) * 16 }}>
      <button type="button" onClick={() => { if (narrow) editor.view.setState({ panel: node.id }); else goTo(editor, node.id); }} onDoubleClick={() => editor.view.setState({ panel: node.id })} className="flex min-w-0 flex-1 items-center gap-2.5 text-left">
        <span className={cx('grid shrink-0 place-items-center rounded-control', narrow ? 'size-9' : 'size-7', TILE_CLASSES[categoryOf(definition)])}><Icon name={definition?.icon ?? 'puzzle'} /></span>
        <span className="min-w-0 flex-1">
          <span className={cx('block truncate font-strong', node.disabled && 'line-through opacity-55')}>{node.name}</span>
          <span className={cx('dense block truncate text-dense', badge?.kind === 'failed' ? 'text-failed' : 'text-fg-3')}>{branch ? `${branch}: ` : ''}{badge?.text ?? subtitleOf(node)}</span>
        </span>
        <RunFigure id={node.id} />
        {state ? <StatusGlyph state={state.state} label={state.word} className={toneClass(state.state)} /> : null}
      </button>
      {editor.canRun ? <IconButton icon="play" label={`Run ${node.name}`} size={narrow ? 'md' : 'xs'} onClick={() => void runStep(editor, node.id)} className={narrow ? '' : 'opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100'} /> : null}
    </li>
  );
}
