// The session of a page: who looks at it, or the way to sign in.
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getContainer } from '~/server/container';
import type { Actor } from './actor';
import { permissionsOf } from './permissions';
import { actorOfCookie } from './session';

/** Redirects to /sign-in when nobody is signed in. */
export async function requirePageSession() {
  const actor = await findPageActor();
  if (!actor) redirect('/sign-in');
  return { user: { id: actor.userId, name: actor.name, email: actor.email }, organization: { id: actor.orgId, name: actor.orgName }, role: actor.role, can: permissionsOf(actor.role) };
}

export async function findPageActor(): Promise<Actor | null> {
  const container = await getContainer();
  return actorOfCookie(container, (await headers()).get('cookie'));
}
