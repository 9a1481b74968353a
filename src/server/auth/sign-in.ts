// Signing in with address and password: the same answer and the same time whether the address exists or not.
import { messageOf } from '~/lib/errors';
import { normalizeEmail } from '~/server/repositories/people';
import type { Repositories } from '~/server/repositories/repositories';
import { verifyPassword } from './password';

export interface SignInRequest {
  email: unknown;
  password: unknown;
  ip: string;
  userAgent: string | null;
}

export type SignInResult = { ok: true; sessionId: string; userId: string; epoch: number } | { ok: false; reason: 'wrong' | 'locked' };

/** Checks the password and makes a session row. Five failures from one source lock the address there for 15 minutes. */
export async function signIn(repositories: Repositories, request: SignInRequest): Promise<SignInResult> {
  const password = typeof request.password === 'string' ? request.password : '';
  let email: string;
  try {
    email = normalizeEmail(typeof request.email === 'string' ? request.email : '');
  } catch (error) {
    await verifyPassword(null, password || messageOf(error));
    return { ok: false, reason: 'wrong' };
  }
  if (await repositories.sessions.lockedUntil(email, request.ip)) {
    await verifyPassword(null, password);
    return { ok: false, reason: 'locked' };
  }
  const person = await repositories.people.findForSignIn(email);
  const matches = await verifyPassword(person?.passwordHash ?? null, password);
  if (!person || !matches || person.disabledAt) {
    await repositories.sessions.recordFailure(email, request.ip);
    return { ok: false, reason: 'wrong' };
  }
  await repositories.sessions.clearFailures(email, request.ip);
  const session = await repositories.sessions.create({ userId: person.id, epoch: person.epoch, ip: request.ip, userAgent: request.userAgent });
  return { ok: true, sessionId: session.id, userId: person.id, epoch: person.epoch };
}
