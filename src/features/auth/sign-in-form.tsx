// Signing in with address and password.
'use client';
import { signIn } from 'next-auth/react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '~/ui/button';
import { Field, FieldStack } from '~/ui/field';
import { Input, PasswordInput } from '~/ui/input';
import { FormError } from './form-error';

const WRONG = 'The address or the password is not right.';
const LOCKED = 'Too many tries from here. Wait 15 minutes, or ask an administrator.';

/** Only paths of this site: anything else leads to the start (security.md U13). */
export const safePath = (path: string | null): string => (path && /^\/(?![/\\])/.test(path) ? path : '/workflows');

export function SignInForm({ next }: { next: string | null }) {
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit() {
    setBusy(true);
    setError(null);
    const result = await signIn('credentials', { redirect: false, email, password }).catch(() => null);
    if (result?.ok) {
      router.replace(safePath(next));
      router.refresh();
      return;
    }
    setBusy(false);
    setError(result === null || result === undefined ? 'The server did not answer. Check the connection and try again.' : result.error === 'locked' ? LOCKED : WRONG);
  }

  return (
    <form onSubmit={event => { event.preventDefault(); void submit(); }}>
      <FieldStack>
        <Field label="E-mail"><Input type="email" name="email" autoComplete="username" autoFocus required value={email} onChange={event => setEmail(event.target.value)} className="h-10" /></Field>
        <Field label="Password"><PasswordInput name="password" autoComplete="current-password" required value={password} onChange={event => setPassword(event.target.value)} className="h-10" /></Field>
        <FormError>{error}</FormError>
        <Button type="submit" variant="primary" keys="Enter" busy={busy} className="h-10">Sign in</Button>
      </FieldStack>
    </form>
  );
}
