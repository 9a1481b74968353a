// People who come on their own: open sign-up, where the administrator allows it.
import { z } from 'zod';
import { AppError } from '~/lib/errors';
import { checkNewPassword, hashPassword } from '~/server/auth/password';
import { publicProcedure, router } from '~/server/trpc';
import { emailInput, nameInput, passwordInput } from './inputs';

export const peopleRouter = router({
  signUpOpen: publicProcedure.query(({ ctx }) => ({ open: ctx.container.env.signUp === 'open' })),

  signUp: publicProcedure
    .input(z.strictObject({ name: nameInput, email: emailInput, password: passwordInput, organization: nameInput }))
    .mutation(async ({ ctx, input }) => {
      if (ctx.container.env.signUp !== 'open') throw new AppError('forbidden', 'Sign-up is closed here. Ask an administrator to add you.');
      checkNewPassword(input.password);
      const passwordHash = await hashPassword(input.password);
      const { people } = ctx.container.repositories;
      await people.createWithOrganization({ email: input.email, name: input.name, passwordHash }, input.organization).catch(error => {
        // The same answer for a known address: nobody learns who has an account (security.md U2).
        if ((error as AppError).code !== 'conflict') throw error;
      });
      return { ok: true as const };
    }),
});
