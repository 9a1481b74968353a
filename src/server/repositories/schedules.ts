// Schedules: rows with a next time. Firing a slot is one transaction with the slot's unique key.
import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { schedules, scheduleSlots, workflows } from '~/db/schema/workflows';
import { newId } from '~/lib/ids';

export interface NewSchedule { nodeId: string; rule: number; cron: string; every: number; timezone: string; nextAt: Date | null }

export function createScheduleRepository(scope: Scope) {
  return {
    /** Replaces the schedules of a workflow; an empty list stops them. */
    replace: (orgId: string, workflowId: string, list: NewSchedule[]) => scope.org(orgId, async tx => {
      await tx.delete(schedules).where(and(eq(schedules.orgId, orgId), eq(schedules.workflowId, workflowId)));
      if (list.length > 0) await tx.insert(schedules).values(list.map(schedule => ({ id: newId(), orgId, workflowId, ...schedule })));
    }),

    /** Schedules whose time has come, over all organizations, with the version that is live. */
    due: (now: Date, limit: number) => scope.system(tx => tx
      .select({ id: schedules.id, orgId: schedules.orgId, workflowId: schedules.workflowId, nodeId: schedules.nodeId, rule: schedules.rule, cron: schedules.cron, every: schedules.every, timezone: schedules.timezone, misfire: schedules.misfire, nextAt: schedules.nextAt, versionId: workflows.publishedVersionId })
      .from(schedules).innerJoin(workflows, eq(workflows.id, schedules.workflowId))
      .where(and(isNotNull(schedules.nextAt), lte(schedules.nextAt, now), isNotNull(workflows.publishedVersionId))).orderBy(asc(schedules.nextAt)).limit(limit)),

    /** Does not fire before `until`; a later time stays. */
    postpone: (orgId: string, scheduleId: string, until: Date) => scope.org(orgId, tx => tx
      .update(schedules).set({ nextAt: sql`greatest(${schedules.nextAt}, ${until.toISOString()}::timestamptz)` }).where(and(eq(schedules.orgId, orgId), eq(schedules.id, scheduleId)))),

    /** Claims a slot and moves the schedule on; false when another process took it. */
    fire: (orgId: string, scheduleId: string, slot: Date, nextAt: Date | null, executionId: string | null) => scope.org(orgId, async tx => {
      const taken = await tx.insert(scheduleSlots).values({ orgId, scheduleId, slot, executionId }).onConflictDoNothing().returning({ scheduleId: scheduleSlots.scheduleId });
      await tx.update(schedules).set({ nextAt, lastAt: slot }).where(and(eq(schedules.orgId, orgId), eq(schedules.id, scheduleId), lte(schedules.nextAt, sql`greatest(${slot.toISOString()}::timestamptz, ${schedules.nextAt})`)));
      return taken.length > 0;
    }),
  };
}
