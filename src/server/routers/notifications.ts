// Notifications of the signed-in person.
import { z } from 'zod';
import { router, signedInProcedure } from '~/server/trpc';
import { idInput } from './inputs';

export const notificationsRouter = router({
  list: signedInProcedure.query(({ ctx }) => ctx.repositories.notifications.list(ctx.orgId, ctx.actor.userId)),

  markRead: signedInProcedure.input(z.strictObject({ ids: z.array(idInput).min(1).max(100) })).mutation(async ({ ctx, input }) => {
    await ctx.repositories.notifications.markRead(ctx.orgId, ctx.actor.userId, input.ids);
    return { ok: true as const };
  }),
});
