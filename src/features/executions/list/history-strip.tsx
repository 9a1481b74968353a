// The loaded executions by time: success stands on the thread, failure hangs below it.
'use client';
import { useMemo } from 'react';
import { useNow } from '~/ui/relative-time';
import { relativeText } from '~/ui/time';
import type { ExecutionItem } from './execution-row';
import { historyOf } from './history';

const COUNT = 96;
const UP = 40;
const DOWN = 18;

export function HistoryStrip({ executions, more }: { executions: readonly ExecutionItem[]; more: boolean }) {
  const now = useNow();
  // Redrawn a few times a minute: one second moves nothing that can be seen.
  const until = Math.ceil(now / 10_000) * 10_000;
  const buckets = useMemo(() => historyOf(executions, until, COUNT), [executions, until]);
  const sum = (pick: (bucket: (typeof buckets)[number]) => number): number => buckets.reduce((total, bucket) => total + pick(bucket), 0);
  const [failed, open] = [sum(bucket => bucket.failed), sum(bucket => bucket.open)];
  const top = Math.max(1, ...buckets.map(bucket => bucket.ok + bucket.open));
  const low = Math.max(1, ...buckets.map(bucket => bucket.failed));
  const pitch = 100 / COUNT;
  return (
    <figure className="flex-none border-line border-t px-6 pt-3 pb-1.5 max-md:hidden">
      <figcaption className="mb-2 flex items-baseline gap-4 text-dense text-fg-3">
        <span><b className="font-title text-fg">{executions.length}</b> {more ? 'newest executions' : executions.length === 1 ? 'execution' : 'executions'}</span>
        <span><b className="font-title text-fg">{failed}</b> failed</span>
        {open > 0 ? <span><b className="font-title text-fg">{open}</b> open</span> : null}
      </figcaption>
      <svg viewBox={`0 0 100 ${UP + DOWN + 3}`} preserveAspectRatio="none" role="img" aria-label={`${executions.length} executions by time, ${failed} failed`} className="block h-[61px] w-full">
        {buckets.map((bucket, index) => {
          const x = index * pitch;
          const ok = (bucket.ok / top) * UP;
          const running = (bucket.open / top) * UP;
          const below = (bucket.failed / low) * DOWN;
          return (
            <g key={bucket.from}>
              {ok > 0 ? <rect x={x} y={UP - ok} width={pitch * 0.78} height={ok} fill="var(--success-fill)" opacity=".8" /> : null}
              {running > 0 ? <rect x={x} y={UP - ok - running} width={pitch * 0.78} height={running} fill="var(--running-fill)" /> : null}
              {below > 0 ? <rect x={x} y={UP + 2} width={pitch * 0.78} height={below} fill="var(--failed-fill)" /> : null}
            </g>
          );
        })}
        <rect x="0" y={UP + 0.5} width="100" height="1" fill="var(--line-strong)" />
      </svg>
      <div aria-hidden className="mt-0.5 flex justify-between text-micro text-fg-3">
        {now === 0 ? <span>&nbsp;</span> : <><span>{relativeText(buckets[0]?.from ?? now, now)}</span><span>now</span></>}
      </div>
    </figure>
  );
}
