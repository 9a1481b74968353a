// What can be done with the chosen executions.
'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Button, IconButton } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { plural } from '~/ui/time';
import { toast, toastError } from '~/ui/toast';

interface SelectionBarProps {
  ids: string[];
  onClear(): void;
  onDone(): void;
}

export function SelectionBar({ ids, onClear, onDone }: SelectionBarProps) {
  const trpc = useTRPC();
  const canRun = useCan('workflow:run');
  const [asking, setAsking] = useState<'delete' | 'replay' | null>(null);
  const replay = useMutation(trpc.executions.retry.mutationOptions());
  const cancel = useMutation(trpc.executions.cancel.mutationOptions());
  const remove = useMutation(trpc.executions.remove.mutationOptions({
    onSuccess: ({ removed }) => {
      toast(`${plural(removed, 'execution')} deleted`, removed < ids.length ? { description: 'Those that are still open were kept.' } : {});
      setAsking(null);
      onClear();
      onDone();
    },
    onError: error => toastError('The executions were not deleted', errorText(error)),
  }));

  async function cancelAll() {
    const results = await Promise.allSettled(ids.map(id => cancel.mutateAsync({ id })));
    const cancelled = results.filter(result => result.status === 'fulfilled').length;
    toast(cancelled === 0 ? 'All of them had ended already' : `${plural(cancelled, 'execution')} cancelled`);
    onClear();
    onDone();
  }

  async function replayAll() {
    const results = await Promise.allSettled(ids.map(id => replay.mutateAsync({ id, version: 'original', from: 'start' })));
    const refused = results.filter(result => result.status === 'rejected');
    setAsking(null);
    if (refused[0]) toastError(`${plural(refused.length, 'execution')} not replayed`, errorText(refused[0].reason));
    if (refused.length < ids.length) toast(`${plural(ids.length - refused.length, 'replay')} started`);
    onClear();
    onDone();
  }

  return (
    <div role="toolbar" aria-label="Chosen executions" className="absolute bottom-12 left-1/2 z-(--z-dock) flex -translate-x-1/2 items-center gap-2 rounded-card bg-float p-2 pl-4 shadow-float">
      <span className="figures mr-2 font-strong">{ids.length} selected</span>
      {canRun ? <Button size="sm" variant="quiet" icon="rotate-ccw" onClick={() => setAsking('replay')}>Replay</Button> : null}
      <Button size="sm" variant="quiet" icon="circle-slash" busy={cancel.isPending} onClick={() => void cancelAll()}>Cancel</Button>
      <Button size="sm" variant="danger" icon="trash-2" onClick={() => setAsking('delete')}>Delete</Button>
      <IconButton size="sm" icon="x" label="Clear the selection" onClick={onClear} />
      <Confirm open={asking === 'delete'} onOpenChange={open => setAsking(open ? 'delete' : null)} title={`Delete ${plural(ids.length, 'execution')}?`} description="Their steps, data and logs go with them. This cannot be undone." action="Delete" busy={remove.isPending} onConfirm={() => remove.mutate({ ids })} />
      <Confirm open={asking === 'replay'} onOpenChange={open => setAsking(open ? 'replay' : null)} title={`Replay ${plural(ids.length, 'execution')}?`} description="Each runs again from the start with the version that ran. Messages may be sent and orders placed a second time." action="Replay" busy={replay.isPending} onConfirm={() => void replayAll()} />
    </div>
  );
}
