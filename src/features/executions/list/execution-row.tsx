// One execution in the list.
'use client';
import type { Outputs } from '~/trpc/client';
import { Checkbox } from '~/ui/checkbox';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { Duration, RelativeTime } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph, stateOf, toneClass } from '~/ui/status';
import { Cell, RowActions, RowLink, TableRow } from '~/ui/table';
import { modeOf, shortId } from '../modes';

export type ExecutionItem = Outputs['executions']['list']['items'][number];

interface ExecutionRowProps {
  execution: ExecutionItem;
  current: boolean;
  selected: boolean;
  /** Longest duration in view: the bar's full width. */
  longestMs: number;
  onSelect(selected: boolean): void;
  onFocus(): void;
}

export function ExecutionRow({ execution, current, selected, longestMs, onSelect, onFocus }: ExecutionRowProps) {
  const state = stateOf(execution.status);
  const mode = modeOf(execution.mode);
  const started = execution.startedAt ?? execution.createdAt;
  return (
    <TableRow current={current} selected={selected} onFocus={onFocus} className="max-md:h-16">
      <RowActions className="justify-start max-md:hidden"><Checkbox checked={selected} onChange={onSelect} label={`Select execution ${shortId(execution.id)} of ${execution.workflowName}`} /></RowActions>
      <Cell className="overflow-visible"><StatusGlyph state={state} label={STATE_WORDS[state]} /></Cell>
      <Cell className="leading-[17px]">
        <RowLink href={`/executions/${execution.id}`} data-row={execution.id} className="block truncate font-strong">{execution.workflowName}</RowLink>
        <span className={cx('hidden truncate text-dense max-md:block', execution.error ? 'text-failed' : 'text-fg-3')}>{execution.error?.message ?? mode.label}</span>
      </Cell>
      <Cell className={cx('max-md:hidden', execution.error ? (state === 'attention' ? 'text-stale' : 'text-failed') : 'text-fg-2')}>{execution.error ? `${execution.error.node ? `${execution.error.node}: ` : ''}${execution.error.message}` : STATE_WORDS[state]}</Cell>
      <Cell className="flex items-center gap-2 text-fg-3 max-lg:hidden"><Icon name={mode.icon} size="s" />{mode.label}</Cell>
      <Cell className="text-fg-3 max-md:text-right max-md:text-dense"><RelativeTime at={started} /></Cell>
      <Cell right className="max-md:hidden"><Duration ms={execution.durationMs} since={state === 'running' ? started : null} /></Cell>
      <Cell className="overflow-visible max-lg:hidden"><DurationBar ms={execution.durationMs} longestMs={longestMs} className={toneClass(state)} /></Cell>
      <Cell className="mono text-fg-3 max-lg:hidden">{execution.versionNumber === null ? 'draft' : `v${execution.versionNumber}`}</Cell>
      <Cell className="mono text-fg-3 max-lg:hidden">{shortId(execution.id)}</Cell>
    </TableRow>
  );
}

/** Length on a logarithmic scale: a second and an hour both show. */
function DurationBar({ ms, longestMs, className }: { ms: number | null; longestMs: number; className: string }) {
  if (ms === null) return null;
  const share = longestMs > 0 ? Math.log1p(ms) / Math.log1p(longestMs) : 0;
  return <span aria-hidden className={cx('block h-[5px] rounded-tag bg-tone-fill', className)} style={{ width: `${Math.max(4, share * 100)}%` }} />;
}
