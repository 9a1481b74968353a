// A person's own account: name, password, sessions.
import { z } from 'zod';
import { AppError } from '~/lib/errors';
import { checkNewPassword, hashPassword, verifyPassword } from '~/server/auth/password';
import { router, signedInProcedure } from '~/server/trpc';
import { byId, nameInput, passwordInput } from './inputs';

export const accountRouter = router({
  update: signedInProcedure.input(z.strictObject({ name: nameInput })).mutation(async ({ ctx, input }) => {
    await ctx.repositories.people.updateName(ctx.actor.userId, input.name);
    return { ok: true as const };
  }),

  /** Ends every other session at once. */
  changePassword: signedInProcedure.input(z.strictObject({ current: passwordInput, next: passwordInput })).mutation(async ({ ctx, input }) => {
    checkNewPassword(input.next);
    const { people, sessions } = ctx.repositories;
    const person = await people.findForSignIn(ctx.actor.email);
    if (!(await verifyPassword(person?.passwordHash ?? null, input.current))) throw new AppError('invalid', 'The current password is not right.', { details: { field: 'current' } });
    const epoch = await people.updatePassword(ctx.actor.userId, await hashPassword(input.next));
    if (ctx.actor.sessionId) await sessions.carryOver(ctx.actor.sessionId, ctx.actor.userId, epoch);
    await ctx.audit({ action: 'account.password_changed', target: ctx.actor.userId });
    return { ok: true as const };
  }),

  sessions: signedInProcedure.query(async ({ ctx }) => {
    const rows = await ctx.repositories.sessions.list(ctx.actor.userId);
    return rows.map(row => ({ ...row, current: row.id === ctx.actor.sessionId }));
  }),

  revokeSession: signedInProcedure.input(byId).mutation(async ({ ctx, input }) => {
    if (!(await ctx.repositories.sessions.revoke(input.id, ctx.actor.userId))) throw new AppError('not_found', 'This session does not exist.');
    return { ok: true as const };
  }),
});
