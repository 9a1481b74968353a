// From a request to who is acting. The cookie only names a session row; the row and the role are read every time.
import { decode } from 'next-auth/jwt';
import { isId } from '~/lib/ids';
import type { Container } from '~/server/container';
import type { Actor } from './actor';
import { cookieValue, sessionCookie } from './cookies';

export const sessionSecret = (container: Container): string => container.keys.of('sessions').toString('base64url');
export const isSecure = (container: Container): boolean => container.env.url.startsWith('https://');

/** The signed-in person behind a Cookie header, or null. Never throws on a malformed cookie. */
export async function actorOfCookie(container: Container, cookieHeader: string | null): Promise<Actor | null> {
  let token: string | null;
  try {
    token = cookieValue(cookieHeader, sessionCookie(isSecure(container)));
  } catch {
    return null; // not URI-encoded text
  }
  if (!token || token.length > 4096) return null;
  const claims = await decode({ token, secret: sessionSecret(container) }).catch(() => null);
  const { sid, uid } = (claims ?? {}) as { sid?: unknown; uid?: unknown };
  if (!isId(sid) || !isId(uid)) return null;
  const session = await container.repositories.sessions.find(sid, uid);
  if (!session) return null;
  return { userId: session.userId, name: session.name, email: session.email, orgId: session.orgId, orgName: session.orgName, role: session.role, sessionId: session.sessionId, apiKeyId: null };
}

/** The actor behind `Authorization: Bearer wft_…`, or null. */
export async function actorOfApiKey(container: Container, authorization: string | null): Promise<Actor | null> {
  const key = /^Bearer (wft_[A-Za-z0-9_-]{20,100})$/.exec(authorization ?? '')?.[1];
  if (!key) return null;
  const row = await container.repositories.apiKeys.find(key);
  return row && { userId: row.userId, name: row.name, email: row.email, orgId: row.orgId, orgName: '', role: row.role, sessionId: null, apiKeyId: row.id };
}
