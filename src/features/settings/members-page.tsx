// Members of the organization and their roles.
'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Outputs, useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan, useSession } from '~/trpc/session';
import { Button, IconButton } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { ErrorNotice } from '~/ui/error-notice';
import { Face } from '~/ui/face';
import { PageBody, PageHead } from '~/ui/page';
import { RelativeTime } from '~/ui/relative-time';
import { Select } from '~/ui/select';
import { SkeletonRows } from '~/ui/skeleton';
import { Cell, HeadCell, RowActions, Table, TableHead, TableRow } from '~/ui/table';
import { Tag } from '~/ui/tag';
import { toast, toastError } from '~/ui/toast';
import { AddMemberSheet } from './add-member-sheet';
import { NotAllowed } from './not-allowed';
import { ROLE_CHOICES, rolesGivenBy } from './roles';

type Member = Outputs['members']['list'][number];

export function MembersPage() {
  const trpc = useTRPC();
  const session = useSession();
  const canRead = useCan('member:read');
  const canWrite = useCan('member:write');
  const { data, error, isPending, refetch } = useQuery(trpc.members.list.queryOptions(undefined, { enabled: canRead }));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Member | null>(null);
  const setRole = useMutation(trpc.members.setRole.mutationOptions({
    onSuccess: () => toast('Role changed', { state: 'success' }),
    onError: failure => toastError('The role was not changed', errorText(failure)),
    onSettled: () => refetch(),
  }));
  const remove = useMutation(trpc.members.remove.mutationOptions({
    onSuccess: () => toast(`${removing?.name ?? 'The member'} removed`),
    onError: failure => toastError('The member was not removed', errorText(failure)),
    onSettled: () => { setRemoving(null); void refetch(); },
  }));
  if (!canRead) return <NotAllowed title="Members" role="viewer" />;
  return (
    <>
      <PageHead title="Members" note={data ? String(data.length) : undefined} actions={canWrite ? <Button size="sm" variant="primary" icon="user-plus" onClick={() => setAdding(true)}>Add member</Button> : null} />
      {error && !data ? <ErrorNotice title="The members could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} /> : (
        <PageBody className="border-line border-t">
          <Table label="Members" columns="22px minmax(160px,1fr) 132px 96px 28px" row={48} className="max-lg:[--cols:22px_minmax(0,1fr)_116px_40px]!">
            <TableHead className="max-lg:hidden"><HeadCell><span className="sr-only">Face</span></HeadCell><HeadCell>Name</HeadCell><HeadCell>Role</HeadCell><HeadCell>Added</HeadCell><HeadCell><span className="sr-only">Actions</span></HeadCell></TableHead>
            {isPending ? <SkeletonRows rows={4} widths={[22, 140, 100, 56, 16]} /> : data?.map(member => {
              const self = member.userId === session.user.id;
              const fixed = !canWrite || self || (member.role === 'owner' && session.role !== 'owner');
              return (
                <TableRow key={member.userId} className="max-lg:h-16">
                  <Cell><Face name={member.name} /></Cell>
                  <Cell className="leading-[17px]">
                    <span className="flex items-center gap-2"><span className="truncate font-strong">{member.name}</span>{self ? <Tag>You</Tag> : null}{member.disabled ? <Tag state="paused">Disabled</Tag> : null}</span>
                    <span className="block truncate text-dense text-fg-3">{member.email}</span>
                  </Cell>
                  <Cell className="overflow-visible">{fixed ? <span className="text-fg-2">{ROLE_CHOICES.find(choice => choice.value === member.role)?.label ?? member.role}</span> : <Select size="sm" label={`Role of ${member.name}`} value={member.role} disabled={setRole.isPending} onChange={role => { if (role !== member.role) setRole.mutate({ userId: member.userId, role }); }} options={rolesGivenBy(session.role)} />}</Cell>
                  <Cell className="text-fg-3 max-lg:hidden"><RelativeTime at={member.createdAt} /></Cell>
                  <RowActions>{fixed ? null : <IconButton icon="x" label={`Remove ${member.name}`} onClick={() => setRemoving(member)} />}</RowActions>
                </TableRow>
              );
            })}
          </Table>
        </PageBody>
      )}
      {adding ? <AddMemberSheet onClose={() => setAdding(false)} onAdded={() => void refetch()} /> : null}
      <Confirm open={removing !== null} onOpenChange={open => { if (!open) setRemoving(null); }} title={`Remove ${removing?.name ?? ''}?`} description={`They lose access to ${session.organization.name} at once. Their workflows stay.`} action="Remove member" busy={remove.isPending} onConfirm={() => { if (removing) remove.mutate({ userId: removing.userId }); }} />
    </>
  );
}
