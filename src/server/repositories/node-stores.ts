// What nodes keep between executions, by key; one writer of a key at a time.
import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { nodeStores } from '~/db/schema/workflows';
import type { Json } from '~/lib/json';

/** Characters of JSON one key may hold. */
const MAX_VALUE = 48 * 1024 * 1024;
/** Keys of one workflow: strangers make one with every session of a public chat. */
const MAX_KEYS = 10_000;

export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

export function createNodeStoreRepository(scope: Scope, maxKeys = MAX_KEYS) {
  const keyOf = (workflowId: string | null, key: string): string => `${workflowId ?? 'all'}/${key}`.slice(0, 1000);
  const mine = (orgId: string, key: string) => and(eq(nodeStores.orgId, orgId), eq(nodeStores.key, key));
  return {
    get: (orgId: string, workflowId: string | null, key: string): Promise<Json | null> => scope.org(orgId, async tx => {
      const [row] = await tx.select({ value: nodeStores.value }).from(nodeStores).where(mine(orgId, keyOf(workflowId, key)));
      return row?.value ?? null;
    }),

    /** Throws StoreFull for a value that is too large. Of a workflow with too many keys the ones go that were not written for longest. */
    update: (orgId: string, workflowId: string | null, key: string, change: (value: Json | null) => Json | null): Promise<Json | null> => scope.org(orgId, async tx => {
      const full = keyOf(workflowId, key);
      // A key that does not exist yet cannot be locked as a row.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${orgId}/${full}`}, 0))`);
      const [row] = await tx.select({ value: nodeStores.value }).from(nodeStores).where(mine(orgId, full));
      const value = change(row?.value ?? null);
      if (value === null) {
        await tx.delete(nodeStores).where(mine(orgId, full));
        return null;
      }
      if (JSON.stringify(value).length > MAX_VALUE) throw new StoreFull('The data are too large to be kept');
      await tx.insert(nodeStores).values({ orgId, key: full, workflowId, value }).onConflictDoUpdate({ target: [nodeStores.orgId, nodeStores.key], set: { value } });
      if (!row && workflowId !== null) {
        const rest = tx.select({ key: nodeStores.key }).from(nodeStores).where(and(eq(nodeStores.orgId, orgId), eq(nodeStores.workflowId, workflowId), ne(nodeStores.key, full))).orderBy(desc(nodeStores.updatedAt)).offset(maxKeys - 1);
        await tx.delete(nodeStores).where(and(eq(nodeStores.orgId, orgId), inArray(nodeStores.key, rest)));
      }
      return value;
    }),
  };
}
