// Workflows: list, draft, publish, run.
import { z } from 'zod';
import { jsonValue } from '~/lib/workflow-schema';
import type { WorkflowDefinition } from '~/lib/workflow';
import { offerFor } from '~/interop/services/offer';
import { runDraft } from '~/server/execution/manual-run';
import { pageInput } from '~/server/repositories/page';
import { allowed, router } from '~/server/trpc';
import { createDraft, duplicateDraft, saveDraft } from '~/server/workflows/drafts';
import { triggersOf } from '~/server/workflows/extract';
import { exportWorkflow, importWorkflows } from '~/server/workflows/files';
import { publish, takeDown, unpublish } from '~/server/workflows/publish';
import { webhookUrls } from '~/server/workflows/webhook-urls';
import { byId, idInput, nameInput, searchInput, tagsInput } from './inputs';

/** Checked in depth by saveDraft; here only its size class. */
const definitionInput = z.custom<WorkflowDefinition>(value => typeof value === 'object' && value !== null, 'is not a workflow definition');
const revisionInput = z.number().int().min(1);

export const workflowsRouter = router({
  list: allowed('workflow:read')
    .input(z.strictObject({ ...pageInput, search: searchInput.optional(), tags: tagsInput.optional(), status: z.enum(['draft', 'published']).optional(), nodeType: z.string().max(200).optional(), sort: z.enum(['updated', 'name', 'created']).default('updated') }))
    .query(({ ctx, input }) => ctx.repositories.workflows.list(ctx.orgId, input)),

  count: allowed('workflow:read').query(async ({ ctx }) => ({ count: await ctx.repositories.workflows.count(ctx.orgId) })),

  tags: allowed('workflow:read').query(({ ctx }) => ctx.repositories.workflows.tags(ctx.orgId)),

  get: allowed('workflow:read').input(byId).query(async ({ ctx, input }) => {
    const { publishedVersionId, publishedAt, contentHash: _, recent: __, ...row } = await ctx.repositories.workflows.get(ctx.orgId, input.id);
    return {
      ...row, published: publishedVersionId ? { versionId: publishedVersionId, number: row.publishedNumber ?? 0, at: publishedAt } : null,
      webhooks: await webhookUrls(ctx.container, ctx.orgId, input.id, row.definition),
    };
  }),

  create: allowed('workflow:write').input(z.strictObject({ name: nameInput.optional(), definition: definitionInput.optional() })).mutation(async ({ ctx, input }) => {
    const { id } = await createDraft(ctx.repositories, ctx.orgId, ctx.actor.userId, input);
    await ctx.audit({ action: 'workflow.created', target: id });
    return { id };
  }),

  save: allowed('workflow:write').input(z.strictObject({ id: idInput, revision: revisionInput, definition: definitionInput })).mutation(async ({ ctx, input }) => {
    const saved = await saveDraft(ctx.repositories, ctx.orgId, ctx.actor.userId, input);
    return { ...saved, webhooks: await webhookUrls(ctx.container, ctx.orgId, input.id, input.definition) };
  }),

  update: allowed('workflow:write').input(z.strictObject({ id: idInput, name: nameInput.optional(), description: z.string().max(5000).optional(), tags: tagsInput.optional() })).mutation(async ({ ctx, input: { id, ...change } }) => {
    await ctx.repositories.workflows.update(ctx.orgId, ctx.actor.userId, id, change);
    return { ok: true as const };
  }),

  duplicate: allowed('workflow:write').input(byId).mutation(async ({ ctx, input }) => {
    const { id } = await duplicateDraft(ctx.repositories, ctx.orgId, ctx.actor.userId, input.id);
    await ctx.audit({ action: 'workflow.created', target: id, details: { from: input.id } });
    return { id };
  }),

  remove: allowed('workflow:write').input(byId).mutation(async ({ ctx, input }) => {
    await ctx.repositories.transaction(ctx.orgId, async tx => {
      await takeDown(tx, ctx.orgId, ctx.actor.userId, input.id);
      await tx.workflows.remove(ctx.orgId, input.id);
      await ctx.audit({ action: 'workflow.removed', target: input.id }, tx);
    });
    return { ok: true as const };
  }),

  restore: allowed('workflow:write').input(byId).mutation(async ({ ctx, input }) => {
    await ctx.repositories.workflows.restore(ctx.orgId, input.id);
    await ctx.audit({ action: 'workflow.restored', target: input.id });
    return { ok: true as const };
  }),

  import: allowed('workflow:write').input(z.strictObject({ text: z.string().min(1).max(5_000_000) })).mutation(({ ctx, input }) => importWorkflows(ctx.repositories, ctx.orgId, ctx.actor.userId, input.text)),

  export: allowed('workflow:read').input(z.strictObject({ id: idInput, format: z.enum(['weft', 'n8n']) })).query(async ({ ctx, input }) => {
    const workflow = await ctx.repositories.workflows.get(ctx.orgId, input.id);
    return exportWorkflow(workflow, input.format);
  }),

  publish: allowed('workflow:publish').input(z.strictObject({ id: idInput, revision: revisionInput, note: z.string().max(2000).optional() })).mutation(async ({ ctx, input }) => {
    const published = await publish(ctx.repositories, ctx.container.env.timezone, ctx.orgId, ctx.actor.userId, input);
    await ctx.audit({ action: 'workflow.published', target: input.id, details: published });
    return published;
  }),

  unpublish: allowed('workflow:publish').input(byId).mutation(async ({ ctx, input }) => {
    await unpublish(ctx.repositories, ctx.orgId, ctx.actor.userId, input.id);
    await ctx.audit({ action: 'workflow.unpublished', target: input.id });
    return { ok: true as const };
  }),

  run: allowed('workflow:run').input(z.strictObject({ id: idInput, startNode: z.string().max(64).optional(), destination: z.string().max(64).optional(), from: z.string().max(64).optional(), reuse: idInput.optional(), items: z.array(jsonValue).max(1000).optional() })).mutation(async ({ ctx, input }) => {
    const { executionId } = await runDraft({ ...ctx.container, timezone: ctx.container.env.timezone }, ctx.orgId, ctx.actor.userId, input);
    return { executionId };
  }),

  /** What nodes that Weft lacks could be replaced with, in the order asked. */
  offers: allowed('workflow:read').input(z.strictObject({ nodes: z.array(z.strictObject({ type: z.string().min(1).max(200), typeVersion: z.number().optional(), parameters: z.record(z.string(), jsonValue) })).min(1).max(200) })).query(({ input }) => input.nodes.map(node => offerFor(node.type, node.parameters, node.typeVersion))),

  listen: allowed('workflow:run').input(byId).mutation(async ({ ctx, input }) => {
    const draft = await ctx.repositories.workflows.get(ctx.orgId, input.id);
    if (!triggersOf(draft.definition).some(trigger => ['webhook', 'form', 'chat'].includes(trigger.kind))) return { until: null };
    const version = await ctx.repositories.versions.snapshot(ctx.orgId, { workflowId: input.id, definition: draft.definition, contentHash: draft.contentHash, reason: 'run', authorId: ctx.actor.userId });
    return { until: new Date(ctx.container.listener.arm({ orgId: ctx.orgId, workflowId: input.id, versionId: version.id, userId: ctx.actor.userId })) };
  }),

  stopListening: allowed('workflow:run').input(byId).mutation(async ({ ctx, input }) => {
    const listening = ctx.container.listener.peek(input.id);
    if (listening?.orgId === ctx.orgId) ctx.container.listener.disarm(input.id);
    return { ok: true as const };
  }),
});
