// Who is acting: a signed-in person or an API key, in one organization, with the role they have right now.
import type { Role } from '~/db/schema/people';
import { AppError } from '~/lib/errors';
import { may, type Permission } from './permissions';

export interface Actor {
  userId: string;
  name: string;
  email: string;
  orgId: string;
  orgName: string;
  role: Role;
  /** Null for API keys. */
  sessionId: string | null;
  apiKeyId: string | null;
}

/** Throws AppError `forbidden` naming the missing permission. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor.role, permission)) throw new AppError('forbidden', `Your role (${actor.role}) does not allow this.`, { details: { permission, role: actor.role } });
}

export const auditActor = (actor: Actor): string => (actor.apiKeyId ? `key:${actor.apiKeyId}` : actor.userId);
