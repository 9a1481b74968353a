// One execution in the list.
'use client';
import type { Outputs } from '~/trpc/client';
import { Checkbox } from '~/ui/checkbox';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { Duration, RelativeTime } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf, toneClass } from '~/ui/status';
import { Cell, RowActions, RowLink, TableRow } from '~/ui/table';
import { toast } from '~/ui/toast';
import { modeOf, shortId } from '../modes';
import { type DurationScale, P95_AT } from './durations';

export type ExecutionItem = Outputs['executions']['list']['items'][number];

interface ExecutionRowProps {
  execution: ExecutionItem;
  current: boolean;
  selected: boolean;
  /** Beside others of the same workflow. */
  scale: DurationScale;
  onSelect(selected: boolean): void;
  onFocus(): void;
}

export function ExecutionRow({ execution, current, selected, scale, onSelect, onFocus }: ExecutionRowProps) {
  const state = stateOf(execution.status);
  const mode = modeOf(execution.mode);
  const started = execution.startedAt ?? execution.createdAt;
  return (
    <TableRow current={current} selected={selected} onFocus={onFocus} className="max-md:h-16">
      <RowActions className="justify-start max-md:hidden"><Checkbox bare checked={selected} onChange={onSelect} label={`Select execution ${shortId(execution.id)} of ${execution.workflowName}`} /></RowActions>
      <Cell className="overflow-visible"><StatusGlyph state={state} label={STATE_WORDS[state]} /></Cell>
      <Cell className="leading-[17px]">
        <RowLink href={`/executions/${execution.id}`} data-row={execution.id} className="block truncate font-strong">{execution.workflowName}</RowLink>
        <span className={cx('hidden truncate text-dense max-md:block', execution.error ? 'text-failed' : 'text-fg-3')}>{execution.error?.message ?? mode.label}</span>
      </Cell>
      <Cell className={cx('max-md:hidden', execution.error ? (state === 'attention' ? 'text-stale' : 'text-failed') : 'text-fg-2')}>{execution.error ? `${execution.error.node ? `${execution.error.node}: ` : ''}${execution.error.message}` : STATE_WORDS[state]}</Cell>
      <Cell className="flex items-center gap-2 text-fg-3 max-xl:hidden"><Icon name={mode.icon} size="s" />{mode.label}</Cell>
      <Cell className="text-fg-3 max-md:text-right max-md:text-dense"><RelativeTime at={started} /></Cell>
      <Cell right className="max-md:hidden"><Duration ms={execution.durationMs} since={state === 'running' ? started : null} /></Cell>
      <Cell className="overflow-visible max-xl:hidden"><DurationBar execution={execution} scale={scale} className={toneClass(state)} /></Cell>
      <Cell className="mono text-fg-3 max-xl:hidden">{execution.versionNumber === null ? 'draft' : `v${execution.versionNumber}`}</Cell>
      <Cell className="max-xl:hidden"><CopyId id={execution.id} /></Cell>
    </TableRow>
  );
}

function DurationBar({ execution, scale, className }: { execution: ExecutionItem; scale: DurationScale; className: string }) {
  if (execution.durationMs === null) return null;
  return (
    <span aria-hidden className={cx('relative block h-[5px]', className)}>
      <span className="absolute inset-y-0 left-0 rounded-[2px] bg-tone-fill" style={{ width: `${Math.max(3, scale.share(execution) * 100)}%` }} />
      {scale.known(execution.workflowId) ? <span className="absolute -inset-y-[3px] w-px bg-line-control" style={{ left: `${P95_AT * 100}%` }} /> : null}
    </span>
  );
}

/** Its end is enough to tell ids apart; pressing copies the whole. */
function CopyId({ id }: { id: string }) {
  const copy = (): void => {
    Promise.resolve(navigator.clipboard?.writeText(id)).then(() => toast(navigator.clipboard ? 'Id copied' : 'Copying is blocked here'), () => toast('Copying is blocked here'));
  };
  return <button type="button" tabIndex={-1} aria-label={`Copy id ${shortId(id)}`} title={id} onClick={copy} className="mono relative z-[1] text-fg-3 hover:text-fg">{shortId(id)}</button>;
}
