// API keys of the signed-in person in this organization.
import { z } from 'zod';
import { allowed, router } from '~/server/trpc';
import { byId, nameInput } from './inputs';

export const apiKeysRouter = router({
  list: allowed('apiKey:write').query(({ ctx }) => ctx.repositories.apiKeys.list(ctx.orgId, ctx.actor.userId)),

  create: allowed('apiKey:write').input(z.strictObject({ name: nameInput, expiresAt: z.iso.datetime().optional() })).mutation(async ({ ctx, input }) => {
    const made = await ctx.repositories.apiKeys.create(ctx.orgId, ctx.actor.userId, input.name, input.expiresAt ? new Date(input.expiresAt) : null);
    await ctx.audit({ action: 'api_key.created', target: made.id, details: { name: input.name } });
    return made;
  }),

  remove: allowed('apiKey:write').input(byId).mutation(async ({ ctx, input }) => {
    await ctx.repositories.apiKeys.remove(ctx.orgId, ctx.actor.userId, input.id);
    await ctx.audit({ action: 'api_key.removed', target: input.id });
    return { ok: true as const };
  }),
});
