// Members of the organization and their roles.
import { z } from 'zod';
import { AppError } from '~/lib/errors';
import type { Actor } from '~/server/auth/actor';
import { checkNewPassword, hashPassword } from '~/server/auth/password';
import { allowed, router } from '~/server/trpc';
import { emailInput, idInput, nameInput, passwordInput, roleInput } from './inputs';

/** Only an owner makes or unmakes owners. */
function refuseOwnerChange(actor: Actor, role: string): void {
  if (role === 'owner' && actor.role !== 'owner') throw new AppError('forbidden', 'Only an owner can change owners.');
}

export const membersRouter = router({
  list: allowed('member:read').query(async ({ ctx }) => {
    const rows = await ctx.repositories.people.listMembers(ctx.orgId);
    return rows.map(({ disabledAt, ...row }) => ({ ...row, disabled: disabledAt !== null }));
  }),

  add: allowed('member:write').input(z.strictObject({ email: emailInput, name: nameInput, role: roleInput, password: passwordInput })).mutation(async ({ ctx, input }) => {
    refuseOwnerChange(ctx.actor, input.role);
    checkNewPassword(input.password);
    const added = await ctx.repositories.people.addMember(ctx.orgId, { email: input.email, name: input.name, passwordHash: await hashPassword(input.password) }, input.role);
    await ctx.audit({ action: 'member.added', target: added.userId, details: { role: input.role } });
    return added;
  }),

  setRole: allowed('member:write').input(z.strictObject({ userId: idInput, role: roleInput })).mutation(async ({ ctx, input }) => {
    const member = (await ctx.repositories.people.listMembers(ctx.orgId)).find(candidate => candidate.userId === input.userId);
    if (!member) throw new AppError('not_found', 'This person is not a member.');
    refuseOwnerChange(ctx.actor, input.role);
    refuseOwnerChange(ctx.actor, member.role);
    await ctx.repositories.people.setRole(ctx.orgId, input.userId, input.role);
    await ctx.audit({ action: 'member.role_changed', target: input.userId, details: { from: member.role, to: input.role } });
    return { ok: true as const };
  }),

  remove: allowed('member:write').input(z.strictObject({ userId: idInput })).mutation(async ({ ctx, input }) => {
    const member = (await ctx.repositories.people.listMembers(ctx.orgId)).find(candidate => candidate.userId === input.userId);
    if (!member) throw new AppError('not_found', 'This person is not a member.');
    refuseOwnerChange(ctx.actor, member.role);
    await ctx.repositories.people.removeMember(ctx.orgId, input.userId);
    await ctx.audit({ action: 'member.removed', target: input.userId });
    return { ok: true as const };
  }),
});
