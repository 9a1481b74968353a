// The list of credentials with the details of the chosen one beside it.
'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { useHotkeys } from '~/ui/hotkeys';
import { KeyFoot } from '~/ui/key-foot';
import { PageBar, PageBody, PageHead } from '~/ui/page';
import { SearchField } from '~/ui/search-field';
import { SkeletonRows } from '~/ui/skeleton';
import { HeadCell, Table, TableHead } from '~/ui/table';
import { Tabs } from '~/ui/tabs';
import { CredentialDetails } from './credential-details';
import { CredentialRow } from './credential-row';
import { CredentialSheet } from './credential-sheet';
import { RemoveCredential } from './remove-credential';
import { typeLabel } from './types';

const COLUMNS = '16px minmax(150px,1fr) minmax(0,220px) 56px 88px 88px';
const ADDRESS = { search: parseAsString.withDefault(''), show: parseAsStringLiteral(['all', 'unused'] as const).withDefault('all'), id: parseAsString };

export function CredentialsPage() {
  const trpc = useTRPC();
  const canRead = useCan('credential:read');
  const canWrite = useCan('credential:write');
  const [address, setAddress] = useQueryStates(ADDRESS, { history: 'replace' });
  const [sheet, setSheet] = useState<{ id: string | null } | null>(null);
  const [removing, setRemoving] = useState(false);
  const { data, error, isPending, refetch } = useQuery(trpc.credentials.list.queryOptions(undefined, { enabled: canRead, refetchInterval: 30_000 }));
  const { data: types = [] } = useQuery(trpc.credentials.types.queryOptions(undefined, { enabled: canRead, staleTime: Number.POSITIVE_INFINITY }));

  const all = data ?? [];
  const unused = all.filter(credential => credential.usedBy.length === 0);
  const words = address.search.trim().toLowerCase();
  const shown = (address.show === 'unused' ? unused : all).filter(credential => [credential.name, typeLabel(credential.type, types), credential.type, ...credential.allowedHosts].some(text => text.toLowerCase().includes(words)));
  const chosen = all.find(credential => credential.id === address.id) ?? null;
  const close = (): void => void setAddress({ id: null });
  const make = canWrite ? () => setSheet({ id: null }) : undefined;

  const go = (by: number): void => {
    const at = shown.findIndex(credential => credential.id === chosen?.id);
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (!next) return;
    void setAddress({ id: next.id });
    document.querySelector<HTMLElement>(`[data-row="${next.id}"]`)?.focus();
  };
  useHotkeys({
    C: make,
    J: () => go(1),
    K: () => go(-1),
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    E: canWrite && chosen ? () => setSheet({ id: chosen.id }) : undefined,
    Escape: chosen ? close : undefined,
  });
  const hrefOf = (id: string): string => {
    const query = new URLSearchParams({ ...(address.search ? { search: address.search } : {}), ...(address.show === 'all' ? {} : { show: address.show }), id });
    return `/credentials?${query}`;
  };

  if (!canRead) return <><PageHead title="Credentials" /><EmptyState title="Your role cannot see credentials">Ask an administrator of this organization for the role operator or editor.</EmptyState></>;
  const none = !isPending && !error && all.length === 0;
  return (
    <>
      <PageHead title="Credentials" note={<span className="max-md:hidden">Secrets are never shown again after saving</span>} actions={make ? <Button size="sm" variant="primary" icon="plus" keys="C" onClick={make}>New credential</Button> : null} />
      {none ? null : (
        <PageBar className="max-md:border-b">
          <div className="h-11"><Tabs label="Which credentials" value={address.show} onChange={show => void setAddress({ show })} tabs={[{ value: 'all', label: 'All', count: data?.length }, { value: 'unused', label: 'Unused', count: data ? unused.length : undefined }]} /></div>
          <span className="flex-1" />
          <SearchField label="Search credentials" placeholder="Name, type or host" shortcut="/" value={address.search} onChange={search => void setAddress({ search })} className="w-65 max-md:w-full" />
        </PageBar>
      )}
      {error && !data ? <ErrorNotice title="The credentials could not be loaded" error={{ message: errorText(error) }} onRetry={() => void refetch()} />
        : none ? <EmptyState sketch={<Sketch />} title="No credential yet">Keys and passwords that workflows use to reach other services. They are encrypted and only sent to the hosts you allow.</EmptyState>
        : (
          <div className={cx('grid min-h-0 flex-1', chosen && 'lg:grid-cols-[minmax(0,1fr)_376px]')}>
            <PageBody>
              <Table label="Credentials" columns={COLUMNS} row={48} className={cx('max-md:[--cols:16px_minmax(0,1fr)_72px]!', chosen ? 'max-xl:[--cols:16px_minmax(0,1fr)_56px_88px]!' : 'max-lg:[--cols:16px_minmax(0,1fr)_56px_88px]!')}>
                <TableHead>
                  <HeadCell><span className="sr-only">Kind</span></HeadCell><HeadCell>Name</HeadCell><HeadCell className={chosen ? 'max-xl:hidden' : 'max-lg:hidden'}>Allowed hosts</HeadCell><HeadCell right className="max-md:hidden">Used by</HeadCell><HeadCell>Last used</HeadCell><HeadCell className={chosen ? 'max-xl:hidden' : 'max-lg:hidden'}>Changed</HeadCell>
                </TableHead>
                {isPending ? <SkeletonRows rows={8} widths={[16, 160, 120, 20, 56, 56]} /> : shown.map(credential => (
                  <CredentialRow key={credential.id} credential={credential} type={typeLabel(credential.type, types)} href={hrefOf(credential.id)} selected={credential.id === chosen?.id} narrow={chosen !== null} onOpen={() => void setAddress({ id: credential.id })} />
                ))}
              </Table>
              {!isPending && shown.length === 0 ? <EmptyState compact title={words ? `No credential matches “${address.search.trim()}”` : 'Every credential is used by a workflow'} action={<Button size="sm" onClick={() => void setAddress({ search: null, show: null })}>Show all {all.length}</Button>} /> : null}
            </PageBody>
            {chosen ? <CredentialDetails key={chosen.id} credential={chosen} types={types} onEdit={() => setSheet({ id: chosen.id })} onRemove={() => setRemoving(true)} onClose={close} /> : null}
          </div>
        )}
      {none || isPending ? null : <KeyFoot keys={[['J', 'next'], ['K', 'previous'], ['E', 'edit'], ['C', 'new credential']]} />}
      {sheet ? <CredentialSheet key={sheet.id ?? 'new'} id={sheet.id} onClose={() => setSheet(null)} onSaved={id => { setSheet(null); void setAddress({ id }); }} /> : null}
      {removing && chosen ? <RemoveCredential credential={chosen} onClose={() => setRemoving(false)} onRemoved={() => { setRemoving(false); close(); }} /> : null}
    </>
  );
}

function Sketch() {
  return (
    <svg aria-hidden width="280" height="96" viewBox="0 0 280 96" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
      <circle cx="40" cy="48" r="18" /><circle cx="40" cy="48" r="5" /><path d="M58 48h50M88 48v12M100 48v8" />
      <path d="M124 48h40" /><rect x="164" y="26" width="96" height="44" rx="10" /><path d="M178 44h44M178 54h26" /><rect x="161" y="41" width="6" height="14" rx="2" fill="currentColor" stroke="none" />
    </svg>
  );
}
