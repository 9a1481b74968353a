// What comes out: items of a run and branch, page by page, pinned items to edit, or why there is nothing.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { fileHrefOf } from '~/trpc/file-href';
import { Button } from '~/ui/button';
import { DataView, DATA_VIEWS, type DataViewName } from '~/ui/data/data-view';
import type { DataItem } from '~/ui/data/kinds';
import { Pager } from '~/ui/data/pager';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { Segmented } from '~/ui/segmented';
import { Select } from '~/ui/select';
import { Skeleton } from '~/ui/skeleton';
import { Status } from '~/ui/status';
import { plural } from '~/ui/time';
import { setPin } from '../commands/change';
import { runStep } from '../commands/run';
import { isStale } from '../node-card/badge';
import { portsOf } from '../node-card/ports';
import { PAGE_SIZE, runsOf } from '../preview/upstream';
import { useDocument, useEditor, useRun } from '../store/editor';
import type { StepSummary } from '../store/run-summary';
import { Pane } from './pane';
import { PinEditor } from './pin-editor';
import { StepErrorCard } from './step-error-card';

export function OutputPane({ id }: { id: string }) {
  const name = useDocument(state => state.doc.nodes.get(id)?.name ?? '');
  const pinned = useDocument(state => (Object.hasOwn(state.doc.pinData, name) ? state.doc.pinData[name] : undefined));
  const [view, setView] = useState<DataViewName>('table');
  const [writing, setWriting] = useState(false);
  if (pinned || writing) return <PinEditor id={id} items={pinned ?? []} onClose={() => setWriting(false)} fresh={writing && !pinned} />;
  return <RunOutput id={id} view={view} setView={setView} onWrite={() => setWriting(true)} />;
}

interface RunOutputProps {
  id: string;
  view: DataViewName;
  setView(view: DataViewName): void;
  onWrite(): void;
}

function RunOutput({ id, view, setView, onWrite }: RunOutputProps) {
  const editor = useEditor();
  const trpc = useTRPC();
  const node = useDocument(state => state.doc.nodes.get(id));
  const readOnly = useDocument(state => state.readOnly);
  const execution = useRun(state => state.execution);
  const steps = useRun(state => state.steps);
  const then = useRun(state => state.snapshot.get(id));
  const starting = useRun(state => state.starting);
  const [chosenRun, setRun] = useState<number | null>(null);
  const [port, setPort] = useState<number | null>(null);
  const [offset, setOffset] = useState(0);
  const runs = runsOf(steps, id);
  const step = runs.find(run => run.runIndex === chosenRun) ?? runs.at(-1);
  const outputs = node ? portsOf(node, []).outputs.filter(output => output.type === 'main') : [];
  // The first branch that has items, until one is chosen.
  const branch = port ?? Math.max(0, step?.itemCounts.findIndex(count => count > 0) ?? 0);
  const ended = Boolean(step?.endedAt);
  const query = useQuery(trpc.executions.stepData.queryOptions({ executionId: execution?.id ?? '', stepId: step?.id ?? '', side: 'output', port: branch, offset, limit: PAGE_SIZE }, { enabled: Boolean(execution && step && ended), staleTime: Number.POSITIVE_INFINITY }));
  const items = (query.data?.items ?? []) as unknown as DataItem[];
  const pin = (): void => setPin(editor, id, items.map(item => item.json) as Parameters<typeof setPin>[2]);
  const stale = node && step && isStale(node, then);

  return (
    <Pane label="Output" head={<><h2 className="font-title">Output</h2>{query.data ? <span className="truncate text-dense text-fg-3">{plural(query.data.total, 'item')}</span> : null}<span className="flex-1" /><Segmented label="View of the output" value={view} onChange={setView} segments={DATA_VIEWS} /></>}
      bar={step && (runs.length > 1 || outputs.length > 1 || stale || step.status === 'running' || step.hints.length > 0) ? (
        <>
          <RunSelect runs={runs} value={step.runIndex} onChange={next => { setRun(next); setOffset(0); }} />
          {outputs.length > 1 ? <Select size="sm" label="Branch" value={branch} onChange={next => { setPort(next); setOffset(0); }} options={outputs.map((output, index) => ({ value: index, label: `${output.label || `Output ${index + 1}`} (${step.itemCounts[index] ?? 0})` }))} className="max-w-44" /> : null}
          {stale ? <Status state="stale" word="Parameters changed since this run" className="min-w-0 truncate text-dense text-stale" /> : step.status === 'running' ? <Status state="running" className="text-dense" /> : step.hints[0] ? <span className="truncate text-dense text-fg-3" title={step.hints.join('\n')}>{step.hints[0]}</span> : null}
        </>
      ) : undefined}
      foot={query.data && query.data.total > 0 ? <><Pager total={query.data.total} offset={offset} limit={PAGE_SIZE} onOffset={setOffset} /><span className="flex-1" />{readOnly ? null : <Button size="xs" variant="quiet" icon="pin" onClick={pin}>Pin these</Button>}</> : undefined}>
      {step?.error ? <StepErrorCard id={id} error={step.error} /> : null}
      {!step ? (
        <EmptyState compact title="No output yet" action={<>{editor.canRun ? <Button size="sm" icon="play" busy={starting} onClick={() => void runStep(editor, id)}>Run this step</Button> : null}{readOnly ? null : <Button size="sm" variant="quiet" onClick={onWrite}>Write data by hand</Button>}</>}>
          Run it to see what it gives. Pinned data stands in for a run.
        </EmptyState>
      ) : !ended ? <Rows /> : query.error ? <ErrorNotice compact title="The items could not be loaded" error={{ message: errorText(query.error) }} onRetry={() => void query.refetch()} />
        : query.isPending ? <Rows />
        : items.length === 0 ? (step.error ? null : <EmptyState compact title="0 items">{outputs.length > 1 ? 'No items took this branch.' : 'Steps after this one did not run.'}</EmptyState>)
        : <DataView label="Output items" view={view} items={items} offset={offset} fileHref={fileHrefOf(execution?.id ?? '')} />}
      {query.data?.truncated ? <p className="px-4 py-2 text-dense text-stale">Large values are cut in this preview.</p> : null}
    </Pane>
  );
}

function RunSelect({ runs, value, onChange }: { runs: readonly StepSummary[]; value: number; onChange(run: number): void }) {
  if (runs.length < 2) return null;
  return <Select size="sm" label="Run" value={value} onChange={onChange} options={runs.map(run => ({ value: run.runIndex, label: `Run ${run.runIndex + 1} of ${runs.length}` }))} className="w-36 shrink-0" />;
}

function Rows() {
  return (
    <div role="status" aria-label="Loading items" className="px-4 py-2">
      {Array.from({ length: 6 }, (_, index) => <div key={`row-${index}`} className="flex h-[30px] items-center gap-4 border-line border-b"><Skeleton width={16} /><Skeleton width={72} /><Skeleton width={120} /><Skeleton width={56} /></div>)}
    </div>
  );
}
