// Changing the password. The new one is checked here for length only; the server says the rest.
'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { apiError, errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Field, FieldStack } from '~/ui/field';
import { PasswordInput } from '~/ui/input';
import { toast } from '~/ui/toast';
import { Problem } from './problem';

export const MIN_PASSWORD = 10;

export function PasswordForm({ email }: { email: string }) {
  const trpc = useTRPC();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation(trpc.account.changePassword.mutationOptions({
    onSuccess: () => {
      toast('Password changed', { description: 'Your other sessions are over.', state: 'success' });
      setCurrent('');
      setNext('');
      setTried(false);
    },
  }));
  const field = apiError(change.error)?.details?.field;
  const short = next.length < MIN_PASSWORD;
  const submit = (): void => {
    setTried(true);
    if (current !== '' && !short) change.mutate({ current, next });
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      {/* Password managers need the address to know which entry to change. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <FieldStack className="max-w-90">
        <Field label="Current password" error={field === 'current' ? errorText(change.error) : tried && current === '' ? 'Enter the current password' : undefined}><PasswordInput autoComplete="current-password" value={current} onChange={event => setCurrent(event.target.value)} /></Field>
        <Field label="New password" help={`At least ${MIN_PASSWORD} characters; a few words are good.`} error={field === 'password' ? errorText(change.error) : tried && short ? `At least ${MIN_PASSWORD} characters` : undefined}><PasswordInput autoComplete="new-password" value={next} onChange={event => setNext(event.target.value)} /></Field>
        <Problem error={field === 'current' || field === 'password' ? null : change.error} />
        <div><Button type="submit" busy={change.isPending}>Change password</Button></div>
      </FieldStack>
    </form>
  );
}
