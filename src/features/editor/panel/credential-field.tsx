// The credential of a step: choose one of its type, or make one without leaving.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CredentialSlot } from '~/nodes/contract';
import { useTRPC } from '~/trpc/client';
import { useCan } from '~/trpc/session';
import { Field } from '~/ui/field';
import { Icon } from '~/ui/icon';
import { fieldClass } from '~/ui/input';
import { Menu, type MenuEntry } from '~/ui/menu';
import { plural } from '~/ui/time';
import { setNode } from '../commands/change';
import { useDocument, useEditor } from '../store/editor';
import { NewCredential } from './new-credential';

interface CredentialFieldProps {
  nodeId: string;
  slot: CredentialSlot;
  readOnly: boolean;
}

export function CredentialField({ nodeId, slot, readOnly }: CredentialFieldProps) {
  const editor = useEditor();
  const trpc = useTRPC();
  const canRead = useCan('credential:read');
  const canWrite = useCan('credential:write');
  const [making, setMaking] = useState(false);
  const credentials = useDocument(state => state.doc.nodes.get(nodeId)?.credentials);
  const { data, error } = useQuery(trpc.credentials.list.queryOptions({ type: slot.type }, { enabled: canRead }));
  const chosen = credentials && Object.hasOwn(credentials, slot.type) ? credentials[slot.type] : undefined;
  const known = data?.find(credential => credential.id === chosen?.id);
  const choose = (credential: { id: string; name: string } | null): void => {
    const { [slot.type]: _old, ...rest } = credentials ?? {};
    const next = credential ? { ...rest, [slot.type]: { id: credential.id, name: credential.name } } : rest;
    setNode(editor, nodeId, { credentials: Object.keys(next).length > 0 ? next : undefined }, `credential:${slot.type}`);
  };
  const entries: MenuEntry[] = [
    ...(data ?? []).map((credential): MenuEntry => ({ kind: 'check', label: credential.name, checked: credential.id === chosen?.id, onChange: () => choose(credential) })),
    ...(data && data.length > 0 ? [{ kind: 'divider' } as MenuEntry] : []),
    { label: 'New credential', icon: 'plus', disabled: !canWrite, onSelect: () => setMaking(true) },
    ...(chosen ? [{ label: 'Use none', icon: 'x', onSelect: () => choose(null) } as MenuEntry] : []),
  ];
  const missing = chosen && data && !known;
  const problem = missing ? `${chosen.name} is not in this organization. Choose another.` : slot.required && !chosen ? `Choose a credential: ${slot.label}` : undefined;
  return (
    <div className="mb-2" data-field={`credential:${slot.type}`}>
      <Field layout="row" label="Credential" required={slot.required} error={problem} help={error ? 'The credentials could not be loaded' : known && known.usedBy.length > 1 ? `Used by ${plural(known.usedBy.length, 'workflow')}` : undefined}>
        <Menu entries={entries} trigger={(
          <button type="button" disabled={readOnly} aria-label={`Credential, ${slot.label}: ${chosen?.name ?? 'none'}`} className={`${fieldClass} flex h-7 items-center gap-2 px-2 text-left max-md:h-11`}>
            <span className="grid size-[18px] place-items-center rounded-tag bg-cat-app text-cat-app-fg"><Icon name="key-round" size="s" /></span>
            <span className={chosen ? 'truncate font-strong' : 'truncate text-fg-3'}>{chosen?.name ?? `Choose: ${slot.label}`}</span>
            <span className="flex-1" />
            <Icon name="chevrons-up-down" size="s" />
          </button>
        )} />
      </Field>
      {making ? <NewCredential type={slot.type} onClose={() => setMaking(false)} onMade={choose} /> : null}
    </div>
  );
}
