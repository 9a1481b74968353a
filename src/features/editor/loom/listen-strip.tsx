// While a test call is awaited: the URL to call, a line to call it with, and how long it listens.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '~/trpc/client';
import { Button } from '~/ui/button';
import { CopyLine } from '~/ui/code-view';
import { useNow } from '~/ui/relative-time';
import { StatusGlyph } from '~/ui/status';
import { stopListening } from '../commands/run';
import { useEditor } from '../store/editor';

/** A call to paste into a terminal. */
export const curlLine = (method: string, url: string): string =>
  ['GET', 'HEAD'].includes(method) ? `curl ${method === 'HEAD' ? '-I ' : ''}'${url}'` : `curl -X ${method} '${url}' -H 'Content-Type: application/json' -d '{"hello":"world"}'`;

export function ListenStrip({ until }: { until: number }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const now = useNow();
  const { data } = useQuery(trpc.workflows.get.queryOptions({ id: editor.workflowId }));
  const hooks = data?.webhooks ?? [];
  return (
    <section aria-label="Waiting for a test call" className="relative z-(--z-dock) flex min-h-19 shrink-0 items-center gap-4 border-line border-t bg-app px-4 py-2.5">
      <StatusGlyph state="waiting" />
      <div className="min-w-40">
        <div className="font-strong">Waiting for a test call</div>
        <div role="timer" className="figures text-dense text-fg-3">{now === 0 ? '' : `${Math.max(0, Math.ceil((until - now) / 1000))} s left`}</div>
      </div>
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-2 max-md:grid-cols-1">
        {hooks.slice(0, 2).map(hook => [
          <CopyLine key={`${hook.testUrl}-url`} text={hook.testUrl} label={`Copy test URL of ${hook.node}`} />,
          <CopyLine key={`${hook.testUrl}-curl`} text={curlLine(hook.method, hook.testUrl)} label={`Copy cURL for ${hook.node}`} />,
        ])}
      </div>
      <Button size="sm" onClick={() => void stopListening(editor)}>Stop</Button>
    </section>
  );
}
