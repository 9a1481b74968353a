// Variables of organizations, read at most every 5 s.
import type { Repositories } from '~/server/repositories/repositories';

/** Variables by name. */
export function createVariableCache(repositories: Pick<Repositories, 'variables'>) {
  const cache = new Map<string, { at: number; values: Promise<Record<string, string>> }>();
  return (orgId: string): Promise<Record<string, string>> => {
    const known = cache.get(orgId);
    if (known && Date.now() - known.at < 5000) return known.values;
    const values = repositories.variables.all(orgId);
    cache.set(orgId, { at: Date.now(), values });
    values.catch(() => cache.delete(orgId));
    return values;
  };
}

