// Sign up, where the administrator leaves it open.
import type { Metadata } from 'next';
import { AccountForm } from '~/features/auth/account-form';
import { AuthFrame } from '~/features/auth/auth-frame';
import { getContainer } from '~/server/container';
import { TextLink } from '~/ui/text-link';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage() {
  const { env } = await getContainer();
  const foot = <>Have an account? <TextLink href="/sign-in">Sign in</TextLink></>;
  if (env.signUp !== 'open') return <AuthFrame title="Sign-up is closed" lead="Ask an administrator of this Weft to add you." foot={foot}>{null}</AuthFrame>;
  return <AuthFrame title="Create an account" lead="You get an organization of your own." foot={foot}><AccountForm token={null} /></AuthFrame>;
}
