// Makes an API key and shows it once.
'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { Button } from '~/ui/button';
import { CopyButton } from '~/ui/copy-button';
import { Dialog } from '~/ui/dialog';
import { Field, FieldStack } from '~/ui/field';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { Problem } from './problem';

const DAY = 86_400_000;
const LIFETIMES = [{ value: 30, label: '30 days' }, { value: 90, label: '90 days' }, { value: 365, label: 'One year' }, { value: 0, label: 'Never' }];

export function NewKeyDialog({ onClose, onMade }: { onClose(): void; onMade(): void }) {
  const trpc = useTRPC();
  const [name, setName] = useState('');
  const [days, setDays] = useState(0);
  const [tried, setTried] = useState(false);
  const create = useMutation(trpc.apiKeys.create.mutationOptions({ onSuccess: onMade }));
  const onOpenChange = (open: boolean): void => { if (!open) onClose(); };
  const submit = (): void => {
    setTried(true);
    if (name.trim() === '' || create.isPending) return;
    create.mutate({ name: name.trim(), ...(days > 0 ? { expiresAt: new Date(Date.now() + days * DAY).toISOString() } : {}) });
  };

  if (create.data) {
    const { key } = create.data;
    const example = `curl -H "Authorization: Bearer ${key}" ${window.location.origin}/api/v1/workflows`;
    return (
      <Dialog open onOpenChange={onOpenChange} width={560} title="Copy the key now" description="It is stored as a hash and cannot be shown again." footer={<Button variant="primary" onClick={onClose}>Done</Button>}>
        <div className="flex items-center gap-2">
          <output aria-label="Your new API key" className="mono edge-field min-w-0 flex-1 rounded-control bg-input px-2.5 py-2 select-all [overflow-wrap:anywhere]">{key}</output>
          <CopyButton worded size="sm" label="Copy key" text={key} />
        </div>
        <p className="mt-4 mb-1.5 text-fg-2">Try it</p>
        <div className="flex items-start gap-2">
          <pre className="mono min-w-0 flex-1 rounded-control bg-press px-2.5 py-2 whitespace-pre-wrap text-fg-2 [overflow-wrap:anywhere]">{example}</pre>
          <CopyButton size="sm" label="Copy command" text={example} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onOpenChange} title="New API key" description="It may do what you may do in this organization."
      footer={<><Button variant="quiet" onClick={onClose}>Cancel</Button><Button variant="primary" busy={create.isPending} onClick={submit}>Create key</Button></>}>
      <form onSubmit={event => { event.preventDefault(); submit(); }}>
        <FieldStack>
          <Field label="Name" error={tried && name.trim() === '' ? 'Name the program that will use it' : undefined}><Input value={name} autoFocus placeholder="Deploy script" onChange={event => setName(event.target.value)} /></Field>
          <Field label="Expires"><Select value={days} onChange={setDays} options={LIFETIMES} /></Field>
          <Problem error={create.error} />
        </FieldStack>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
