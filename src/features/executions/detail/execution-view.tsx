// An execution that is loaded: head, graph, timeline or another view, and the chosen step beside it.
'use client';
import { useRouter } from 'next/navigation';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type CSSProperties, useState } from 'react';
import { findDefinition } from '~/nodes/definitions';
import { useCan } from '~/trpc/session';
import { cx } from '~/ui/class-names';
import { JsonView } from '~/ui/data/json-view';
import { download } from '~/ui/download';
import { useHotkeys } from '~/ui/hotkeys';
import { Segmented } from '~/ui/segmented';
import { Splitter } from '~/ui/splitter';
import { Switch } from '~/ui/switch';
import { shortId } from '../modes';
import { ByNodeTable } from './by-node-table';
import { ExecutionHead } from './execution-head';
import { ExecutionMap } from './execution-map';
import { LogLines } from './log-lines';
import { STEP_HEAD, StepPane } from './step-pane';
import { type Execution, isEnded, type StepSummary } from './steps';
import { Timeline } from './timeline';

const VIEWS = [{ value: 'timeline', label: 'Timeline' }, { value: 'nodes', label: 'By node' }, { value: 'logs', label: 'Logs' }, { value: 'json', label: 'JSON' }] as const;
const ADDRESS = { step: parseAsString, node: parseAsString, view: parseAsStringLiteral(['timeline', 'nodes', 'logs', 'json'] as const).withDefault('timeline'), fold: parseAsBoolean.withDefault(true), errors: parseAsBoolean.withDefault(false) };

interface ExecutionViewProps {
  execution: Execution;
  /** In the order they began, live ones included. */
  steps: readonly StepSummary[];
  busy: boolean;
  onReplay(version: 'original' | 'current', from: 'start' | 'failed'): void;
  onCancel(): void;
}

export function ExecutionView({ execution, steps, busy, onReplay, onCancel }: ExecutionViewProps) {
  const router = useRouter();
  const canRun = useCan('workflow:run');
  const [address, setAddress] = useQueryStates(ADDRESS, { history: 'replace' });
  const [pane, setPane] = useState(424);
  const ended = isEnded(execution.status);
  const ran = new Set(steps.map(one => one.nodeId));
  const idle = execution.definition.nodes.filter(node => !ran.has(node.id) && findDefinition(node.type)?.inert !== true).map(node => node.name);
  const shown = address.errors ? steps.filter(step => step.error) : steps;
  const step = steps.find(one => one.id === address.step) ?? steps.findLast(one => one.nodeId === address.node) ?? steps.findLast(one => one.status === 'failed' && execution.status !== 'success') ?? steps.at(-1);
  const choose = (next: StepSummary) => {
    void setAddress({ step: next.id, node: null });
    // On narrow screens the step stands below the timeline.
    if (window.matchMedia('(max-width: 1023px)').matches) requestAnimationFrame(() => document.getElementById(STEP_HEAD)?.scrollIntoView({ block: 'start' }));
  };
  const move = (by: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, shown.findIndex(one => one.id === step?.id) + by))];
    if (next) choose(next);
  };
  useHotkeys({
    J: () => move(1), K: () => move(-1),
    O: () => { if (step) router.push(`/workflows/${execution.workflowId}?node=${encodeURIComponent(step.nodeId)}`); },
  });
  const saveFile = () => download(`execution-${shortId(execution.id)}.json`, JSON.stringify(execution, null, 2), 'application/json');

  return (
    <div className={cx('min-h-0 flex-1 grid-rows-[auto_minmax(0,1fr)] max-lg:flex max-lg:flex-col max-lg:overflow-y-auto lg:grid', step ? 'grid-cols-[minmax(0,1fr)_0px_var(--pane)]' : 'grid-cols-1')} style={{ '--pane': `min(${pane}px, 100vw - 700px)` } as CSSProperties}>
      <ExecutionHead execution={execution} steps={steps} busy={busy} onReplay={onReplay} onCancel={onCancel} onDownload={saveFile} />
      <div className="flex min-h-0 min-w-0 flex-col max-lg:order-2 max-lg:flex-none lg:col-start-1 lg:row-start-2">
        <ExecutionMap definition={execution.definition} steps={steps} selected={step?.nodeId ?? null} onSelect={nodeId => void setAddress({ node: nodeId, step: null })} />
        <div className="flex min-h-11 flex-none flex-wrap items-center gap-x-4 gap-y-2 px-6 py-2 max-md:px-4">
          <Segmented label="View" value={address.view} onChange={view => void setAddress({ view })} segments={VIEWS} />
          {address.view === 'timeline' ? (
            <>
              <span className="flex items-center gap-2 text-dense text-fg-2 max-md:hidden"><Switch checked={address.fold} onChange={fold => void setAddress({ fold })} label="Fold idle time" /><span aria-hidden>Fold idle time</span></span>
              <span className="flex items-center gap-2 text-dense text-fg-2 max-md:hidden"><Switch checked={address.errors} onChange={errors => void setAddress({ errors })} label="Errors only" /><span aria-hidden>Errors only</span></span>
            </>
          ) : null}
        </div>
        {address.view === 'timeline' ? (shown.length === 0 ? <p className="px-6 pb-4 text-fg-3 max-md:px-4">{address.errors ? 'No step failed.' : 'No step has run yet.'}</p> : <Timeline steps={shown} idle={address.errors || !ended ? [] : idle} fold={address.fold} selected={step?.id ?? null} onSelect={choose} onMove={move} />) : null}
        {address.view === 'nodes' ? <ByNodeTable steps={steps} selected={step?.nodeId ?? null} onSelect={choose} /> : null}
        {address.view === 'logs' ? <div className="min-h-0 flex-1 overflow-y-auto"><LogLines executionId={execution.id} /></div> : null}
        {address.view === 'json' ? <div className="min-h-0 flex-1 overflow-auto px-6 pb-6 max-md:px-4"><pre className="mono leading-[17px]"><JsonView value={{ ...execution, definition: undefined, steps }} openTo={2} /></pre></div> : null}
      </div>
      {step ? (
        <>
          <div className="z-[2] row-span-2 grid max-lg:hidden lg:col-start-2 lg:row-start-1"><Splitter label="Resize the step" value={pane} min={320} max={720} after onChange={setPane} /></div>
          <StepPane key={step.id} execution={execution} step={step} onMove={move} onRetry={canRun && ended ? () => onReplay('original', 'failed') : undefined} />
        </>
      ) : null}
    </div>
  );
}
