// Server-side session rows: the only thing that says who is signed in. A cookie alone is never accepted (security.md 4F).
import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { memberships, organizations, sessions, signInAttempts, users } from '~/db/schema/people';
import { newId } from '~/lib/ids';

const ABSOLUTE_MS = 7 * 24 * 3600_000;
const IDLE_MS = 24 * 3600_000;
const LOCK_AFTER = 5;
const LOCK_MINUTES = 15;

export function createSessionRepository(scope: Scope) {
  return {
    create: (session: { userId: string; epoch: number; ip: string | null; userAgent: string | null }) => scope.system(async tx => {
      const id = newId();
      const [first] = await tx.select({ orgId: memberships.orgId }).from(memberships).where(eq(memberships.userId, session.userId)).orderBy(memberships.createdAt).limit(1);
      await tx.insert(sessions).values({ id, ...session, orgId: first?.orgId ?? null, expiresAt: new Date(Date.now() + ABSOLUTE_MS) });
      await tx.update(users).set({ lastSignInAt: new Date() }).where(eq(users.id, session.userId));
      return { id };
    }),

    /** The person behind a live session, with the role they have now; null when it ended, whatever the cookie says. */
    find: (id: string, userId: string) => scope.system(async tx => {
      const [row] = await tx
        .select({
          sessionId: sessions.id, userId: users.id, name: users.name, email: users.email, lastSeenAt: sessions.lastSeenAt,
          orgId: memberships.orgId, orgName: organizations.name, orgSlug: organizations.slug, role: memberships.role,
        })
        .from(sessions)
        .innerJoin(users, and(eq(users.id, sessions.userId), eq(users.epoch, sessions.epoch), isNull(users.disabledAt)))
        .innerJoin(memberships, eq(memberships.userId, users.id))
        .innerJoin(organizations, eq(organizations.id, memberships.orgId))
        .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`), gt(sessions.lastSeenAt, new Date(Date.now() - IDLE_MS))))
        .orderBy(desc(sql`${memberships.orgId} = ${sessions.orgId}`), memberships.createdAt)
        .limit(1);
      if (row && Date.now() - row.lastSeenAt.getTime() > 60_000) await tx.update(sessions).set({ lastSeenAt: new Date() }).where(eq(sessions.id, id));
      return row ?? null;
    }),

    list: (userId: string) => scope.system(tx => tx
      .select({ id: sessions.id, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt, ip: sessions.ip, userAgent: sessions.userAgent })
      .from(sessions).innerJoin(users, and(eq(users.id, sessions.userId), eq(users.epoch, sessions.epoch)))
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)))
      .orderBy(desc(sessions.lastSeenAt))),

    revoke: (id: string, userId: string) => scope.system(async tx => {
      const rows = await tx.update(sessions).set({ revokedAt: new Date() }).where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt))).returning({ id: sessions.id });
      return rows.length > 0;
    }),

    /** After a password change: the session that made it goes on under the new epoch, the others are over. */
    carryOver: (id: string, userId: string, epoch: number) => scope.system(async tx => {
      await tx.update(sessions).set({ revokedAt: new Date() }).where(and(eq(sessions.userId, userId), ne(sessions.id, id), isNull(sessions.revokedAt)));
      await tx.update(sessions).set({ epoch }).where(eq(sessions.id, id));
    }),

    setOrganization: (id: string, userId: string, orgId: string) => scope.system(tx => tx.update(sessions).set({ orgId }).where(and(eq(sessions.id, id), eq(sessions.userId, userId)))),

    /** The moment until which this address is locked for this source, or null. */
    lockedUntil: (email: string, ip: string) => scope.system(async tx => {
      const [row] = await tx.select({ lockedUntil: signInAttempts.lockedUntil }).from(signInAttempts).where(and(eq(signInAttempts.email, email), eq(signInAttempts.ip, ip), gt(signInAttempts.lockedUntil, sql`now()`)));
      return row?.lockedUntil ?? null;
    }),

    /** Counts a failure; the fifth locks for 15 minutes, also when nobody has the address. Returns the failures so far. */
    recordFailure: (email: string, ip: string) => scope.system(async tx => {
      const [row] = await tx.insert(signInAttempts).values({ email, ip, failures: 1 })
        .onConflictDoUpdate({
          target: [signInAttempts.email, signInAttempts.ip],
          set: {
            failures: sql`case when ${signInAttempts.lastAt} < now() - make_interval(mins => ${LOCK_MINUTES}) then 1 else ${signInAttempts.failures} + 1 end`,
            lockedUntil: sql`case when ${signInAttempts.lastAt} >= now() - make_interval(mins => ${LOCK_MINUTES}) and ${signInAttempts.failures} + 1 >= ${LOCK_AFTER} then now() + make_interval(mins => ${LOCK_MINUTES}) end`,
            lastAt: sql`now()`,
          },
        }).returning({ failures: signInAttempts.failures });
      return row?.failures ?? 1;
    }),

    clearFailures: (email: string, ip: string) => scope.system(tx => tx.delete(signInAttempts).where(and(eq(signInAttempts.email, email), eq(signInAttempts.ip, ip)))),

    /** An administrator's way to let somebody in again. */
    unlock: (email: string) => scope.system(tx => tx.delete(signInAttempts).where(eq(signInAttempts.email, email))),

    sweep: () => scope.system(async tx => {
      await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now() - interval '30 days'`));
      await tx.delete(signInAttempts).where(lt(signInAttempts.lastAt, sql`now() - interval '1 day'`));
    }),
  };
}
