// Where the person is signed in, and ending it.
'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { ErrorNotice } from '~/ui/error-notice';
import { Icon } from '~/ui/icon';
import { PageBody, PageHead } from '~/ui/page';
import { RelativeTime } from '~/ui/relative-time';
import { SkeletonRows } from '~/ui/skeleton';
import { Cell, HeadCell, RowActions, Table, TableHead, TableRow } from '~/ui/table';
import { Tag } from '~/ui/tag';
import { plural } from '~/ui/time';
import { toast, toastError } from '~/ui/toast';
import { deviceOf } from './user-agent';

export function SessionsPage() {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery(trpc.account.sessions.queryOptions());
  const revoke = useMutation(trpc.account.revokeSession.mutationOptions({ onSettled: () => refetch() }));
  const others = (data ?? []).filter(session => !session.current);
  const end = async (ids: readonly string[]): Promise<void> => {
    const results = await Promise.allSettled(ids.map(id => revoke.mutateAsync({ id })));
    const failure = results.find(result => result.status === 'rejected');
    if (failure) toastError('A session was not ended', errorText(failure.reason));
    else toast(`${plural(ids.length, 'session')} ended`);
  };
  return (
    <>
      <PageHead title="Sessions" note={<span className="max-lg:hidden">Where you are signed in</span>} actions={others.length > 1 ? <Button size="sm" variant="danger" busy={revoke.isPending} onClick={() => void end(others.map(session => session.id))}>End all others</Button> : null} />
      {error && !data ? <ErrorNotice title="The sessions could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} /> : (
        <PageBody className="border-line border-t">
          <Table label="Sessions" columns="16px minmax(160px,1fr) 150px 96px 96px 64px" row={48} className="max-xl:[--cols:16px_minmax(0,1fr)_64px]!">
            <TableHead className="max-xl:hidden"><HeadCell><span className="sr-only">Kind</span></HeadCell><HeadCell>Device</HeadCell><HeadCell>Address</HeadCell><HeadCell>Last seen</HeadCell><HeadCell>Signed in</HeadCell><HeadCell><span className="sr-only">Actions</span></HeadCell></TableHead>
            {isPending ? <SkeletonRows rows={3} widths={[16, 140, 90, 56, 56, 40]} /> : data?.map(session => {
              const device = deviceOf(session.userAgent);
              return (
                <TableRow key={session.id} className="max-xl:h-16">
                  <Cell className="text-fg-3"><Icon name={device.small ? 'smartphone' : 'monitor'} /></Cell>
                  <Cell className="leading-[17px]">
                    <span className="flex items-center gap-2"><span title={session.userAgent ?? undefined} className="truncate font-strong">{device.name}</span>{session.current ? <Tag>This session</Tag> : null}</span>
                    <span className="block truncate text-dense text-fg-3 xl:hidden">{session.ip ? `${session.ip}, ` : ''}<RelativeTime at={session.lastSeenAt} /></span>
                  </Cell>
                  <Cell className="mono text-fg-2 max-xl:hidden">{session.ip}</Cell>
                  <Cell className="text-fg-3 max-xl:hidden"><RelativeTime at={session.lastSeenAt} /></Cell>
                  <Cell className="text-fg-3 max-xl:hidden"><RelativeTime at={session.createdAt} /></Cell>
                  <RowActions>{session.current ? null : <Button size="xs" aria-label={`End session ${device.name}`} onClick={() => void end([session.id])}>End</Button>}</RowActions>
                </TableRow>
              );
            })}
          </Table>
        </PageBody>
      )}
    </>
  );
}
