// The execution by node: how often each ran, what it gave, how long it took.
'use client';
import { cx } from '~/ui/class-names';
import { STATE_WORDS, StatusGlyph, stateOf } from '~/ui/status';
import { Cell, HeadCell, Table, TableHead, TableRow } from '~/ui/table';
import { durationText } from '~/ui/time';
import { byNode } from './by-node';
import type { StepSummary } from './steps';

interface ByNodeTableProps {
  steps: readonly StepSummary[];
  selected: string | null;
  onSelect(step: StepSummary): void;
}

export function ByNodeTable({ steps, selected, onSelect }: ByNodeTableProps) {
  const sums = byNode(steps);
  const longest = Math.max(1, ...sums.map(sum => sum.totalMs));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-6">
      <Table label="By node" row={32} columns="14px minmax(120px,1fr) 44px 52px 72px 76px 76px minmax(40px,120px)" className="max-xl:[--cols:14px_minmax(0,1fr)_44px_52px_64px_76px]! max-md:[--cols:14px_minmax(0,1fr)_44px_72px]! max-md:[--row:44px]!">
        <TableHead>
          <HeadCell><span className="sr-only">Status</span></HeadCell><HeadCell>Node</HeadCell><HeadCell right>Runs</HeadCell><HeadCell right className="max-md:hidden">Failed</HeadCell><HeadCell right className="max-md:hidden">Items out</HeadCell><HeadCell right>Time</HeadCell><HeadCell right className="max-xl:hidden">Slowest</HeadCell><HeadCell className="max-xl:hidden"><span className="sr-only">Time as a bar</span></HeadCell>
        </TableHead>
        {sums.map(sum => {
          const state = stateOf(sum.step.status);
          return (
            <TableRow key={sum.nodeId} selected={selected === sum.nodeId}>
              <Cell className="overflow-visible"><StatusGlyph state={state} size={14} label={STATE_WORDS[state]} /></Cell>
              <Cell><button type="button" onClick={() => onSelect(sum.step)} className="max-w-full truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent">{sum.node}</button></Cell>
              <Cell right>{sum.runs}</Cell>
              <Cell right className={cx('max-md:hidden', sum.failed > 0 ? 'text-failed' : 'text-fg-3')}>{sum.failed}</Cell>
              <Cell right className="max-md:hidden">{sum.items.toLocaleString('en-GB')}</Cell>
              <Cell right><span className="mono">{durationText(sum.totalMs)}</span></Cell>
              <Cell right className="max-xl:hidden"><span className="mono text-fg-3">{durationText(sum.slowestMs)}</span></Cell>
              <Cell className="max-xl:hidden"><span aria-hidden className="block h-[5px] rounded-[2px] bg-wire" style={{ width: `${Math.max(2, (sum.totalMs / longest) * 100)}%` }} /></Cell>
            </TableRow>
          );
        })}
      </Table>
    </div>
  );
}
