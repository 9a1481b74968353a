// Files that come with what starts or resumes an execution, and how they get into its storage.
import { piecesOf } from '~/nodes/files/pieces';
import type { Pieces } from '~/nodes/tools/files';
import { FILE_PART, inParts } from '~/server/repositories/execution-files';
import type { Journal } from './journal';

export interface IncomingFile {
  mimeType: string;
  fileName: string | null;
  /** Bytes. */
  size: number;
  /** May be asked for again. */
  content(): Pieces;
}

/** By the ids that items refer to them with. */
export type IncomingFiles = ReadonlyMap<string, IncomingFile>;

export const inMemory = (bytes: Uint8Array, { mimeType, fileName }: Pick<IncomingFile, 'mimeType' | 'fileName'>): IncomingFile => ({ mimeType, fileName, size: bytes.length, content: () => piecesOf(bytes) });

interface Place { orgId: string; executionId: string; id: string; mimeType: string; fileName: string | null }

/**
 * Stores a file part by part: the next one is taken when the one before is committed, so the source waits for the
 * database. `onFirst` is told of a file that has one part. Resolves with its bytes' number.
 */
export async function storeFile(journal: Journal, place: Place, content: Pieces, onFirst?: (bytes: Uint8Array) => void): Promise<number> {
  let size = 0;
  let part = 0;
  for await (const bytes of inParts(content)) {
    await journal.payload({ ...place, part, kind: 'binary', bytes });
    if (part === 0 && bytes.length < FILE_PART) onFirst?.(bytes);
    size += bytes.length;
    part++;
  }
  return size;
}

export async function storeFiles(journal: Journal, { orgId, executionId }: { orgId: string; executionId: string }, files: IncomingFiles): Promise<void> {
  for (const [id, { mimeType, fileName, content }] of files) await storeFile(journal, { orgId, executionId, id, mimeType, fileName }, content());
}

/** What is written together with the execution itself, in memory for that moment, and what is too much for that. */
const TOGETHER = 4 * FILE_PART;

export function splitBySize(files: IncomingFiles): { together: IncomingFiles; later: IncomingFiles } {
  const together = new Map<string, IncomingFile>();
  const later = new Map<string, IncomingFile>();
  let size = 0;
  for (const [id, file] of files) {
    const fits = file.size <= FILE_PART && size + file.size <= TOGETHER;
    (fits ? together : later).set(id, file);
    if (fits) size += file.size;
  }
  return { together, later };
}
