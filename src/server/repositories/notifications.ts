// Notifications to people in the app.
import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { notifications } from '~/db/schema/insight';
import { newId } from '~/lib/ids';

export function createNotificationRepository(scope: Scope) {
  const forPerson = (orgId: string, userId: string) => and(eq(notifications.orgId, orgId), or(isNull(notifications.userId), eq(notifications.userId, userId)));
  return {
    list: (orgId: string, userId: string) => scope.org(orgId, tx => tx
      .select({ id: notifications.id, type: notifications.type, title: notifications.title, message: notifications.message, readAt: notifications.readAt, createdAt: notifications.createdAt, link: notifications.link })
      .from(notifications).where(forPerson(orgId, userId)).orderBy(desc(notifications.id)).limit(50)),

    markRead: (orgId: string, userId: string, ids: string[]) => scope.org(orgId, tx => tx
      .update(notifications).set({ readAt: new Date() }).where(and(forPerson(orgId, userId), inArray(notifications.id, ids)))),

    create: (orgId: string, notification: { userId: string | null; type: string; title: string; message: string; link: string | null }) => scope.org(orgId, tx => tx
      .insert(notifications).values({ id: newId(), orgId, ...notification })),
  };
}
