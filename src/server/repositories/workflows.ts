// Workflows: lists, drafts with their revision, publishing state. A list never loads definitions.
import { and, arrayContains, asc, desc, eq, gte, inArray, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Scope, Tx } from '~/db/client';
import { executions } from '~/db/schema/executions';
import { memberships, users } from '~/db/schema/people';
import { triggers, workflows, workflowVersions } from '~/db/schema/workflows';
import { AppError } from '~/lib/errors';
import { isId, newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { TriggerKind } from '~/nodes/contract';
import { findDefinition } from '~/nodes/definitions';
import { decodeCursor, encodeCursor, escapeLike, toPage } from './page';

/** What is extracted from a definition on every save, so that lists and look-ups never read it. */
export interface Extract {
  contentHash: string;
  nodeTypes: string[];
  requiredCredentialTypes: string[];
  nodeCount: number;
}

export interface WorkflowQuery {
  search?: string;
  tags?: string[];
  status?: 'draft' | 'published';
  nodeType?: string;
  /** Changed within. */
  from?: Date;
  to?: Date;
  sort: 'updated' | 'name' | 'created';
  limit: number;
  cursor?: string | null;
}

const missing = () => new AppError('not_found', 'This workflow does not exist.');
const status = sql<'draft' | 'published'>`case when ${workflows.publishedVersionId} is null then 'draft' else 'published' end`;
// Written out: in a `returning`, Drizzle names columns without their table, and "content_hash" would be that of the version.
const draftDiffers = sql<boolean>`coalesce((select v.content_hash <> workflows.content_hash from workflow_versions v where v.id = workflows.published_version_id), false)`;
const publishedNumber = sql<number | null>`(select v.number from workflow_versions v where v.id = ${workflows.publishedVersionId})`;

const listed = {
  id: workflows.id, name: workflows.name, description: workflows.description, tags: workflows.tags, status, publishedNumber, draftDiffers,
  nodeCount: workflows.nodeCount, updatedAt: workflows.updatedAt, createdAt: workflows.createdAt, updatedBy: users.name,
  nodeTypes: workflows.nodeTypes,
  recent: sql<{ id: string; status: string; startedAt: string | null }[]>`coalesce((select json_agg(r order by r.id) from (
    select e.id, e.status, e.started_at as "startedAt" from executions e where e.workflow_id = ${workflows.id} order by e.id desc limit 24) r), '[]')`,
};

/** How a workflow can start, of its draft: also one that is not published yet. */
const triggerKinds = (nodeTypes: string[]): TriggerKind[] => [...new Set(nodeTypes.flatMap(type => findDefinition(type)?.trigger ?? []))];

export function createWorkflowRepository(scope: Scope) {
  const alive = (orgId: string, id: string) => and(eq(workflows.orgId, orgId), eq(workflows.id, id), isNull(workflows.deletedAt));

  return {
    list: (orgId: string, query: WorkflowQuery) => scope.org(orgId, async tx => {
      const where: (SQL | undefined)[] = [eq(workflows.orgId, orgId), isNull(workflows.deletedAt)];
      if (query.search) {
        const like = `%${escapeLike(query.search)}%`;
        where.push(sql`(${workflows.name} ilike ${like} or ${workflows.search} @@ websearch_to_tsquery('simple', ${query.search}))`);
      }
      if (query.tags?.length) where.push(arrayContains(workflows.tags, query.tags));
      if (query.nodeType) where.push(arrayContains(workflows.nodeTypes, [query.nodeType]));
      if (query.from) where.push(gte(workflows.updatedAt, query.from));
      if (query.to) where.push(lte(workflows.updatedAt, query.to));
      if (query.status) where.push(query.status === 'published' ? isNotNull(workflows.publishedVersionId) : isNull(workflows.publishedVersionId));
      const order = { updated: desc(workflows.updatedAt), created: desc(workflows.createdAt), name: asc(workflows.name) }[query.sort];
      if (query.cursor) {
        const { sort, id } = decodeCursor(query.cursor);
        where.push({
          updated: sql`(${workflows.updatedAt}, ${workflows.id}) < (${sort}::timestamptz, ${id}::uuid)`,
          created: sql`(${workflows.createdAt}, ${workflows.id}) < (${sort}::timestamptz, ${id}::uuid)`,
          name: sql`(${workflows.name}, ${workflows.id}) > (${sort}, ${id}::uuid)`,
        }[query.sort]);
      }
      const rows = await tx.select({ ...listed, sortText: { updated: sql<string>`${workflows.updatedAt}::text`, created: sql<string>`${workflows.createdAt}::text`, name: workflows.name }[query.sort] })
        .from(workflows).leftJoin(users, eq(users.id, workflows.updatedBy))
        .where(and(...where)).orderBy(order, query.sort === 'name' ? asc(workflows.id) : desc(workflows.id)).limit(query.limit + 1);
      const page = toPage(rows, query.limit, row => encodeCursor(row.sortText, row.id));
      return { nextCursor: page.nextCursor, items: page.items.map(({ sortText: _, ...row }) => ({ ...row, triggers: triggerKinds(row.nodeTypes), lastExecution: row.recent.at(-1) ?? null })) };
    }),

    count: (orgId: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(workflows).where(and(eq(workflows.orgId, orgId), isNull(workflows.deletedAt)));
      return row?.count ?? 0;
    }),

    tags: (orgId: string) => scope.org(orgId, async tx => {
      const rows = await tx.select({ tag: sql<string>`distinct unnest(${workflows.tags})` }).from(workflows).where(and(eq(workflows.orgId, orgId), isNull(workflows.deletedAt))).orderBy(sql`1`);
      return rows.map(row => row.tag);
    }),

    get: (orgId: string, id: string) => scope.org(orgId, async tx => {
      // A file of n8n names other workflows by ids that are none here.
      if (!isId(id)) throw missing();
      const [row] = await tx
        .select({ ...listed, revision: workflows.revision, definition: workflows.definition, contentHash: workflows.contentHash, publishedVersionId: workflows.publishedVersionId, publishedAt: sql<Date | null>`(select d.created_at from deployments d where d.workflow_id = ${workflows.id} and d.status = 'live' and d.environment = 'production')`.mapWith(value => (value === null ? null : new Date(value as string))) })
        .from(workflows).leftJoin(users, eq(users.id, workflows.updatedBy)).where(alive(orgId, id));
      if (!row) throw missing();
      return { ...row, triggers: triggerKinds(row.nodeTypes), lastExecution: row.recent.at(-1) ?? null };
    }),

    create: (orgId: string, userId: string, workflow: { name: string; description?: string; tags?: string[]; definition: WorkflowDefinition } & Extract) => scope.org(orgId, async tx => {
      const id = newId();
      await tx.insert(workflows).values({ id, orgId, ownerId: userId, updatedBy: userId, ...workflow });
      return { id };
    }),

    /** Stores the draft when `revision` is still the stored one. Throws `conflict` with who changed it otherwise: nothing is overwritten. */
    save: (orgId: string, userId: string, id: string, revision: number, draft: { definition: WorkflowDefinition } & Extract) => scope.org(orgId, async tx => {
      const [saved] = await tx.update(workflows).set({ ...draft, revision: sql`${workflows.revision} + 1`, updatedBy: userId })
        .where(and(alive(orgId, id), eq(workflows.revision, revision))).returning({ revision: workflows.revision, updatedAt: workflows.updatedAt, draftDiffers });
      if (saved) return saved;
      throw await staleSave(tx, orgId, id);
    }),

    /** Locks the draft for a publish or a restore that builds on `revision`. */
    lock: (orgId: string, id: string, revision: number | null) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ id: workflows.id, name: workflows.name, revision: workflows.revision, definition: workflows.definition, contentHash: workflows.contentHash, publishedVersionId: workflows.publishedVersionId }).from(workflows).where(alive(orgId, id)).for('update');
      if (!row) throw missing();
      if (revision !== null && row.revision !== revision) throw await staleSave(tx, orgId, id);
      return row;
    }),

    update: (orgId: string, userId: string, id: string, change: { name?: string; description?: string; tags?: string[] }) => scope.org(orgId, async tx => {
      const rows = await tx.update(workflows).set({ ...change, updatedBy: userId }).where(alive(orgId, id)).returning({ id: workflows.id });
      if (rows.length === 0) throw missing();
    }),

    setPublished: (orgId: string, id: string, versionId: string | null) => scope.org(orgId, tx => tx.update(workflows).set({ publishedVersionId: versionId }).where(alive(orgId, id))),

    /** Soft: stays restorable for 30 days. */
    remove: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const rows = await tx.update(workflows).set({ deletedAt: new Date(), publishedVersionId: null }).where(alive(orgId, id)).returning({ id: workflows.id });
      if (rows.length === 0) throw missing();
    }),

    restore: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const rows = await tx.update(workflows).set({ deletedAt: null }).where(and(eq(workflows.orgId, orgId), eq(workflows.id, id), isNotNull(workflows.deletedAt))).returning({ id: workflows.id });
      if (rows.length === 0) throw missing();
    }),

    /** The person a workflow belongs to, while a member of the organization and not disabled. */
    owner: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ userId: users.id, role: memberships.role }).from(workflows)
        .innerJoin(users, and(eq(users.id, workflows.ownerId), isNull(users.disabledAt))).innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.orgId, orgId))).where(alive(orgId, id));
      return row ?? null;
    }),

    /** Workflows of the organization that name this credential anywhere in their draft. */
    usingCredential: (orgId: string, credentialId: string) => scope.org(orgId, tx => tx
      .select({ id: workflows.id, name: workflows.name }).from(workflows)
      .where(and(eq(workflows.orgId, orgId), isNull(workflows.deletedAt), sql`position(${credentialId} in ${workflows.definition}::text) > 0`)).limit(50)),

    exist: (orgId: string, ids: string[]) => scope.org(orgId, async tx => {
      if (ids.length === 0) return [];
      return (await tx.select({ id: workflows.id }).from(workflows).where(and(eq(workflows.orgId, orgId), inArray(workflows.id, ids), isNull(workflows.deletedAt)))).map(row => row.id);
    }),

    staticData: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ staticData: workflows.staticData }).from(workflows).where(and(eq(workflows.orgId, orgId), eq(workflows.id, id)));
      return row?.staticData ?? { global: {}, nodes: {} };
    }),

    setStaticData: (orgId: string, id: string, staticData: { global: object; nodes: object }) => scope.org(orgId, tx => tx
      .update(workflows).set({ staticData: sql`json_build_object('global', ${JSON.stringify(staticData.global)}::json, 'nodes', ${JSON.stringify(staticData.nodes)}::json, 'polls', coalesce(${workflows.staticData}->'polls', '{}'::json))`, updatedAt: sql`${workflows.updatedAt}` }).where(and(eq(workflows.orgId, orgId), eq(workflows.id, id)))),

    /** What a polling trigger keeps between polls; executions never touch it. */
    pollState: (orgId: string, id: string, nodeId: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ state: sql<JsonObject | null>`${workflows.staticData}->'polls'->${nodeId}` }).from(workflows).where(and(eq(workflows.orgId, orgId), eq(workflows.id, id)));
      return row?.state ?? null;
    }),

    setPollState: (orgId: string, id: string, nodeId: string, state: JsonObject) => scope.org(orgId, tx => tx
      .update(workflows).set({
        staticData: sql`json_build_object('global', coalesce(${workflows.staticData}->'global', '{}'::json), 'nodes', coalesce(${workflows.staticData}->'nodes', '{}'::json), 'polls', coalesce((${workflows.staticData}->'polls')::jsonb, '{}'::jsonb) || jsonb_build_object(${nodeId}::text, ${JSON.stringify(state)}::jsonb))`,
        updatedAt: sql`${workflows.updatedAt}`,
      }).where(and(eq(workflows.orgId, orgId), eq(workflows.id, id)))),

    /** Replaces the rows that say what starts the live version. */
    setTriggers: (orgId: string, workflowId: string, list: { nodeId: string; node: string; kind: TriggerKind }[]) => scope.org(orgId, async tx => {
      await tx.delete(triggers).where(and(eq(triggers.orgId, orgId), eq(triggers.workflowId, workflowId)));
      if (list.length > 0) await tx.insert(triggers).values(list.map(trigger => ({ id: newId(), orgId, workflowId, ...trigger })));
    }),

    /** Event triggers of all live workflows, over all organizations. */
    liveEventTriggers: () => scope.system(tx => tx
      .select({ orgId: triggers.orgId, workflowId: triggers.workflowId, nodeId: triggers.nodeId, versionId: sql<string>`${workflows.publishedVersionId}` })
      .from(triggers).innerJoin(workflows, eq(workflows.id, triggers.workflowId)).where(and(eq(triggers.kind, 'event'), isNotNull(workflows.publishedVersionId), isNull(workflows.deletedAt))).limit(5000)),

    /** For executing: the live or a given version with its workflow, over all organizations. */
    findForRun: (versionId: string) => scope.system(async tx => {
      const [row] = await tx.select({ orgId: workflowVersions.orgId, workflowId: workflows.id, name: workflows.name, publishedVersionId: workflows.publishedVersionId, definition: workflowVersions.definition, contentHash: workflowVersions.contentHash })
        .from(workflowVersions).innerJoin(workflows, eq(workflows.id, workflowVersions.workflowId)).where(eq(workflowVersions.id, versionId));
      return row ?? null;
    }),

    /** True while executions of the workflow are open. */
    hasOpenExecutions: (orgId: string, id: string) => scope.org(orgId, async tx => (await tx.select({ id: executions.id }).from(executions)
      .where(and(eq(executions.orgId, orgId), eq(executions.workflowId, id), inArray(executions.status, ['pending', 'running', 'waiting', 'paused']))).limit(1)).length > 0),
  };
}

async function staleSave(tx: Tx, orgId: string, id: string): Promise<AppError> {
  const [current] = await tx.select({ revision: workflows.revision, updatedAt: workflows.updatedAt, updatedBy: users.name })
    .from(workflows).leftJoin(users, eq(users.id, workflows.updatedBy)).where(and(eq(workflows.orgId, orgId), eq(workflows.id, id), isNull(workflows.deletedAt)));
  if (!current) return missing();
  return new AppError('conflict', `${current.updatedBy ?? 'Somebody'} saved this workflow after you opened it. Your changes are not stored yet.`, {
    details: { revision: current.revision, updatedBy: current.updatedBy, updatedAt: current.updatedAt.toISOString() },
  });
}
