// API keys of the person: list, make, remove.
'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Outputs, useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Button, IconButton } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { PageBody, PageHead } from '~/ui/page';
import { RelativeTime, useNow } from '~/ui/relative-time';
import { SkeletonRows } from '~/ui/skeleton';
import { Cell, HeadCell, RowActions, Table, TableHead, TableRow } from '~/ui/table';
import { toast, toastError } from '~/ui/toast';
import { NewKeyDialog } from './new-key-dialog';
import { NotAllowed } from './not-allowed';

type ApiKey = Outputs['apiKeys']['list'][number];

export function ApiKeysPage() {
  const trpc = useTRPC();
  const allowed = useCan('apiKey:write');
  const { data, error, isPending, refetch } = useQuery(trpc.apiKeys.list.queryOptions(undefined, { enabled: allowed }));
  const [making, setMaking] = useState(false);
  const [removing, setRemoving] = useState<ApiKey | null>(null);
  const remove = useMutation(trpc.apiKeys.remove.mutationOptions({
    onSuccess: () => toast('API key removed'),
    onError: failure => toastError('The API key was not removed', errorText(failure)),
    onSettled: () => { setRemoving(null); void refetch(); },
  }));
  if (!allowed) return <NotAllowed title="API keys" role="editor" />;
  return (
    <>
      <PageHead title="API keys" note={<span className="max-lg:hidden">For programs that call the REST API as you</span>} actions={<Button size="sm" variant="primary" icon="plus" onClick={() => setMaking(true)}>New API key</Button>} />
      {error && !data ? <ErrorNotice title="The API keys could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />
        : data?.length === 0 ? <EmptyState title="No API key yet">With a key your own programs can make, publish and run workflows under <code className="mono">/api/v1</code>.</EmptyState>
        : (
          <PageBody className="border-line border-t">
            <Table label="API keys" columns="minmax(140px,1fr) 130px 96px 96px 110px 28px" className="max-xl:[--cols:minmax(0,1fr)_100px_40px]!">
              <TableHead className="max-xl:hidden"><HeadCell>Name</HeadCell><HeadCell>Key</HeadCell><HeadCell>Last used</HeadCell><HeadCell>Made</HeadCell><HeadCell>Expires</HeadCell><HeadCell><span className="sr-only">Actions</span></HeadCell></TableHead>
              {isPending ? <SkeletonRows rows={3} widths={[120, 90, 56, 56, 56, 16]} /> : data?.map(key => (
                <TableRow key={key.id} className="max-xl:h-16">
                  <Cell className="font-strong">{key.name}<span className="block truncate text-dense font-text text-fg-3 xl:hidden">{key.lastUsedAt ? <>used <RelativeTime at={key.lastUsedAt} /></> : 'never used'}</span></Cell>
                  <Cell className="mono text-fg-2">{key.prefix}…</Cell>
                  <Cell className="text-fg-3 max-xl:hidden">{key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : 'never'}</Cell>
                  <Cell className="text-fg-3 max-xl:hidden"><RelativeTime at={key.createdAt} /></Cell>
                  <Cell className="text-fg-3 max-xl:hidden"><Expiry at={key.expiresAt} /></Cell>
                  <RowActions><IconButton icon="trash-2" label={`Remove ${key.name}`} onClick={() => setRemoving(key)} /></RowActions>
                </TableRow>
              ))}
            </Table>
          </PageBody>
        )}
      {making ? <NewKeyDialog onClose={() => setMaking(false)} onMade={() => void refetch()} /> : null}
      <Confirm open={removing !== null} onOpenChange={open => { if (!open) setRemoving(null); }} title={`Remove ${removing?.name ?? ''}?`} description="Programs that use this key are refused from now on. This cannot be undone." action="Remove key" busy={remove.isPending} onConfirm={() => { if (removing) remove.mutate({ id: removing.id }); }} />
    </>
  );
}

function Expiry({ at }: { at: string | null }) {
  const now = useNow();
  if (!at) return 'never';
  const left = Date.parse(at) - now;
  if (now === 0) return null;
  return left < 0 ? <span className="text-failed">expired <RelativeTime at={at} /></span> : <span className={left < 7 * 86_400_000 ? 'text-stale' : ''}><RelativeTime at={at} /></span>;
}
