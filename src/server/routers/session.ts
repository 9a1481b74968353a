// The signed-in person: who they are, where they work, what they may do.
import { z } from 'zod';
import { AppError } from '~/lib/errors';
import { permissionsOf } from '~/server/auth/permissions';
import { router, signedInProcedure } from '~/server/trpc';
import { idInput } from './inputs';

export const sessionRouter = router({
  get: signedInProcedure.query(async ({ ctx }) => {
    const { actor } = ctx;
    const organizations = await ctx.repositories.people.listOrganizations(actor.userId);
    const organization = organizations.find(candidate => candidate.id === actor.orgId);
    return {
      user: { id: actor.userId, name: actor.name, email: actor.email },
      organization: { id: actor.orgId, name: organization?.name ?? actor.orgName, slug: organization?.slug ?? '' },
      organizations: organizations.map(({ id, name, role }) => ({ id, name, role })),
      role: actor.role,
      can: permissionsOf(actor.role),
    };
  }),

  switchOrganization: signedInProcedure.input(z.strictObject({ orgId: idInput })).mutation(async ({ ctx, input }) => {
    const { actor } = ctx;
    const organizations = await ctx.repositories.people.listOrganizations(actor.userId);
    if (!actor.sessionId || !organizations.some(candidate => candidate.id === input.orgId)) throw new AppError('not_found', 'This organization does not exist.');
    await ctx.repositories.sessions.setOrganization(actor.sessionId, actor.userId, input.orgId);
    return { ok: true as const };
  }),
});
