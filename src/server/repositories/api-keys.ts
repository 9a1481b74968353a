// API keys: hashed, shown once, belonging to a person in one organization.
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { apiKeys, memberships, users } from '~/db/schema/people';
import { AppError } from '~/lib/errors';
import { newId, newToken } from '~/lib/ids';
import { sha256 } from '~/server/crypto/hash';

export function createApiKeyRepository(scope: Scope) {
  return {
    list: (orgId: string, userId: string) => scope.org(orgId, tx => tx
      .select({ id: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix, scopes: apiKeys.scopes, createdAt: apiKeys.createdAt, lastUsedAt: apiKeys.lastUsedAt, expiresAt: apiKeys.expiresAt })
      .from(apiKeys).where(and(eq(apiKeys.orgId, orgId), eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt))).orderBy(desc(apiKeys.id))),

    /** Returns the key itself, this once. */
    create: (orgId: string, userId: string, name: string, expiresAt: Date | null) => scope.org(orgId, async tx => {
      const key = `wft_${newToken(240)}`;
      const id = newId();
      await tx.insert(apiKeys).values({ id, orgId, userId, name, prefix: key.slice(0, 10), hash: sha256(key), expiresAt });
      return { id, key };
    }),

    remove: (orgId: string, userId: string, id: string) => scope.org(orgId, async tx => {
      const rows = await tx.update(apiKeys).set({ revokedAt: new Date() }).where(and(eq(apiKeys.orgId, orgId), eq(apiKeys.userId, userId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt))).returning({ id: apiKeys.id });
      if (rows.length === 0) throw new AppError('not_found', 'This API key does not exist.');
    }),

    /** The person and organization behind a key, with the role they have now; null for a key that is unknown, revoked or expired. */
    find: (key: string) => scope.system(async tx => {
      const [row] = await tx
        .select({ id: apiKeys.id, orgId: apiKeys.orgId, userId: apiKeys.userId, name: users.name, email: users.email, role: memberships.role, lastUsedAt: apiKeys.lastUsedAt })
        .from(apiKeys)
        .innerJoin(users, and(eq(users.id, apiKeys.userId), isNull(users.disabledAt)))
        .innerJoin(memberships, and(eq(memberships.orgId, apiKeys.orgId), eq(memberships.userId, apiKeys.userId)))
        .where(and(eq(apiKeys.hash, sha256(key)), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`))));
      if (!row) return null;
      if (!row.lastUsedAt || Date.now() - row.lastUsedAt.getTime() > 60_000) await tx.update(apiKeys).set({ lastUsedAt: new Date() }).where(eq(apiKeys.id, row.id));
      return row;
    }),
  };
}
