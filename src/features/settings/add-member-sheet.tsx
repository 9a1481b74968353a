// Adds a person with a role and a first password, which is handed over outside of Weft.
'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { useSession } from '~/trpc/session';
import { Button } from '~/ui/button';
import { CopyButton } from '~/ui/copy-button';
import { Sheet } from '~/ui/dialog';
import { Field, FieldStack } from '~/ui/field';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { toast } from '~/ui/toast';
import { makePassword } from './first-password';
import { MIN_PASSWORD } from './password-form';
import { Problem } from './problem';
import { type Role, rolesGivenBy } from './roles';

export function AddMemberSheet({ onClose, onAdded }: { onClose(): void; onAdded(): void }) {
  const trpc = useTRPC();
  const session = useSession();
  const [values, setValues] = useState<{ email: string; name: string; role: Role; password: string }>({ email: '', name: '', role: 'editor', password: '' });
  const [tried, setTried] = useState(false);
  const set = (part: Partial<typeof values>): void => setValues({ ...values, ...part });
  const add = useMutation(trpc.members.add.mutationOptions({
    onSuccess: () => {
      toast(`${values.name.trim()} added`, { state: 'success' });
      onAdded();
      onClose();
    },
  }));
  const wrong = { email: !/^\S+@\S+\.\S+$/.test(values.email.trim()), name: values.name.trim() === '', password: values.password.length < MIN_PASSWORD };
  const submit = (): void => {
    setTried(true);
    if (wrong.email || wrong.name || wrong.password || add.isPending) return;
    add.mutate({ ...values, email: values.email.trim(), name: values.name.trim() });
  };
  return (
    <Sheet open onOpenChange={open => { if (!open) onClose(); }} title="Add member" description={`To ${session.organization.name}`}
      footer={<><Button variant="quiet" onClick={onClose}>Cancel</Button><Button variant="primary" busy={add.isPending} onClick={submit}>Add member</Button></>}>
      <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
        <FieldStack>
          <Field label="E-mail" error={tried && wrong.email ? 'Enter an e-mail address' : undefined}><Input type="email" autoFocus value={values.email} onChange={event => set({ email: event.target.value })} /></Field>
          <Field label="Name" error={tried && wrong.name ? 'Enter a name' : undefined}><Input value={values.name} onChange={event => set({ name: event.target.value })} /></Field>
          <Field label="Role"><Select value={values.role} onChange={role => set({ role })} options={rolesGivenBy(session.role)} /></Field>
          <Field label="First password" help="Hand it over yourself; they can change it under Account. Somebody who has an account here keeps their own." error={tried && wrong.password ? `At least ${MIN_PASSWORD} characters` : undefined} aside={<Button size="xs" variant="quiet" onClick={() => set({ password: makePassword() })}>Make one</Button>}>
            <span className="flex items-center gap-1"><Input mono spellCheck={false} autoComplete="off" value={values.password} onChange={event => set({ password: event.target.value })} /><CopyButton size="sm" label="Copy password" text={values.password} /></span>
          </Field>
          <Problem error={add.error} />
        </FieldStack>
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
