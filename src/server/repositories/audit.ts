// The audit log: append-only, one hash chain per organization (security.md 4H).
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { auditLog } from '~/db/schema/insight';
import { users } from '~/db/schema/people';
import { canonicalJson, type JsonObject } from '~/lib/json';
import { hmacSha256 } from '~/server/crypto/hash';
import type { Keys } from '~/server/crypto/keys';
import { AppError } from '~/lib/errors';
import type { Page } from './page';

export interface AuditEntry {
  actor: string;
  action: string;
  target: string;
  details?: JsonObject;
  ip?: string | null;
  requestId?: string | null;
}

export function createAuditRepository(scope: Scope, keys: Keys) {
  return {
    /** Adds an entry in the caller's transaction: what is not logged did not happen. */
    record: (orgId: string, entry: AuditEntry) => scope.org(orgId, async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${orgId}`}, 0))`);
      const [last] = await tx.select({ seq: auditLog.seq, hash: auditLog.hash }).from(auditLog).where(eq(auditLog.orgId, orgId)).orderBy(desc(auditLog.seq)).limit(1);
      const row = { orgId, seq: (last?.seq ?? 0) + 1, prevHash: last?.hash ?? '', at: new Date(), actor: entry.actor, action: entry.action, target: entry.target, details: entry.details ?? {}, ip: entry.ip ?? null, requestId: entry.requestId ?? null };
      await tx.insert(auditLog).values({ ...row, hash: chainHash(keys, row) });
    }),

    list: (orgId: string, query: { limit: number; cursor?: string | null }): Promise<Page<{ id: string; at: Date; actor: string; action: string; target: string; details: JsonObject }>> => scope.org(orgId, async tx => {
      const before = query.cursor ? Number(query.cursor) : null;
      if (before !== null && !Number.isSafeInteger(before)) throw new AppError('invalid', 'The cursor is not one that this list gave.', { details: { field: 'cursor' } });
      const rows = await tx.select({ seq: auditLog.seq, at: auditLog.at, actor: auditLog.actor, name: users.name, action: auditLog.action, target: auditLog.target, details: auditLog.details })
        .from(auditLog).leftJoin(users, sql`${users.id}::text = ${auditLog.actor}`)
        .where(and(eq(auditLog.orgId, orgId), before === null ? undefined : lt(auditLog.seq, before)))
        .orderBy(desc(auditLog.seq)).limit(query.limit + 1);
      const items = rows.slice(0, query.limit).map(row => ({ id: String(row.seq), at: row.at, actor: row.name ?? row.actor, action: row.action, target: row.target, details: row.details }));
      return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.id) : null };
    }),

    /** Walks the chain; returns the number of entries, or the first one that does not fit. */
    verify: (orgId: string): Promise<{ entries: number; brokenAt: number | null }> => scope.org(orgId, async tx => {
      const rows = await tx.select().from(auditLog).where(eq(auditLog.orgId, orgId)).orderBy(auditLog.seq);
      let previous = '';
      for (const [index, row] of rows.entries()) {
        const { hash, ...rest } = row;
        if (row.seq !== index + 1 || row.prevHash !== previous || chainHash(keys, rest) !== hash) return { entries: rows.length, brokenAt: row.seq };
        previous = hash;
      }
      return { entries: rows.length, brokenAt: null };
    }),
  };
}

function chainHash(keys: Keys, row: object): string {
  return hmacSha256(keys.of('audit'), canonicalJson(JSON.parse(JSON.stringify(row))));
}
