// One workflow in the list.
'use client';
import type { Outputs } from '~/trpc/client';
import { IconButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Face } from '~/ui/face';
import { Icon, type IconName } from '~/ui/icon';
import { Menu, type MenuEntry } from '~/ui/menu';
import { Picks } from '~/ui/picks';
import { RelativeTime } from '~/ui/relative-time';
import { STATE_WORDS, StatusGlyph } from '~/ui/status';
import { Cell, RowActions, RowLink, TableRow } from '~/ui/table';
import { Tag } from '~/ui/tag';
import { Tooltip } from '~/ui/tooltip';
import { rowNote, rowState } from './pick-state';

export type WorkflowItem = Outputs['workflows']['list']['items'][number];

const TRIGGERS: Record<string, { icon: IconName; label: string }> = {
  manual: { icon: 'mouse-pointer-click', label: 'By hand' }, webhook: { icon: 'webhook', label: 'Webhook' }, schedule: { icon: 'clock', label: 'Schedule' }, form: { icon: 'file-text', label: 'Form' },
  error: { icon: 'siren', label: 'Error' }, subWorkflow: { icon: 'workflow', label: 'Other workflows' }, event: { icon: 'radio', label: 'Event' }, chat: { icon: 'message-square', label: 'Chat' },
};

interface WorkflowRowProps {
  workflow: WorkflowItem;
  current: boolean;
  entries: readonly MenuEntry[];
  onFocus(): void;
}

export function WorkflowRow({ workflow, current, entries, onFocus }: WorkflowRowProps) {
  const state = rowState(workflow);
  const note = rowNote(workflow);
  const word = workflow.lastExecution ? STATE_WORDS[state] : 'Not run yet';
  return (
    <TableRow current={current} onFocus={onFocus} className={cx('group/row max-md:h-16', workflow.status !== 'published' && 'text-fg-2')}>
      <Cell className="overflow-visible"><StatusGlyph state={state} label={word} /></Cell>
      <Cell className="leading-[17px]">
        <RowLink href={`/workflows/${workflow.id}`} data-row={workflow.id} className="font-strong"><span className="block truncate">{workflow.name}</span></RowLink>
        <span className={cx('block truncate text-dense', note.tone === 'failed' ? 'text-failed' : note.tone === 'stale' ? 'text-stale' : 'text-fg-3')}>{note.text}</span>
      </Cell>
      <Cell className="overflow-hidden max-md:hidden"><Picks recent={workflow.recent} /></Cell>
      <Cell className="hidden overflow-hidden max-md:block"><Picks recent={workflow.recent} count={9} /></Cell>
      <Cell className="text-fg-3 max-md:hidden">{workflow.lastExecution?.startedAt ? <RelativeTime at={workflow.lastExecution.startedAt} /> : ''}</Cell>
      <Cell className="flex gap-1.5 text-fg-3 max-lg:hidden">
        {[...new Set(workflow.triggers)].map(kind => {
          const trigger = TRIGGERS[kind];
          return trigger ? <Tooltip key={kind} label={trigger.label}><span role="img" aria-label={trigger.label} className="relative z-[1]"><Icon name={trigger.icon} size="s" /></span></Tooltip> : null;
        })}
      </Cell>
      <Cell className="flex gap-1 overflow-hidden max-lg:hidden">{workflow.tags.slice(0, 4).map(tag => <Tag key={tag}>{tag}</Tag>)}{workflow.tags.length > 4 ? <span className="text-dense text-fg-3">+{workflow.tags.length - 4}</span> : null}</Cell>
      <Cell className="truncate text-dense text-fg-3 max-lg:hidden"><RelativeTime at={workflow.updatedAt} /></Cell>
      <Cell className="relative z-[1] overflow-visible max-md:hidden">{workflow.updatedBy ? <Face name={workflow.updatedBy} /> : null}</Cell>
      <RowActions className="max-md:hidden"><Menu align="end" entries={entries} trigger={<IconButton icon="ellipsis" label={`More for ${workflow.name}`} />} /></RowActions>
    </TableRow>
  );
}
