// Making an account: by the set-up link for the first owner, or by open sign-up. Both end signed in.
'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { signIn } from 'next-auth/react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useTRPCClient } from '~/trpc/client';
import { apiError, errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Field, FieldStack } from '~/ui/field';
import { Input, PasswordInput } from '~/ui/input';
import { FormError } from './form-error';

const shape = z.object({
  name: z.string().trim().min(1, 'Enter your name.').max(200),
  email: z.email('Enter an e-mail address.'),
  organization: z.string().trim().min(1, 'Name your organization.').max(200),
  password: z.string().min(10, 'At least 10 characters.').max(256, 'At most 256 characters.'),
});
type Values = z.infer<typeof shape>;

/** `token` is the set-up link's; null for open sign-up. */
export function AccountForm({ token }: { token: string | null }) {
  const api = useTRPCClient();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<Values>({ resolver: zodResolver(shape), defaultValues: { name: '', email: '', organization: '', password: '' } });
  const { errors, isSubmitting } = form.formState;

  async function submit(values: Values) {
    setFailure(null);
    try {
      if (token === null) await api.people.signUp.mutate(values);
      else await api.setup.create.mutate({ ...values, token });
    } catch (error) {
      const field = apiError(error)?.details?.field;
      if (field === 'email' || field === 'password') form.setError(field, { message: errorText(error) });
      else setFailure(errorText(error));
      return;
    }
    const result = await signIn('credentials', { redirect: false, email: values.email, password: values.password });
    if (!result?.ok) {
      setFailure('There is an account with this address already. Sign in, or use another address.');
      return;
    }
    router.replace('/workflows');
    router.refresh();
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(submit)}>
      <FieldStack>
        <Field label="Your name" error={errors.name?.message}><Input autoComplete="name" autoFocus className="h-10" {...form.register('name')} /></Field>
        <Field label="E-mail" error={errors.email?.message}><Input type="email" autoComplete="username" className="h-10" {...form.register('email')} /></Field>
        <Field label="Organization" error={errors.organization?.message} help="The team or company whose workflows these are."><Input autoComplete="organization" className="h-10" {...form.register('organization')} /></Field>
        <Field label="Password" error={errors.password?.message} help="At least 10 characters; a few words are good."><PasswordInput autoComplete="new-password" className="h-10" {...form.register('password')} /></Field>
        <FormError>{failure}</FormError>
        <Button type="submit" variant="primary" keys="Enter" busy={isSubmitting} className="h-10">Create account</Button>
      </FieldStack>
    </form>
  );
}
