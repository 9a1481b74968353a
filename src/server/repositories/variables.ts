// Organization variables (`$vars`).
import { eq } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { variables } from '~/db/schema/workflows';

export function createVariableRepository(scope: Scope) {
  return {
    /** All of them as `key -> value`. */
    all: (orgId: string): Promise<Record<string, string>> => scope.org(orgId, async tx => {
      const rows = await tx.select({ key: variables.key, value: variables.value }).from(variables).where(eq(variables.orgId, orgId));
      return Object.fromEntries(rows.map(row => [row.key, row.value]));
    }),
  };
}
