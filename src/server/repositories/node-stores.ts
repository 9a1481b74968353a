// What nodes keep between executions, by key; one writer of a key at a time.
import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { nodeStores } from '~/db/schema/workflows';
import type { Json } from '~/lib/json';

/** Characters of JSON one key may hold. */
const MAX_VALUE = 48 * 1024 * 1024;

export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

export function createNodeStoreRepository(scope: Scope) {
  const keyOf = (workflowId: string | null, key: string): string => `${workflowId ?? 'all'}/${key}`.slice(0, 1000);
  const mine = (orgId: string, key: string) => and(eq(nodeStores.orgId, orgId), eq(nodeStores.key, key));
  return {
    get: (orgId: string, workflowId: string | null, key: string): Promise<Json | null> => scope.org(orgId, async tx => {
      const [row] = await tx.select({ value: nodeStores.value }).from(nodeStores).where(mine(orgId, keyOf(workflowId, key)));
      return row?.value ?? null;
    }),

    /** Throws StoreFull for a value that is too large. */
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
      return value;
    }),
  };
}
