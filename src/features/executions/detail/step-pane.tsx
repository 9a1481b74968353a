// One step in full: what it got, what it gave, what went wrong, what it logged.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findDefinition } from '~/nodes/definitions';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { fileHrefOf } from '~/trpc/file-href';
import { IconButton } from '~/ui/button';
import { DATA_VIEWS, DataView, type DataViewName } from '~/ui/data/data-view';
import { JsonView } from '~/ui/data/json-view';
import { Pager } from '~/ui/data/pager';
import { Icon, type IconName } from '~/ui/icon';
import { Segmented } from '~/ui/segmented';
import { Skeleton } from '~/ui/skeleton';
import { STATE_WORDS, stateOf } from '~/ui/status';
import { Tabs, tabPanelProps } from '~/ui/tabs';
import { durationText, fullTime } from '~/ui/time';
import { ErrorCard } from './error-card';
import { LogLines } from './log-lines';
import { type Execution, inputPorts, type StepSummary } from './steps';

const LIMIT = 50;
/** Where narrow screens scroll to when a step is chosen. */
export const STEP_HEAD = 'step-head';
type Tab = 'input' | 'output' | 'logs' | 'details';

interface StepPaneProps {
  execution: Execution;
  step: StepSummary;
  onMove(by: number): void;
  onRetry?: () => void;
}

export function StepPane({ execution, step, onMove, onRetry }: StepPaneProps) {
  const [tab, setTab] = useState<Tab>(step.status === 'failed' ? 'input' : 'output');
  const definition = findDefinition(step.type);
  const state = stateOf(step.status);
  return (
    <aside aria-label={`Step ${step.node}`} className="flex min-h-0 min-w-0 flex-col border-line border-l bg-surface lg:col-start-3 lg:row-span-2 lg:row-start-1 max-lg:contents">
      <header id={STEP_HEAD} className="flex flex-none scroll-mt-2 items-center gap-3 px-4 pt-4 pb-3 max-lg:order-3 max-lg:border-line max-lg:border-t max-lg:px-6 max-md:px-4">
        <span className="flex size-8 flex-none items-center justify-center rounded-control bg-cat-flow text-cat-flow-fg"><Icon name={(definition?.icon ?? 'box') as IconName} size="m" /></span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-title">{step.node}</h2>
          <p className="dense truncate text-dense text-fg-3">{definition?.label ?? step.type}, {STATE_WORDS[state].toLowerCase()}{step.runIndex > 0 ? `, run ${step.runIndex + 1}` : ''}{step.attempt > 1 ? `, attempt ${step.attempt}` : ''}</p>
        </div>
        <IconButton icon="chevron-up" label="Previous step" onClick={() => onMove(-1)} />
        <IconButton icon="chevron-down" label="Next step" onClick={() => onMove(1)} />
      </header>
      {step.error ? <ErrorCard execution={execution} step={step} onRetry={onRetry} /> : null}
      <div className="h-10 flex-none border-line border-b px-4 max-lg:order-4 max-lg:px-6 max-md:px-4">
        <Tabs label="Parts of the step" value={tab} onChange={setTab} tabs={[{ value: 'input', label: 'Input' }, { value: 'output', label: 'Output' }, { value: 'logs', label: 'Logs' }, { value: 'details', label: 'Details' }]} />
      </div>
      <div {...tabPanelProps(tab)} className="flex min-h-0 flex-1 flex-col overflow-y-auto max-lg:order-5 max-lg:min-h-80 max-lg:flex-none">
        {tab === 'input' || tab === 'output' ? <StepData key={`${step.id}-${tab}`} execution={execution} step={step} side={tab} /> : null}
        {tab === 'logs' ? <LogLines executionId={execution.id} node={step.node} /> : null}
        {tab === 'details' ? <Details step={step} /> : null}
      </div>
    </aside>
  );
}

