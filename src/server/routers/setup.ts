// First start: the one-time link that makes the first owner.
import { z } from 'zod';
import { checkNewPassword, hashPassword } from '~/server/auth/password';
import { sha256 } from '~/server/crypto/hash';
import { publicProcedure, router } from '~/server/trpc';
import { emailInput, nameInput, passwordInput } from './inputs';

export const setupRouter = router({
  status: publicProcedure.query(async ({ ctx }) => ({ open: await ctx.container.repositories.people.setupIsOpen() })),

  create: publicProcedure
    .input(z.strictObject({ token: z.string().min(1).max(200), name: nameInput, email: emailInput, password: passwordInput, organization: nameInput }))
    .mutation(async ({ ctx, input }) => {
      checkNewPassword(input.password);
      const passwordHash = await hashPassword(input.password);
      const { people, audit } = ctx.container.repositories;
      const made = await people.createFirstOwner(sha256(input.token), { email: input.email, name: input.name, passwordHash }, input.organization);
      await audit.record(made.orgId, { actor: made.userId, action: 'organization.created', target: made.orgId, ip: ctx.ip, requestId: ctx.requestId });
      return { ok: true as const };
    }),
});
