// Files of items, read part by part: no query holds more of a file than one part. Writing is the journal's.
import { Readable } from 'node:stream';
import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { executionPayloads } from '~/db/schema/executions';
import { AppError } from '~/lib/errors';

/** Bytes in a row of a file: what one read or write of it holds in memory. Only the last part is shorter. */
export const FILE_PART = 1024 * 1024;

export interface StoredFile {
  /** Bytes. */
  size: number;
  mimeType: string | null;
  fileName: string | null;
  /** Read as it is asked for; may be run through once. */
  content: AsyncIterable<Uint8Array>;
}

export function createExecutionFileRepository(scope: Scope) {
  const rows = (orgId: string, executionId: string, id: string) =>
    and(eq(executionPayloads.orgId, orgId), eq(executionPayloads.executionId, executionId), eq(executionPayloads.id, id), eq(executionPayloads.kind, 'binary'));

  const part = (orgId: string, executionId: string, id: string, number: number) => scope.org(orgId, async tx => {
    const [row] = await tx.select({ bytes: executionPayloads.bytes }).from(executionPayloads).where(and(rows(orgId, executionId, id), eq(executionPayloads.part, number)));
    return row?.bytes ?? null;
  });

  return {
    /** Throws `not_found`. What is read later fails when the execution is removed meanwhile. */
    open: async (orgId: string, executionId: string, id: string): Promise<StoredFile> => {
      const [about, first] = await scope.org(orgId, async tx => {
        const [found] = await tx.select({ size: sql<string>`sum(octet_length(${executionPayloads.bytes}))`, mimeType: sql<string | null>`min(${executionPayloads.mimeType})`, fileName: sql<string | null>`min(${executionPayloads.fileName})` })
          .from(executionPayloads).where(rows(orgId, executionId, id));
        const [row] = await tx.select({ bytes: executionPayloads.bytes }).from(executionPayloads).where(and(rows(orgId, executionId, id), eq(executionPayloads.part, 0)));
        return [found, row?.bytes] as const;
      });
      if (!about || !first) throw new AppError('not_found', 'This file does not exist any more.');
      const size = Number(about.size);
      async function* content(start: Uint8Array): AsyncGenerator<Uint8Array> {
        yield start;
        for (let number = 1, read = start.length; read < size; number++) {
          const bytes = await part(orgId, executionId, id, number);
          if (!bytes) throw new AppError('not_found', 'This file does not exist any more.');
          read += bytes.length;
          yield bytes;
        }
      }
      return { size, mimeType: about.mimeType, fileName: about.fileName, content: content(first) };
    },

    remove: (orgId: string, executionId: string, id: string): Promise<void> => scope.org(orgId, tx => tx.delete(executionPayloads).where(rows(orgId, executionId, id)).then(() => undefined)),

    /** For another execution that goes on from the steps of this one. */
    copy: async (orgId: string, from: string, to: string, ids: string[]): Promise<void> => {
      if (ids.length === 0) return;
      await scope.org(orgId, tx => tx.execute(sql`
        insert into execution_payloads (execution_id, id, part, org_id, kind, mime_type, file_name, bytes)
        select ${to}, id, part, org_id, kind, mime_type, file_name, bytes from execution_payloads
        where org_id = ${orgId} and execution_id = ${from} and kind = 'binary' and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
        on conflict do nothing`));
    },
  };
}

/** Read as fast as the other side takes it; a reader that goes away ends it. */
export function streamOf({ content }: StoredFile): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(content, { objectMode: false })) as ReadableStream<Uint8Array>;
}

/** Pieces of any size as parts: all of FILE_PART bytes but the last one, which is the only one of an empty file. */
export async function* inParts(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = [];
  let size = 0;
  let given = false;
  for await (const piece of content) {
    for (let at = 0; at < piece.length; ) {
      const taken = piece.subarray(at, at + FILE_PART - size);
      pending.push(taken);
      size += taken.length;
      at += taken.length;
      if (size < FILE_PART) continue;
      yield Buffer.concat(pending);
      pending = [];
      size = 0;
      given = true;
    }
  }
  if (size > 0 || !given) yield Buffer.concat(pending);
}
