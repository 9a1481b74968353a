// The graph of the version that ran, small: what ran, what failed, how many items went where.
'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { WorkflowDefinition } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { cx } from '~/ui/class-names';
import { STATE_WORDS, StatusGlyph, stateOf, toneClass } from '~/ui/status';
import { shortCount } from '~/ui/time';
import { CARD, layMap } from './graph-layout';
import type { StepSummary } from './steps';

interface ExecutionMapProps {
  definition: WorkflowDefinition;
  steps: readonly StepSummary[];
  selected: string | null;
  onSelect(nodeId: string): void;
}

const MARGIN = 24;
const SMALLEST = 0.75;

export function ExecutionMap({ definition, steps, selected, onSelect }: ExecutionMapProps) {
  const map = useMemo(() => layMap(definition, steps, type => findDefinition(type)?.inert === true), [definition, steps]);
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth - 2 * MARGIN));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  // Shrinks while it stays readable; beyond that it scrolls.
  const scale = room > 0 ? Math.min(1, Math.max(SMALLEST, room / map.width)) : 1;
  useEffect(() => {
    const card = selected ? map.nodes.find(node => node.id === selected) : undefined;
    const element = box.current;
    if (!card || !element || element.scrollWidth <= element.clientWidth) return;
    element.scrollLeft = card.x * scale - (element.clientWidth - CARD.width) / 2;
  }, [selected, map, scale]);
  const lastOf = new Map(steps.map(step => [step.nodeId, step]));
  return (
    <div ref={box} className="[background-image:radial-gradient(var(--dot)_1px,transparent_1px)] [background-size:16px_16px] max-h-[290px] flex-none overflow-auto border-line border-b bg-canvas px-6 pt-4 pb-2 max-md:hidden">
      <section aria-label="Graph" className="mx-auto overflow-visible" style={{ width: map.width * scale, height: map.height * scale }}>
      <div className="relative origin-top-left" style={{ width: map.width, height: map.height, scale }}>
        <svg width={map.width} height={map.height} className="absolute inset-0 overflow-visible" fill="none" aria-hidden>
          {map.wires.map(wire => (
            <g key={wire.id}>
              <path d={wire.path} stroke="var(--bg-canvas)" strokeWidth="7" />
              <path d={wire.path} stroke={wire.ran ? 'var(--success-fill)' : 'var(--wire-rest)'} strokeWidth="1.5" opacity={wire.ran ? 1 : 0.5} />
              {wire.count === null ? null : <text x={wire.labelX} y={wire.labelY + 3.5} textAnchor="middle" className="mono fill-fg-2 text-[10px] [paint-order:stroke] [stroke-width:6px] [stroke:var(--bg-canvas)]">{shortCount(wire.count)}</text>}
            </g>
          ))}
        </svg>
        {map.nodes.map(node => {
          const step = lastOf.get(node.id);
          const state = step ? stateOf(step.status) : null;
          return (
            <button key={node.id} type="button" disabled={!step} aria-pressed={selected === node.id} onClick={() => onSelect(node.id)} aria-label={`${node.name}, ${state ? STATE_WORDS[state] : 'not run'}`}
              className={cx('dense absolute flex items-center gap-2 rounded-control bg-surface px-2.5 text-left text-dense font-strong transition-colors', state ? toneClass(state) : 'opacity-45', selected === node.id ? '[box-shadow:inset_0_0_0_2px_var(--accent)]' : state === 'failed' ? '[box-shadow:inset_0_0_0_1.5px_var(--failed-fill)]' : 'edge-line hover:bg-hover')}
              style={{ left: node.x, top: node.y, width: CARD.width, height: CARD.height }}>
              <span className="min-w-0 flex-1 truncate">{node.name}</span>
              {state ? <StatusGlyph state={state} size={13} /> : null}
            </button>
          );
        })}
      </div>
      </section>
    </div>
  );
}
