// The audit log of the organization.
import { z } from 'zod';
import { allowed, router } from '~/server/trpc';

export const auditRouter = router({
  list: allowed('audit:read').input(z.strictObject({ limit: z.number().int().min(1).max(100).default(50), cursor: z.string().max(20).nullish() })).query(({ ctx, input }) => ctx.repositories.audit.list(ctx.orgId, input)),
  verify: allowed('audit:read').query(({ ctx }) => ctx.repositories.audit.verify(ctx.orgId)),
});