function StepData({ execution, step, side }: { execution: Execution; step: StepSummary; side: 'input' | 'output' }) {
  const trpc = useTRPC();
  const ports = side === 'output' ? step.itemCounts.map((_, index) => index) : inputPorts(step);
  const filled = side === 'output' ? step.itemCounts.findIndex(count => count > 0) : (ports[0] ?? 0);
  const [port, setPort] = useState(Math.max(0, filled));
  const [offset, setOffset] = useState(0);
  const [view, setView] = useState<DataViewName | null>(null);
  const { data, error, isPending } = useQuery(trpc.executions.stepData.queryOptions({ executionId: execution.id, stepId: step.id, side, port, offset, limit: LIMIT }, { enabled: ports.length > 0, retry: 1, staleTime: step.endedAt ? Number.POSITIVE_INFINITY : 0 }));
  // One item reads best as a list of its fields.
  const shown = view ?? (data?.total === 1 ? 'schema' : 'table');
  if (ports.length === 0) return <p className="p-4 text-fg-3">{side === 'input' ? 'A trigger gets nothing: it starts the execution.' : step.endedAt ? 'This step gave no items.' : 'This step has not ended yet.'}</p>;
  return (
    <>
      <div className="flex min-h-11 flex-none flex-wrap items-center gap-2 px-4 py-2">
        {ports.length > 1 ? <Segmented size="xs" label="Port" value={String(port)} onChange={value => { setPort(Number(value)); setOffset(0); }} segments={ports.map(index => ({ value: String(index), label: side === 'input' ? `Input ${index + 1}` : `Output ${index + 1}` }))} /> : null}
        {data ? <Pager total={data.total} offset={offset} limit={LIMIT} onOffset={setOffset} /> : null}
        <span className="flex-1" />
        <Segmented size="xs" label="View" value={shown} onChange={setView} segments={DATA_VIEWS} />
      </div>
      {error ? <p role="alert" className="px-4 text-failed">{errorText(error)}</p>
        : isPending ? <div className="flex flex-col gap-2 px-4"><Skeleton className="h-4 w-3/4" /><Skeleton className="h-4 w-1/2" /><Skeleton className="h-4 w-2/3" /></div>
        : data.items.length === 0 ? <p className="px-4 text-fg-3">0 items here.</p>
        : <div role="region" aria-label={`${side === 'input' ? 'Input' : 'Output'} items`} tabIndex={0} className="min-h-0 flex-1 overflow-auto"><DataView label={side === 'input' ? 'Input' : 'Output'} view={shown} items={data.items} offset={offset} fileHref={fileHrefOf(execution.id)} /></div>}
    </>
  );
}

function Details({ step }: { step: StepSummary }) {
  const ms = step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : null;
  const rows: [string, string][] = [
    ['Started', fullTime(step.startedAt)], ['Ended', step.endedAt ? fullTime(step.endedAt) : 'not yet'], ['Duration', ms === null ? 'running' : durationText(ms)], ['Run', String(step.runIndex + 1)], ['Attempt', String(step.attempt)],
    ['Items out', step.itemCounts.join(', ') || '0'], ['Came from', step.sources.flatMap(source => (source ? [source.node] : [])).join(', ') || 'the trigger'], ['Step id', step.id],
  ];
  return (
    <div className="px-4 py-3">
      <dl className="grid grid-cols-[110px_minmax(0,1fr)] gap-y-2">
        {rows.map(([name, value]) => <div key={name} className="contents"><dt className="text-fg-3">{name}</dt><dd className="[overflow-wrap:anywhere]">{value}</dd></div>)}
      </dl>
      {step.hints.length > 0 ? <ul className="mt-4 flex flex-col gap-1 text-fg-2">{step.hints.map(hint => <li key={hint}>{hint}</li>)}</ul> : null}
      {step.error ? <pre className="mono mt-4 leading-[17px]"><JsonView value={step.error} /></pre> : null}
    </div>
  );
}
