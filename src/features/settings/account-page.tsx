// The person's own account: name, address, password, signing out.
'use client';
import { useMutation } from '@tanstack/react-query';
import { signOut } from 'next-auth/react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { useSession } from '~/trpc/session';
import { Button } from '~/ui/button';
import { Field, FieldStack } from '~/ui/field';
import { Input } from '~/ui/input';
import { PageBody, PageHead, Section } from '~/ui/page';
import { toast } from '~/ui/toast';
import { PasswordForm } from './password-form';
import { Problem } from './problem';

export function AccountPage() {
  const { user } = useSession();
  return (
    <>
      <PageHead title="Account" note={user.email} />
      <PageBody className="border-line border-t">
        <Section title="Name" note="Shown beside what you change."><NameForm name={user.name} /></Section>
        <Section title="Password" note="Changing it ends all your other sessions."><PasswordForm email={user.email} /></Section>
        <Section title="Sign out" note="Ends this session on this device.">
          <Button icon="log-out" onClick={() => void signOut({ callbackUrl: '/sign-in' })}>Sign out</Button>
        </Section>
      </PageBody>
    </>
  );
}

function NameForm({ name }: { name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [text, setText] = useState(name);
  const update = useMutation(trpc.account.update.mutationOptions({
    onSuccess: () => {
      toast('Name saved', { state: 'success' });
      router.refresh();
    },
  }));
  const changed = text.trim() !== '' && text.trim() !== name;
  return (
    <form onSubmit={event => { event.preventDefault(); if (changed) update.mutate({ name: text.trim() }); }}>
      <FieldStack className="max-w-90">
        <Field label="Your name" error={text.trim() === '' ? 'Your name is empty' : undefined}><Input autoComplete="name" value={text} onChange={event => setText(event.target.value)} /></Field>
        <Problem error={update.error} />
        <div><Button type="submit" disabled={!changed} busy={update.isPending}>Save name</Button></div>
      </FieldStack>
    </form>
  );
}
