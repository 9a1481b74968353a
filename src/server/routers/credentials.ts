// Credentials: written, never read back. The browser gets masks.
import { z } from 'zod';
import { CREDENTIAL_TYPES } from '~/lib/credential-types';
import { AppError } from '~/lib/errors';
import { maskFields, mergeFields } from '~/server/crypto/masks';
import { allowed, router } from '~/server/trpc';
import { checkFields, fieldsInput, typeInput } from './credential-inputs';
import { byId, hostsInput, idInput, nameInput } from './inputs';

export const credentialsRouter = router({
  types: allowed('credential:read').query(() => CREDENTIAL_TYPES),

  list: allowed('credential:read').input(z.strictObject({ type: typeInput.optional() }).optional()).query(async ({ ctx, input }) => {
    const rows = await ctx.repositories.credentials.list(ctx.orgId, input?.type);
    return Promise.all(rows.map(async row => ({ ...row, usedBy: await ctx.repositories.workflows.usingCredential(ctx.orgId, row.id) })));
  }),

  get: allowed('credential:read').input(byId).query(async ({ ctx, input }) => {
    const row = await ctx.repositories.credentials.get(ctx.orgId, input.id);
    const { fields } = await ctx.repositories.credentials.open(ctx.orgId, input.id);
    return { ...row, fields: maskFields(row.type, fields), usedBy: await ctx.repositories.workflows.usingCredential(ctx.orgId, input.id) };
  }),

  create: allowed('credential:write').input(z.strictObject({ name: nameInput, type: typeInput, fields: fieldsInput, allowedHosts: hostsInput.default([]) })).mutation(async ({ ctx, input }) => {
    checkFields(input.type, input.fields);
    const { id } = await ctx.repositories.credentials.create(ctx.orgId, ctx.actor.userId, input);
    await ctx.audit({ action: 'credential.created', target: id, details: { type: input.type, name: input.name } });
    return { id };
  }),

  update: allowed('credential:write').input(z.strictObject({ id: idInput, name: nameInput.optional(), fields: fieldsInput.optional(), allowedHosts: hostsInput.optional() })).mutation(async ({ ctx, input: { id, fields, ...change } }) => {
    const stored = fields ? await ctx.repositories.credentials.open(ctx.orgId, id) : null;
    const merged = stored && fields ? mergeFields(stored.type, stored.fields, fields) : undefined;
    if (stored && merged) checkFields(stored.type, merged);
    await ctx.repositories.credentials.update(ctx.orgId, id, { ...change, ...(merged ? { fields: merged } : {}) });
    await ctx.audit({ action: 'credential.updated', target: id, details: { changed: [...Object.keys(change), ...(fields ? ['fields'] : [])] } });
    return { ok: true as const };
  }),

  remove: allowed('credential:write').input(byId).mutation(async ({ ctx, input }) => {
    const usedBy = await ctx.repositories.workflows.usingCredential(ctx.orgId, input.id);
    if (usedBy.length > 0) throw new AppError('conflict', `${usedBy.length === 1 ? `The workflow "${usedBy[0]?.name}" uses` : `${usedBy.length} workflows use`} this credential. Choose another there first.`, { details: { usedBy } });
    await ctx.repositories.credentials.remove(ctx.orgId, input.id);
    await ctx.audit({ action: 'credential.removed', target: input.id });
    return { ok: true as const };
  }),
});
