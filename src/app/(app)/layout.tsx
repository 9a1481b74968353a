// Signed-in pages with the side bar.
import type { ReactNode } from 'react';
import { requirePageSession } from '~/server/auth/page-session';
import { SessionProvider } from '~/trpc/session';
import { GlobalPalette } from '~/features/palette/global-commands';
import { FOOT_NAV, MAIN_NAV } from '~/ui/shell/nav';
import { Shell } from '~/ui/shell/shell';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await requirePageSession();
  return (
    <SessionProvider session={session}>
      <Shell organization={session.organization.name} person={{ name: session.user.name, role: session.role }} main={MAIN_NAV} foot={FOOT_NAV}>{children}</Shell>
      <GlobalPalette />
    </SessionProvider>
  );
}
