// The audit log: who did what, newest first, and a check that nothing was changed afterwards.
'use client';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Banner } from '~/ui/banner';
import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { PageBody, PageHead } from '~/ui/page';
import { RelativeTime } from '~/ui/relative-time';
import { SkeletonRows } from '~/ui/skeleton';
import { Cell, HeadCell, Table, TableHead, TableRow } from '~/ui/table';
import { plural } from '~/ui/time';
import { toastError } from '~/ui/toast';
import { actionWords, actorWords, detailText } from './audit-words';
import { NotAllowed } from './not-allowed';

export function AuditPage() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const allowed = useCan('audit:read');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(trpc.audit.list.infiniteQueryOptions({ limit: 50 }, { enabled: allowed, getNextPageParam: page => page.nextCursor ?? undefined }));
  const verify = useMutation({ mutationFn: () => api.audit.verify.query(), onError: failure => toastError('The log was not checked', errorText(failure)) });
  if (!allowed) return <NotAllowed title="Audit log" role="admin" />;
  const entries = data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <PageHead title="Audit log" note={<span className="max-lg:hidden">Each entry is chained to the one before it</span>} actions={<Button size="sm" icon="shield-check" busy={verify.isPending} onClick={() => verify.mutate()}>Check the log</Button>} />
      {verify.data ? <Banner state={verify.data.brokenAt === null ? 'success' : 'failed'} className="border-t px-6 max-md:px-4">{verify.data.brokenAt === null ? `${plural(verify.data.entries, 'entry', 'entries')}, none missing and none changed.` : `Entry ${verify.data.brokenAt} does not fit the one before it: the log was changed outside of Weft.`}</Banner> : null}
      {error && !data ? <ErrorNotice title="The audit log could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />
        : !isPending && entries.length === 0 ? <EmptyState title="Nothing logged yet">Changes of credentials, members, keys and live workflows will stand here.</EmptyState>
        : (
          <PageBody label="Entries" className="border-line border-t">
            <Table label="Audit log" columns="88px 150px minmax(160px,1fr) minmax(0,1fr) 80px" className="max-xl:[--cols:minmax(0,1fr)_72px]!">
              <TableHead className="max-xl:hidden"><HeadCell>When</HeadCell><HeadCell>Who</HeadCell><HeadCell>What</HeadCell><HeadCell>Details</HeadCell><HeadCell>Of</HeadCell></TableHead>
              {isPending ? <SkeletonRows rows={10} widths={[56, 90, 140, 120, 56]} /> : entries.map(entry => (
                <TableRow key={entry.id} className="max-xl:h-16">
                  <Cell className="text-fg-3 max-xl:hidden"><RelativeTime at={entry.at} /></Cell>
                  <Cell className="font-strong max-xl:hidden">{actorWords(entry.actor)}</Cell>
                  <Cell>
                    <span className="font-strong xl:hidden">{actorWords(entry.actor)} </span>{actionWords(entry.action)}
                    <span className="block truncate text-dense text-fg-3 xl:hidden">{detailText(entry.details)}</span>
                  </Cell>
                  <Cell className="text-fg-3 max-xl:hidden"><span title={detailText(entry.details)}>{detailText(entry.details)}</span></Cell>
                  <Cell className="mono text-fg-3 max-xl:hidden"><span title={entry.target}>{entry.target.slice(-7)}</span></Cell>
                  <Cell right className="text-dense text-fg-3 xl:hidden"><RelativeTime at={entry.at} /></Cell>
                </TableRow>
              ))}
            </Table>
            {hasNextPage ? <div className="p-4 text-center"><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show older entries</Button></div> : null}
          </PageBody>
        )}
    </>
  );
}
