// The head of an execution: what it is, how it went, what can be done with it.
'use client';
import Link from 'next/link';
import { useCan } from '~/trpc/session';
import { Button } from '~/ui/button';
import { CopyButton } from '~/ui/copy-button';
import { Menu } from '~/ui/menu';
import { Duration, RelativeTime } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf } from '~/ui/status';
import { fullTime } from '~/ui/time';
import { modeOf, shortId } from '../modes';
import type { Execution } from './steps';

interface ExecutionHeadProps {
  execution: Execution;
  busy: boolean;
  onReplay(version: 'original' | 'current', from: 'start' | 'failed'): void;
  onCancel(): void;
  onDownload(): void;
}

const OPEN = new Set(['pending', 'running', 'waiting', 'paused', 'needs_attention']);

export function ExecutionHead({ execution, busy, onReplay, onCancel, onDownload }: ExecutionHeadProps) {
  const canRun = useCan('workflow:run');
  const canWrite = useCan('execution:write');
  const state = stateOf(execution.status);
  const started = execution.startedAt ?? execution.createdAt;
  const open = OPEN.has(execution.status);
  const failed = execution.status === 'failed';
  return (
    <header className="flex-none border-line border-b px-6 py-4 max-md:px-4">
      <div className="flex flex-wrap items-center gap-3">
        <StatusGlyph state={state} size={20} label={STATE_WORDS[state]} />
        <h1 className="display truncate text-title font-title"><Link href={`/workflows/${execution.workflowId}`} className="hover:underline">{execution.workflowName}</Link></h1>
        <span className="mono text-fg-3">{shortId(execution.id)}</span>
        <span className="flex-1" />
        <CopyButton size="sm" label="Copy link" worded text={() => window.location.href} className="max-md:hidden" />
        <Button size="sm" icon="download" onClick={onDownload} className="max-md:hidden">Download JSON</Button>
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
      <dl className="dense mt-3 flex flex-wrap gap-x-8 gap-y-2 [&_dd]:font-strong [&_dt]:text-dense [&_dt]:text-fg-3">
        <div><dt>{open ? STATE_WORDS[state] : `${STATE_WORDS[state]} after`}</dt><dd><Duration ms={execution.durationMs} since={execution.status === 'running' ? started : null} className="figures" />{execution.durationMs === null && execution.status !== 'running' ? <RelativeTime at={started} /> : null}</dd></div>
        <div><dt>Started</dt><dd title={fullTime(started)}><RelativeTime at={started} /></dd></div>
        <div><dt>Trigger</dt><dd>{modeOf(execution.mode).label}</dd></div>
        <div><dt>Version</dt><dd>{execution.versionNumber === null ? 'draft' : `v${execution.versionNumber}`}</dd></div>
        {execution.retryOf ? <div><dt>Replay of</dt><dd><Link href={`/executions/${execution.retryOf}`} className="mono underline decoration-line-control underline-offset-2">{shortId(execution.retryOf)}</Link></dd></div> : null}
      </dl>
      {execution.error && execution.steps.every(step => !step.error) ? <p role="alert" className="mt-3 rounded-control bg-failed-soft px-3 py-2 text-failed">{execution.error.message}</p> : null}
    </header>
  );
}
