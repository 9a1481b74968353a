// /workflows/<id>: the editor.
import type { Metadata } from 'next';
import { EditorPage } from '~/features/editor/editor-page';
import { GlobalPalette } from '~/features/palette/global-commands';
import { requirePageSession } from '~/server/auth/page-session';
import { fetchForPage, Hydrate, prefetch, serverTrpc } from '~/trpc/server';
import { SessionProvider } from '~/trpc/session';

interface Props { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const workflow = await fetchForPage<{ name: string }>(serverTrpc.workflows.get.queryOptions({ id }));
  return { title: workflow?.name ?? 'Workflow' };
}

export default async function Page({ params }: Props) {
  const session = await requirePageSession();
  const { id } = await params;
  await prefetch(serverTrpc.workflows.get.queryOptions({ id }));
  return (
    <SessionProvider session={session}>
      <Hydrate><EditorPage workflowId={id} /></Hydrate>
      <GlobalPalette />
    </SessionProvider>
  );
}
