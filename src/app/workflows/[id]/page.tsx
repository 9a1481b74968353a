// /workflows/<id>: the editor.
import type { Metadata } from 'next';
import { EditorPage } from '~/features/editor/editor-page';
import { requirePageSession } from '~/server/auth/page-session';
import { SessionProvider } from '~/trpc/session';
import { GlobalPalette } from '~/features/palette/global-commands';

export const metadata: Metadata = { title: 'Editor' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const session = await requirePageSession();
  return (
    <SessionProvider session={session}>
      <EditorPage workflowId={(await params).id} />
      <GlobalPalette />
    </SessionProvider>
  );
}
