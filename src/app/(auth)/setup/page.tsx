// The first account, by the link that the first start prints.
import type { Metadata } from 'next';
import { AccountForm } from '~/features/auth/account-form';
import { AuthFrame } from '~/features/auth/auth-frame';
import { getContainer } from '~/server/container';
import { TextLink } from '~/ui/text-link';

export const metadata: Metadata = { title: 'Set up Weft', referrer: 'no-referrer' };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { repositories } = await getContainer();
  const { token } = await searchParams;
  if (!(await repositories.people.setupIsOpen())) return <AuthFrame title="Weft is set up" lead="The first account exists already." foot={<TextLink href="/sign-in">Sign in</TextLink>}>{null}</AuthFrame>;
  if (!token) return <AuthFrame title="The link is not complete" lead="Open the set-up link as it stands in the output of the first start.">{null}</AuthFrame>;
  return <AuthFrame title="Set up Weft" lead="Make the first account. It owns this installation."><AccountForm token={token} /></AuthFrame>;
}
