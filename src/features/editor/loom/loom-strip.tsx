// The strip under the canvas: what runs, the execution woven as rows of bars, and the way to the fault.
'use client';
import { useMemo } from 'react';
import Link from 'next/link';
import { Button } from '~/ui/button';
import { Duration, RelativeTime, useNow } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf, toneClass } from '~/ui/status';
import { durationText } from '~/ui/time';
import { isRunning } from '../commands/run';
import { goTo } from '../commands/select';
import { findByName } from '../store/definition';
import { useDocument, useEditor, useRun } from '../store/editor';
import { loomStart } from '../store/run-summary';
import { ListenStrip } from './listen-strip';
import { layLoom } from './loom-layout';

export function LoomStrip() {
  const execution = useRun(state => state.execution);
  const listening = useRun(state => state.listening);
  if (listening) return <ListenStrip until={listening.until} />;
  if (!execution) return null;
  return (
    <section aria-label="Current execution" className="relative z-(--z-dock) grid h-19 shrink-0 grid-cols-[224px_minmax(0,1fr)_224px] border-line border-t bg-app max-md:hidden">
      <Summary />
      <LoomSlider />
      <Outcome />
    </section>
  );
}

function Summary() {
  const execution = useRun(state => state.execution);
  const done = useRun(state => [...state.nodes.values()].filter(run => run.state !== 'running').length);
  const total = useDocument(state => [...state.doc.nodes.values()].filter(node => node.type !== 'stickyNote').length);
  if (!execution) return null;
  const state = stateOf(execution.status);
  return (
    <div className="min-w-0 px-4 py-2.5">
      <div className="flex items-center gap-2">
        <StatusGlyph state={state} />
        <span className="truncate font-strong">{isRunning(execution.status) ? 'Running draft' : STATE_WORDS[state]}</span>
        <Link href={`/executions/${execution.id}`} title={execution.id} className="mono ml-auto text-fg-3 hover:text-fg">{execution.id.slice(-6)}</Link>
      </div>
      <div className="mt-1.5 flex items-center gap-2 text-dense text-fg-2">
        <Duration ms={execution.durationMs} since={execution.startedAt} className="mono figures text-fg" />
        <span>{done} of {total} steps</span>
      </div>
      {execution.startedAt ? <div className="truncate text-dense leading-4 text-fg-3">Started <RelativeTime at={execution.startedAt} /></div> : null}
    </div>
  );
}

function LoomSlider() {
  const editor = useEditor();
  const execution = useRun(state => state.execution);
  const steps = useRun(state => state.steps);
  const playhead = useRun(state => state.playhead);
  const running = isRunning(execution?.status);
  const now = useNow();
  const list = useMemo(() => [...steps.values()], [steps]);
  const start = list.length > 0 ? loomStart(list) : now;
  const last = list.reduce((max, step) => Math.max(max, Date.parse(step.endedAt ?? step.startedAt)), start);
  const end = running ? Math.max(now, last) : last;
  const loom = useMemo(() => layLoom(list, start, end), [list, start, end]);
  const at = playhead ?? loom.span;
  const pitch = Math.min(5.2, 58 / Math.max(1, loom.rows));
  const place = (event: React.PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = (event.clientX - box.left - 16) / (box.width - 32);
    editor.run.scrub(left >= 0.995 ? null : loom.timeAt(left));
  };
  return (
    <div role="slider" aria-label="Scrub execution" aria-valuemin={0} aria-valuemax={Math.round(loom.span)} aria-valuenow={Math.round(at)} aria-valuetext={durationText(at)} tabIndex={0}
      onPointerDown={event => { event.currentTarget.setPointerCapture(event.pointerId); place(event); }}
      onPointerMove={event => { if (event.currentTarget.hasPointerCapture(event.pointerId)) place(event); }}
      onKeyDown={event => {
        const step = loom.span / (event.shiftKey ? 10 : 50);
        const next = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: loom.span }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        editor.run.scrub(next >= loom.span ? null : Math.max(0, next));
      }}
      className="relative touch-none overflow-hidden border-line border-x outline-offset-[-2px] select-none">
      <div className="absolute inset-y-0 right-4 left-4">
        {loom.bars.map(bar => (
          <span key={bar.id} title={bar.label} className={`${toneClass(stateOf(bar.state))} absolute min-w-[2px] rounded-[1px] bg-tone-fill`} style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%`, top: 8 + bar.row * pitch, height: Math.max(1.5, pitch * 0.7), opacity: bar.state === 'success' ? 0.75 : 1 }} />
        ))}
        {loom.folds.map(fold => <span key={fold.left} className="mono absolute top-7 -translate-x-1/2 bg-app px-1 text-[9px] text-fg-3" style={{ left: `${fold.left * 100}%` }}>∿ {durationText(fold.ms)} ∿</span>)}
        {loom.ticks.map((tick, index) => (
          <span key={tick.at} className="absolute bottom-0 h-2 border-line-strong border-l" style={{ left: `${tick.left * 100}%` }}>
            {index % 2 === 0 && index > 0 && tick.left < 0.96 ? <span className="absolute bottom-px left-1 font-mono text-[9px] leading-none whitespace-nowrap text-fg-3 [font-stretch:80%]">{durationText(tick.at)}</span> : null}
          </span>
        ))}
        <span className="absolute inset-y-0 -right-4 bg-canvas opacity-55" style={{ left: `${loom.leftOf(at) * 100}%` }} />
        <span className="absolute inset-y-0 w-0.5 -translate-x-px bg-accent" style={{ left: `${loom.leftOf(at) * 100}%` }}>
          <span className="absolute top-0 left-1/2 -translate-x-1/2 border-x-[5px] border-t-[6px] border-x-transparent border-t-accent" />
        </span>
      </div>
    </div>
  );
}

function Outcome() {
  const editor = useEditor();
  const execution = useRun(state => state.execution);
  const doc = useDocument(state => state.doc);
  const failed = useRun(state => [...state.nodes].find(([, run]) => run.state === 'failed')?.[0]);
  const playhead = useRun(state => state.playhead);
  const id = failed ?? (execution?.error?.node ? findByName(doc, execution.error.node)?.id : undefined);
  const name = id ? doc.nodes.get(id)?.name : undefined;
  const message = execution?.error?.message;
  return (
    <div className="flex min-w-0 flex-col gap-2 px-4 py-2.5">
      <div className="flex min-w-0 items-center gap-2 text-dense text-fg-2">
        {name || message ? <StatusGlyph state="failed" /> : null}
        <span className="truncate" title={message}>{name ? `${name} failed` : (message ?? (isRunning(execution?.status) ? '' : 'All steps ran'))}</span>
      </div>
      <div className="flex items-center gap-1.5">
        {id ? <Button size="xs" onClick={() => goTo(editor, id)}>Go to step</Button> : null}
        {playhead === null ? null : <Button size="xs" onClick={() => editor.run.scrub(null)}>Back to the end</Button>}
        {execution ? <Link href={`/executions/${execution.id}`} className="rounded-control px-2 text-dense leading-6 text-fg-2 hover:bg-hover hover:text-fg">Details</Link> : null}
      </div>
    </div>
  );
}
