// What is known about one credential: where it may go, who uses it, its fields with the secrets masked.
'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Button, IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { RelativeTime } from '~/ui/relative-time';
import { Skeleton } from '~/ui/skeleton';
import { plural } from '~/ui/time';
import { type Credential, type CredentialType, typeLabel } from './types';

interface CredentialDetailsProps {
  credential: Credential;
  types: readonly CredentialType[];
  onEdit(): void;
  onRemove(): void;
  onClose(): void;
}

export function CredentialDetails({ credential, types, onEdit, onRemove, onClose }: CredentialDetailsProps) {
  const trpc = useTRPC();
  const canWrite = useCan('credential:write');
  const { data, error } = useQuery(trpc.credentials.get.queryOptions({ id: credential.id }));
  const form = types.find(each => each.type === credential.type);
  const users = credential.usedBy.length;
  return (
    <aside aria-label={`Credential ${credential.name}`} className="flex min-h-0 flex-col overflow-y-auto border-line border-l bg-surface px-5 py-4.5 max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-(--z-sheet) max-lg:w-94 max-lg:max-w-full max-lg:shadow-sheet max-md:w-full">
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-lead font-title [overflow-wrap:anywhere]">{credential.name}</h2>
          <p className="text-dense text-fg-3">{typeLabel(credential.type, types)}</p>
        </div>
        <IconButton icon="x" label="Close" keys="Esc" onClick={onClose} className="-mr-1.5" />
      </header>
      {canWrite ? <div className="mt-3 flex gap-2"><Button size="sm" icon="pencil" onClick={onEdit}>Edit</Button><Button size="sm" variant="danger" icon="trash-2" onClick={onRemove}>Delete</Button></div> : null}
      <dl className="dense mt-4 grid grid-cols-[112px_minmax(0,1fr)]">
        <Line word="Allowed hosts">{credential.allowedHosts.length > 0 ? <span className="mono [overflow-wrap:anywhere]">{credential.allowedHosts.join(', ')}</span> : <span className="text-fg-3">none yet: it is sent nowhere</span>}</Line>
        {data ? Object.entries(data.fields).map(([name, value]) => <Line key={name} word={form?.fields.find(field => field.name === name)?.label ?? name}><span className={value.startsWith('••••') ? 'mono text-fg-3' : 'mono [overflow-wrap:anywhere]'}>{value}</span></Line>) : null}
        {data || error ? null : <Line word={<Skeleton width={64} />}><Skeleton width={120} /></Line>}
        <Line word="Last used">{credential.lastUsedAt ? <RelativeTime at={credential.lastUsedAt} /> : 'never'}</Line>
        <Line word="Changed"><RelativeTime at={credential.updatedAt} /></Line>
        <Line word="Made"><RelativeTime at={credential.createdAt} /></Line>
      </dl>
      {error ? <p role="alert" className="mt-2 text-failed">{errorText(error)}</p> : null}
      <h3 className="mt-5 mb-1 text-dense font-strong text-fg-2">{users > 0 ? `Used by ${plural(users, 'workflow')}` : 'Used by no workflow'}</h3>
      <ul className="dense">
        {credential.usedBy.map(workflow => (
          <li key={workflow.id} className="border-line border-b">
            <Link href={`/workflows/${workflow.id}`} className="flex min-h-[30px] items-center gap-2 hover:bg-hover max-md:min-h-11"><Icon name="workflow" size="s" className="text-fg-3" /><span className="min-w-0 flex-1 truncate">{workflow.name}</span></Link>
          </li>
        ))}
      </ul>
      {users > 0 && canWrite ? <p className="mt-4 text-dense text-fg-3">Deleting is blocked while workflows use it.</p> : null}
    </aside>
  );
}

function Line({ word, children }: { word: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="flex min-h-[30px] items-center border-line border-b py-1 text-fg-3">{word}</dt>
      <dd className="flex min-h-[30px] min-w-0 items-center border-line border-b py-1">{children}</dd>
    </>
  );
}
