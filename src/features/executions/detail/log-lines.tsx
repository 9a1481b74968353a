// What the steps logged.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { cx } from '~/ui/class-names';

const TONES: Record<string, string> = { error: 'text-failed', warn: 'text-stale', debug: 'text-fg-3', info: 'text-fg-2' };

/** `node`: only what this node logged. */
export function LogLines({ executionId, node }: { executionId: string; node?: string }) {
  const trpc = useTRPC();
  const { data, error, isPending } = useQuery(trpc.executions.logs.queryOptions({ executionId }));
  if (error) return <p role="alert" className="p-4 text-failed">{errorText(error)}</p>;
  if (isPending) return <p className="p-4 text-fg-3">Loading …</p>;
  const lines = data.filter(line => node === undefined || line.node === node);
  if (lines.length === 0) return <p className="p-4 text-fg-3">Nothing was logged. A Code step logs with console.log.</p>;
  return (
    <ol aria-label="Logs" className="mono flex flex-col gap-1 p-4">
      {lines.map(line => (
        <li key={line.id} className="grid grid-cols-[84px_48px_minmax(0,1fr)] gap-x-2">
          <time className="text-fg-3" dateTime={line.at}>{line.at.slice(11, 23)}</time>
          <span className={TONES[line.level]}>{line.level}</span>
          <span className={cx('[overflow-wrap:anywhere] whitespace-pre-wrap', TONES[line.level])}>{line.message}</span>
        </li>
      ))}
    </ol>
  );
}
