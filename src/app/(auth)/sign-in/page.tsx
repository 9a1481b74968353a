// Sign in.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '~/features/auth/auth-frame';
import { SignInForm } from '~/features/auth/sign-in-form';
import { findPageActor } from '~/server/auth/page-session';
import { getContainer } from '~/server/container';
import { TextLink } from '~/ui/text-link';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  if (await findPageActor()) redirect('/workflows');
  const { env } = await getContainer();
  const { next } = await searchParams;
  const foot = env.signUp === 'open' ? <>New here? <TextLink href="/sign-up">Create an account</TextLink></> : 'Accounts are made by your administrator.';
  return <AuthFrame title="Sign in" lead={new URL(env.url).host} foot={foot}><SignInForm next={next ?? null} /></AuthFrame>;
}
