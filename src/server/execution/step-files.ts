// Files of items for the steps of one execution: stored and read in parts, so that a large file is never in memory whole.
import type { BinaryRef } from '~/engine/items';
import { isAppError } from '~/lib/errors';
import { isId, newId } from '~/lib/ids';
import { NodeError } from '~/nodes/contract';
import { limited, piecesOf, refOf, whole } from '~/nodes/files/pieces';
import type { Files } from '~/nodes/tools/files';
import { FILE_PART } from '~/server/repositories/execution-files';
import type { Repositories } from '~/server/repositories/repositories';
import { storeFile } from './incoming-files';
import type { Journal } from './journal';

const NEAR_BYTES = 16 * 1024 * 1024;

/** Small files of a running execution, read back without the database. */
export interface NearFiles { get(id: string): Uint8Array | undefined; keep(id: string, bytes: Uint8Array): void }

export function createNearFiles(): NearFiles {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get: id => kept.get(id),
    keep(id, bytes) {
      if (bytes.length > FILE_PART || size + bytes.length > NEAR_BYTES) return;
      kept.set(id, bytes);
      size += bytes.length;
    },
  };
}

export interface FileScope {
  orgId: string;
  executionId: string;
  near: NearFiles;
  /** Bytes. */
  maxFile: number;
}

export function createStepFiles({ repositories, journal }: { repositories: Repositories; journal: Journal }, { orgId, executionId, near, maxFile }: FileScope): Files {
  const tooLarge = () => new NodeError(`The file is larger than ${maxFile / 1024 / 1024} MB`, { description: 'WEFT_MAX_FILE_MB is the limit of one file.' });

  const open: Files['open'] = async ref => {
    const bytes = near.get(ref.id);
    if (bytes) return { size: bytes.length, content: piecesOf(bytes) };
    const gone = () => new NodeError(`The file "${ref.fileName ?? ref.id}" does not exist any more`);
    // Code can make references of its own.
    if (!isId(ref.id)) throw gone();
    return repositories.executionFiles.open(orgId, executionId, ref.id).catch(error => {
      throw isAppError(error) && error.code === 'not_found' ? gone() : error;
    });
  };

  return {
    open,
    read: async (ref: BinaryRef) => whole(await open(ref), ref.fileName ?? ref.id),
    async write(content, info) {
      const id = newId();
      const place = { orgId, executionId, id, mimeType: info.mimeType ?? 'application/octet-stream', fileName: info.fileName ?? null };
      const pieces = limited(content instanceof Uint8Array ? piecesOf(content) : content, maxFile, tooLarge);
      const size = await storeFile(journal, place, pieces, bytes => near.keep(id, bytes)).catch(async error => {
        await repositories.executionFiles.remove(orgId, executionId, id).catch(() => {}); // it goes with the execution otherwise
        throw error;
      });
      return refOf(id, size, info);
    },
  };
}
