// Credentials: sealed on the way in, opened only for a step that uses them. Lists never read the sealed bytes.
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { credentials } from '~/db/schema/credentials';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { open, seal } from '~/server/crypto/envelope';
import type { Keys } from '~/server/crypto/keys';
import { withConflicts } from './conflicts';

export type CredentialFields = Record<string, string>;

const missing = () => new AppError('not_found', 'This credential does not exist.');
const listed = { id: credentials.id, name: credentials.name, type: credentials.type, allowedHosts: credentials.allowedHosts, createdAt: credentials.createdAt, updatedAt: credentials.updatedAt, lastUsedAt: credentials.lastUsedAt, expiresAt: credentials.expiresAt };

export function createCredentialRepository(scope: Scope, keys: Keys) {
  const binding = (orgId: string, row: { id: string; type: string; fieldSetVersion: number }) => ({ orgId, credentialId: row.id, type: row.type, fieldSetVersion: row.fieldSetVersion });
  const mine = (orgId: string, id: string) => and(eq(credentials.orgId, orgId), eq(credentials.id, id));

  return {
    list: (orgId: string, type?: string) => scope.org(orgId, tx => tx.select(listed).from(credentials)
      .where(and(eq(credentials.orgId, orgId), type ? eq(credentials.type, type) : undefined)).orderBy(desc(credentials.updatedAt), desc(credentials.id)).limit(500)),

    get: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select(listed).from(credentials).where(mine(orgId, id));
      if (!row) throw missing();
      return row;
    }),

    create: (orgId: string, userId: string, credential: { name: string; type: string; fields: CredentialFields; allowedHosts: string[] }) => withConflicts(() => scope.org(orgId, async tx => {
      const row = { id: newId(), type: credential.type, fieldSetVersion: 1 };
      const sealed = seal(keys, binding(orgId, row), Buffer.from(JSON.stringify(credential.fields)));
      await tx.insert(credentials).values({ ...row, orgId, ownerId: userId, name: credential.name, allowedHosts: credential.allowedHosts, sealed, keyId: keys.id });
      return { id: row.id };
    })),

    /** The secret fields. Throws `unavailable` (CREDENTIAL_UNDECRYPTABLE) when key or bytes do not fit. */
    open: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const [row] = await tx.select({ id: credentials.id, name: credentials.name, type: credentials.type, fieldSetVersion: credentials.fieldSetVersion, sealed: credentials.sealed, allowedHosts: credentials.allowedHosts, expiresAt: credentials.expiresAt })
        .from(credentials).where(mine(orgId, id));
      if (!row) throw missing();
      const fields = JSON.parse(open(keys, binding(orgId, row), row.sealed).toString('utf8')) as CredentialFields;
      return { id: row.id, name: row.name, type: row.type, allowedHosts: row.allowedHosts, expiresAt: row.expiresAt, fields };
    }),

    /** New fields are sealed anew under a fresh data key. */
    update: (orgId: string, id: string, change: { name?: string; fields?: CredentialFields; allowedHosts?: string[] }) => withConflicts(() => scope.org(orgId, async tx => {
      const [row] = await tx.select({ id: credentials.id, type: credentials.type, fieldSetVersion: credentials.fieldSetVersion }).from(credentials).where(mine(orgId, id)).for('update');
      if (!row) throw missing();
      const sealed = change.fields && { sealed: seal(keys, binding(orgId, row), Buffer.from(JSON.stringify(change.fields))), keyId: keys.id };
      await tx.update(credentials).set({ name: change.name, allowedHosts: change.allowedHosts, updatedAt: sql`now()`, ...sealed }).where(mine(orgId, id));
    })),

    remove: (orgId: string, id: string) => scope.org(orgId, async tx => {
      const rows = await tx.delete(credentials).where(mine(orgId, id)).returning({ id: credentials.id });
      if (rows.length === 0) throw missing();
    }),

    touch: (orgId: string, id: string) => scope.org(orgId, tx => tx.update(credentials).set({ lastUsedAt: new Date() }).where(mine(orgId, id))),

    /** Which of these ids belong to the organization, with their types. */
    owned: (orgId: string, ids: string[]) => scope.org(orgId, async tx => {
      if (ids.length === 0) return new Map<string, string>();
      const rows = await tx.select({ id: credentials.id, type: credentials.type }).from(credentials).where(and(eq(credentials.orgId, orgId), inArray(credentials.id, ids)));
      return new Map(rows.map(row => [row.id, row.type]));
    }),

    /** Of all ids that occur in a definition: those that are credentials of another organization. */
    foreign: (orgId: string, ids: string[]) => scope.system(async tx => {
      if (ids.length === 0) return [];
      const rows = await tx.select({ id: credentials.id }).from(credentials).where(and(inArray(credentials.id, ids), sql`${credentials.orgId} <> ${orgId}`));
      return rows.map(row => row.id);
    }),
  };
}
