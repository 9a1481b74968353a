// Who is signed in and what they may do, as the server said when it drew the page.
'use client';
import { createContext, type ReactNode, use } from 'react';
import type { Outputs } from './client';

type Answer = Outputs['session']['get'];
export type PageSession = Pick<Answer, 'user' | 'role' | 'can'> & { organization: { id: string; name: string } };
export type Permission = keyof Answer['can'];

const Context = createContext<PageSession | null>(null);

export function SessionProvider({ session, children }: { session: PageSession; children: ReactNode }) {
  return <Context value={session}>{children}</Context>;
}

export function useSession(): PageSession {
  const session = use(Context);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

/** May the person do this? The server checks again; this only decides what is offered. */
export function useCan(permission: Permission): boolean {
  return useSession().can[permission];
}
