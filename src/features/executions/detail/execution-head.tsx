// The head of an execution: what it is, how it went, what can be done with it.
'use client';
import Link from 'next/link';
import { useCan } from '~/trpc/session';
import { Button, ButtonLink, IconButton } from '~/ui/button';
import { CopyButton } from '~/ui/copy-button';
import { Menu } from '~/ui/menu';
import { Duration, RelativeTime } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf } from '~/ui/status';
import { durationText, fullTime } from '~/ui/time';
import { toast } from '~/ui/toast';
import { modeOf, shortId } from '../modes';
import { activeMs } from './by-node';
import type { Execution, StepSummary } from './steps';

interface ExecutionHeadProps {
  execution: Execution;
  steps: readonly StepSummary[];
  busy: boolean;
  onReplay(version: 'original' | 'current', from: 'start' | 'failed'): void;
  onCancel(): void;
  onDownload(): void;
}

/** Where copying is blocked the address bar still has it. */
const copyLink = (): void => {
  Promise.resolve(navigator.clipboard?.writeText(window.location.href)).then(() => toast(navigator.clipboard ? 'Link copied' : 'Copying is blocked here'), () => toast('Copying is blocked here'));
};

const OPEN = new Set(['pending', 'running', 'waiting', 'paused', 'needs_attention']);

export function ExecutionHead({ execution, steps, busy, onReplay, onCancel, onDownload }: ExecutionHeadProps) {
  const canRun = useCan('workflow:run');
  const canWrite = useCan('execution:write');
  const state = stateOf(execution.status);
  const started = execution.startedAt ?? execution.createdAt;
  const open = OPEN.has(execution.status);
  const failed = execution.status === 'failed';
  // Said where they differ from the duration: waiting is not work, and a start may have to wait its turn.
  const worked = activeMs(steps, Date.parse(execution.endedAt ?? started));
  const active = execution.durationMs !== null && execution.durationMs - worked > Math.max(1000, execution.durationMs * 0.1) ? worked : null;
  const waited = execution.startedAt ? Date.parse(execution.startedAt) - Date.parse(execution.createdAt) : 0;
  const queued = waited >= 10 ? waited : null;
  return (
    <header className="flex-none border-line border-b px-6 pt-3.5 pb-3 max-lg:order-0 max-md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ButtonLink size="sm" variant="quiet" icon="chevron-left" href="/executions" className="-ml-2.5 md:hidden">Executions</ButtonLink>
        <span className="flex min-w-0 items-center gap-3 max-md:order-1 max-md:basis-full md:flex-1">
          <StatusGlyph state={state} size={20} label={STATE_WORDS[state]} />
          <h1 className="display min-w-0 truncate text-title font-title"><Link href={`/workflows/${execution.workflowId}`} className="hover:underline">{execution.workflowName}</Link></h1>
          <span className="mono text-fg-3">{shortId(execution.id)}</span>
        </span>
        <span className="flex-1 md:hidden" />
        <span className="contents max-xl:hidden"><CopyButton size="sm" label="Copy link" worded text={() => window.location.href} /></span>
        <Button size="sm" icon="download" onClick={onDownload} className="max-xl:hidden">Download JSON</Button>
        <span className="contents xl:hidden"><Menu align="end" trigger={<IconButton icon="ellipsis" label="More" />} entries={[{ label: 'Copy link', icon: 'link', onSelect: copyLink }, { label: 'Download JSON', icon: 'download', onSelect: onDownload }]} /></span>
        {open && canWrite ? <Button size="sm" icon="circle-slash" busy={busy} onClick={onCancel}>Cancel</Button> : null}
        {canRun && (!open || execution.status === 'needs_attention') ? (
          <Menu align="end" trigger={<Button size="sm" variant="solid" icon="rotate-ccw" iconAfter="chevron-down" busy={busy}>Replay</Button>} entries={[
            { kind: 'heading', label: execution.versionNumber === null ? 'With the version that ran' : `With version ${execution.versionNumber}, which ran` },
            { label: 'From the start', icon: 'rotate-ccw', onSelect: () => onReplay('original', 'start') },
            ...(failed ? [{ label: 'From the failed step', icon: 'skip-forward' as const, onSelect: () => onReplay('original', 'failed') }] : []),
            { kind: 'heading', label: 'With the current version' },
            { label: 'From the start', icon: 'rotate-ccw', onSelect: () => onReplay('current', 'start') },
            ...(failed ? [{ label: 'From the failed step', icon: 'skip-forward' as const, onSelect: () => onReplay('current', 'failed') }] : []),
          ]} />
        ) : null}
      </div>
      <dl className="dense mt-2 flex flex-wrap gap-x-6 gap-y-2 [&_dd]:font-strong [&_dt]:text-dense [&_dt]:text-fg-3">
        <div><dt>{open ? STATE_WORDS[state] : state === 'success' ? 'Took' : `${STATE_WORDS[state]} after`}</dt><dd><Duration ms={execution.durationMs} since={execution.status === 'running' ? started : null} className="figures" />{execution.durationMs === null && execution.status !== 'running' ? <RelativeTime at={started} /> : null}</dd></div>
        {active !== null ? <div><dt>Active time</dt><dd className="figures">{durationText(active)}</dd></div> : null}
        {queued !== null ? <div><dt>Queued</dt><dd className="figures">{durationText(queued)}</dd></div> : null}
        <div><dt>Started</dt><dd title={fullTime(started)}><RelativeTime at={started} /></dd></div>
        <div><dt>Trigger</dt><dd>{modeOf(execution.mode).label}</dd></div>
        <div><dt>Version</dt><dd>{execution.versionNumber === null ? 'draft' : `v${execution.versionNumber}`}</dd></div>
        {execution.retryOf ? <div><dt>Replay of</dt><dd><Link href={`/executions/${execution.retryOf}`} className="mono underline decoration-line-control underline-offset-2">{shortId(execution.retryOf)}</Link></dd></div> : null}
      </dl>
      {execution.error && execution.steps.every(step => !step.error) ? <p role="alert" className="mt-3 rounded-control bg-failed-soft px-3 py-2 text-failed">{execution.error.message}</p> : null}
    </header>
  );
}
