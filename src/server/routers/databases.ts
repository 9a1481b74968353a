// Databases of credentials: what they hold, for the lists of the editor.
import { z } from 'zod';
import { readCatalogue } from '~/server/databases/catalogue';
import { allowed, router } from '~/server/trpc';
import { idInput } from './inputs';

const nameOf = z.string().min(1).max(300);

export const databasesRouter = router({
  /** The secret stays here; it goes to the hosts the credential is for, under the guards of every execution. */
  list: allowed('credential:use')
    .input(z.strictObject({ id: idInput, request: z.discriminatedUnion('of', [z.strictObject({ of: z.literal('schemas') }), z.strictObject({ of: z.literal('tables'), schema: nameOf }), z.strictObject({ of: z.literal('columns'), schema: nameOf, table: nameOf })]) }))
    .query(async ({ ctx, input }) => {
      const credential = await ctx.repositories.credentials.open(ctx.orgId, input.id);
      return readCatalogue(ctx.container.sockets, credential, input.request, (_refused, host) => void ctx.audit({ action: 'credential.refused_host', target: input.id, details: { host } }).catch(() => {}));
    }),
});
