// Versions: immutable snapshots of a workflow, and the deployments that make one of them live.
import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { users } from '~/db/schema/people';
import { deployments, type VersionReason, workflows, workflowVersions } from '~/db/schema/workflows';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import type { WorkflowDefinition } from '~/lib/workflow';
import { withConflicts } from './conflicts';
import { decodeCursor, encodeCursor, toPage } from './page';

export interface NewVersion {
  workflowId: string;
  definition: WorkflowDefinition;
  contentHash: string;
  reason: VersionReason;
  authorId: string | null;
  note?: string;
}

const missing = () => new AppError('not_found', 'This version does not exist.');

export function createVersionRepository(scope: Scope) {
  const insert = (orgId: string, version: NewVersion, number: number | null) => scope.org(orgId, async tx => {
    const id = newId();
    await tx.insert(workflowVersions).values({ id, orgId, note: '', ...version, number });
    return { id, number };
  });

  return {
    list: (orgId: string, query: { workflowId: string; limit: number; cursor?: string | null }) => scope.org(orgId, async tx => {
      const rows = await tx
        .select({ id: workflowVersions.id, number: workflowVersions.number, note: workflowVersions.note, reason: workflowVersions.reason, author: users.name, createdAt: workflowVersions.createdAt, live: sql<boolean>`${workflows.publishedVersionId} is not distinct from ${workflowVersions.id}` })
        .from(workflowVersions).innerJoin(workflows, eq(workflows.id, workflowVersions.workflowId)).leftJoin(users, eq(users.id, workflowVersions.authorId))
        .where(and(eq(workflowVersions.orgId, orgId), eq(workflowVersions.workflowId, query.workflowId), sql`${workflowVersions.reason} <> 'run'`, query.cursor ? lt(workflowVersions.id, decodeCursor(query.cursor).id) : undefined))
        .orderBy(desc(workflowVersions.id)).limit(query.limit + 1);
      return toPage(rows, query.limit, row => encodeCursor('', row.id));
    }),

    get: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx
        .select({ id: workflowVersions.id, workflowId: workflowVersions.workflowId, number: workflowVersions.number, note: workflowVersions.note, reason: workflowVersions.reason, author: users.name, createdAt: workflowVersions.createdAt, definition: workflowVersions.definition, contentHash: workflowVersions.contentHash })
        .from(workflowVersions).leftJoin(users, eq(users.id, workflowVersions.authorId)).where(and(eq(workflowVersions.orgId, orgId), eq(workflowVersions.id, id)));
      if (!row) throw missing();
      return row;
    }),

    /** A snapshot without a number: before a restore, for a manual run. The newest one with the same content is taken again. */
    snapshot: (orgId: string, version: NewVersion) => scope.org(orgId, async tx => {
      const [same] = await tx.select({ id: workflowVersions.id, number: workflowVersions.number }).from(workflowVersions)
        .where(and(eq(workflowVersions.orgId, orgId), eq(workflowVersions.workflowId, version.workflowId), eq(workflowVersions.contentHash, version.contentHash))).orderBy(desc(workflowVersions.id)).limit(1);
      return same ?? insert(orgId, version, null);
    }),

    /** The next numbered version. */
    publish: (orgId: string, version: NewVersion) => withConflicts(() => scope.org(orgId, async tx => {
      const [last] = await tx.select({ number: workflowVersions.number }).from(workflowVersions)
        .where(and(eq(workflowVersions.orgId, orgId), eq(workflowVersions.workflowId, version.workflowId), isNotNull(workflowVersions.number))).orderBy(desc(workflowVersions.number)).limit(1);
      return insert(orgId, version, (last?.number ?? 0) + 1);
    })),

    /** Ends the live deployment and, given a version, starts the next. Returns its id. */
    deploy: (orgId: string, workflowId: string, versionId: string | null, userId: string) => withConflicts(() => scope.org(orgId, async tx => {
      await tx.update(deployments).set({ status: 'replaced', endedAt: new Date() })
        .where(and(eq(deployments.orgId, orgId), eq(deployments.workflowId, workflowId), eq(deployments.environment, 'production'), eq(deployments.status, 'live')));
      if (versionId === null) return null;
      const id = newId();
      await tx.insert(deployments).values({ id, orgId, workflowId, versionId, environment: 'production', status: 'live', createdBy: userId });
      return id;
    })),
  };
}
