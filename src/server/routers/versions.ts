// Versions of a workflow.
import { z } from 'zod';
import { pageInput } from '~/server/repositories/page';
import { allowed, router } from '~/server/trpc';
import { restoreVersion } from '~/server/workflows/publish';
import { byId, idInput } from './inputs';

export const versionsRouter = router({
  list: allowed('workflow:read').input(z.strictObject({ ...pageInput, workflowId: idInput })).query(({ ctx, input }) => ctx.repositories.versions.list(ctx.orgId, input)),

  get: allowed('workflow:read').input(byId).query(({ ctx, input }) => ctx.repositories.versions.get(ctx.orgId, input.id)),

  restore: allowed('workflow:write').input(z.strictObject({ workflowId: idInput, versionId: idInput, revision: z.number().int().min(1) })).mutation(async ({ ctx, input }) => {
    const restored = await restoreVersion(ctx.repositories, ctx.orgId, ctx.actor.userId, input);
    await ctx.audit({ action: 'workflow.version_restored', target: input.workflowId, details: { versionId: input.versionId } });
    return restored;
  }),
});
